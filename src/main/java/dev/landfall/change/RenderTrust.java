package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectWriter.Written;
import dev.landfall.git.CommitId;
import dev.landfall.gitops.Applied;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.placement.BuiltObjects;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.Deviation;
import dev.landfall.placement.LiveComparison;
import dev.landfall.placement.SourceContents;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Whether what is rendered here can be trusted to be what an owner renders: of the commit that the owner has applied, it
 * must be what the owner has made live.
 */
final class RenderTrust {
    /** Of an owner that lists more, the others are not looked at. */
    static final int MOST_OBJECTS = 100;

    private final Cluster cluster;
    private final SourceContents contents;
    private final DirectWriter writer;

    RenderTrust(Cluster cluster, SourceContents contents, DirectWriter writer) {
        this.cluster = cluster;
        this.contents = contents;
        this.writer = writer;
    }

    /**
     * What came of the comparison.
     *
     * @param unproven empty where nothing speaks against it
     * @param notes what could not be compared, or not be held against it
     */
    record Found(Optional<Reason> unproven, List<Reason> notes) {}

    private record Compared(List<Deviation> deviations, List<Deviation> explained) {}

    /** @param targets that are looked at before all others */
    Found of(ObjectRef owner, List<Applied> applied, Checkout checkout, Set<ObjectRef> targets) {
        return found(
                owner,
                applied,
                checkout.source(),
                any -> asOf(any, checkout).map(contents::built),
                () -> contents.doubt(checkout),
                targets);
    }

    /** Of a published chart that nothing in Git goes into. */
    Found of(ObjectRef owner, List<Applied> applied, Layers.ChartAlone chart, Set<ObjectRef> targets) {
        return found(
                owner,
                applied,
                chart.source(),
                any -> asOf(any, chart.source()).map(Layers.ChartAlone::new).map(contents::built),
                () -> contents.doubt(chart),
                targets);
    }

    private Found found(
            ObjectRef owner,
            List<Applied> applied,
            GitSource source,
            Function<Applied, Optional<BuiltObjects>> built,
            Supplier<Optional<Reason>> doubt,
            Set<ObjectRef> targets) {
        if (applied.isEmpty()) return new Found(Optional.empty(), List.of(RenderReasons.nothingApplied(owner)));
        List<Reason> notes = new ArrayList<>();
        List<Deviation> deviations = new ArrayList<>();
        for (Applied any : applied) {
            Applied each = any.from(source).orElse(any);
            Optional<BuiltObjects> then = built.apply(any);
            if (then.isEmpty()) notes.add(RenderReasons.unknownCommit(owner, each));
            else
                switch (then.get()) {
                    case BuiltObjects.NotBuilt _ -> notes.add(RenderReasons.otherForm(owner, each));
                    case BuiltObjects.Failing failing ->
                        notes.add(RenderReasons.notRenderedThen(owner, each, failing.reason()));
                    case BuiltObjects.Built objects -> {
                        Compared compared = compared(objects, each, targets);
                        compared.deviations().stream()
                                .filter(deviation -> !isOfPackaging(deviation, source))
                                .forEach(deviations::add);
                        RenderReasons.explained(owner, each, compared.explained())
                                .ifPresent(notes::add);
                    }
                }
        }
        return new Found(RenderReasons.unproven(owner, source, deviations, doubt), notes);
    }

    private static boolean isOfPackaging(Deviation deviation, GitSource source) {
        return source.charting()
                        .filter(charting -> charting.packaging() != Charting.Packaging.NONE)
                        .isPresent()
                && deviation.isOfChartVersion();
    }

    /** As the owner had it and what lends files to it; empty where one of these commits is not here. */
    private static Optional<Checkout> asOf(Applied applied, Checkout checkout) {
        Checkout then = checkout;
        for (Checkout each : with(checkout)) {
            Optional<CommitId> commit = applied.from(each.source()).flatMap(Applied::commit);
            if (commit.isEmpty() || !each.repository().knows(commit.get())) return Optional.empty();
            then = then.with(each.source(), commit.get());
        }
        Checkout withLenders = then;
        return asOf(applied, then.source()).map(withLenders::of);
    }

    /** With the chart in the version that the owner had, where one is published; empty where that is not known. */
    private static Optional<GitSource> asOf(Applied applied, GitSource source) {
        return source.chart().isEmpty()
                ? Optional.of(source)
                : applied.version(source.chart().get()).map(source::with);
    }

    private static List<Checkout> with(Checkout checkout) {
        return Stream.concat(Stream.of(checkout), checkout.lenders().values().stream())
                .toList();
    }

    private Compared compared(BuiltObjects.Built built, Applied applied, Set<ObjectRef> targets) {
        Compared compared = new Compared(new ArrayList<>(), new ArrayList<>());
        new LiveObjects(cluster).read(toRead(built, applied, targets)).forEach((ref, live) -> {
            List<Deviation> all =
                    live.map(there -> deviations(built, ref, there)).orElse(List.of());
            for (Deviation deviation : all) {
                boolean counts = applied.isSettled() && isByOwner(deviation, live.orElseThrow(), applied);
                (counts ? compared.deviations() : compared.explained()).add(deviation);
            }
        });
        return compared;
    }

    /** Secrets are only read where they are asked for. */
    private static List<ObjectRef> toRead(BuiltObjects.Built built, Applied applied, Set<ObjectRef> targets) {
        // What another source of the owner makes is not to be expected of this one.
        List<ObjectRef> fromHere = applied.objects().stream()
                .filter(object ->
                        !applied.isOfSeveralSources() || built.object(object).isPresent())
                .toList();
        Set<ObjectRef> wanted = new LinkedHashSet<>();
        fromHere.stream()
                .filter(object -> targets.stream().anyMatch(object::isSameObjectAs))
                .forEach(wanted::add);
        fromHere.stream()
                .filter(object -> !Set.of("Secret", "Namespace").contains(object.kind()))
                .forEach(wanted::add);
        return wanted.stream()
                .limit(MOST_OBJECTS)
                .map(object -> inVersionOf(built, object))
                .toList();
    }

    private static ObjectRef inVersionOf(BuiltObjects.Built built, ObjectRef object) {
        return built.object(object)
                .map(ours -> new LiveObject(ours).ref().version())
                .map(version ->
                        new ObjectRef(object.group(), version, object.kind(), object.namespace(), object.name()))
                .orElse(object);
    }

    private List<Deviation> deviations(BuiltObjects.Built built, ObjectRef ref, LiveObject live) {
        Optional<JsonNode> ours = built.object(ref);
        if (ours.isEmpty()) return List.of(Deviation.notRendered(ref));
        List<Deviation> deviations = LiveComparison.of(ours.get(), live);
        return deviations.isEmpty() || isNormalised(deviations, live) ? List.of() : deviations;
    }

    /** Whether the API server, asked for what is rendered, makes of it what is there: a webhook may rewrite it. */
    private boolean isNormalised(List<Deviation> deviations, LiveObject live) {
        if (WriteRights.missing(cluster, "patch", live.ref()).isPresent()) return false;
        try {
            JsonNode wanted = live.json();
            for (Deviation deviation : deviations)
                wanted = new SetField(
                                live.ref(),
                                deviation.field().orElseThrow(),
                                deviation.ours().orElseThrow())
                        .appliedTo(Optional.of(wanted))
                        .orElseThrow();
            return writer.rehearse(live, JsonPatchWriting.between(live.json(), wanted)) instanceof Written.Done done
                    && deviations.stream().allMatch(deviation -> isAsBefore(deviation, live, done.object()));
        } catch (IllegalArgumentException noPlace) {
            return false;
        }
    }

    private static boolean isAsBefore(Deviation deviation, LiveObject live, LiveObject rehearsed) {
        return deviation.field().orElseThrow().in(rehearsed.json()).equals(deviation.live())
                && live.uid().equals(rehearsed.uid());
    }

    /** What others have written since is no difference between renderers. */
    private static boolean isByOwner(Deviation deviation, LiveObject live, Applied applied) {
        return deviation.field().isEmpty()
                || deviation.live().isEmpty()
                || FieldManagers.of(live, deviation.field().get().toString()).stream()
                        .anyMatch(manager -> manager.startsWith(applied.manager()));
    }
}
