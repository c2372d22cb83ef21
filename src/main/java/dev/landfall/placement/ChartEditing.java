package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.ValuesFile;
import dev.landfall.reason.Reason;
import dev.landfall.render.Chart;
import dev.landfall.render.ChartBuild;
import dev.landfall.render.GivenValues;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A chart while fields of what it renders are changed, one after the other. */
final class ChartEditing {
    private final Renderer renderer;
    private final Chart chart;
    private final Predicate<String> leftAlone;
    private final Map<String, List<FieldEdit>> fields = new LinkedHashMap<>();
    private EditPlan.Edits ofSpec = new EditPlan.Edits(List.of());
    private GitSource source;
    private ChartBuild build;
    private AppliedObjects now;

    /** @param leftAlone files that are not to be edited */
    ChartEditing(Renderer renderer, GitSource source, Chart chart, AppliedObjects now, Predicate<String> leftAlone) {
        this.leftAlone = leftAlone;
        this.renderer = renderer;
        this.source = source;
        this.chart = chart;
        this.build = chart.build();
        this.now = now;
    }

    AppliedObjects now() {
        return now;
    }

    /** Makes all of these come true, and nothing else; or tells why it cannot. */
    Optional<Reason> make(List<DesiredChange> changes, AppliedObjects wanted) {
        makeInPostRenderers(changes, PostRenderedField::whereItIsGiven);
        List<Difference> left = now.differencesTo(wanted);
        while (!left.isEmpty()) {
            Optional<Reason> refusal = makeFirst(left);
            if (refusal.isPresent()
                    && !(isWithoutPlace(refusal.get()) && makeInPostRenderers(changes, PostRenderedField::anywhere)))
                return Optional.of(postRendered(changes).orElse(refusal.get()));
            left = now.differencesTo(wanted);
        }
        return Optional.empty();
    }

    private static boolean isWithoutPlace(Reason refusal) {
        return List.of("helm-not-fed", "helm-change").contains(refusal.code());
    }

    /** Whether any of these was made so. */
    private boolean makeInPostRenderers(
            List<DesiredChange> changes, Function<PostRenderedField, Optional<PostRenderedField.Edited>> way) {
        boolean made = false;
        for (DesiredChange change : changes) {
            Optional<PostRenderedField.Edited> edited =
                    inPostRenderers(change, changes).flatMap(way);
            edited.ifPresent(this::take);
            made |= edited.isPresent();
        }
        return made;
    }

    private void take(PostRenderedField.Edited edited) {
        ofSpec = EditedFiles.merged(ofSpec, edited.edits());
        source = edited.source();
        build = edited.build();
        now = edited.after();
    }

    /** Empty for what no post renderer can be asked for, and for what is so already. */
    private Optional<PostRenderedField> inPostRenderers(DesiredChange change, List<DesiredChange> all) {
        boolean isOpen = !build.postRenderers().isEmpty() && !new Wanted(List.of(change)).holdIn(now);
        return isOpen && change instanceof FieldChange field
                ? Optional.of(new PostRenderedField(renderer, source, build, now, all, field))
                : Optional.empty();
    }

    /** That a post renderer decides what could not be made; empty where none does. */
    private Optional<Reason> postRendered(List<DesiredChange> changes) {
        return changes.stream()
                .flatMap(change -> inPostRenderers(change, changes).stream())
                .flatMap(field -> field.deciding()
                        .map(decider -> ChartRefusals.postRendered(field.change(), source.additions(), decider)))
                .findFirst();
    }

    /** Makes the first of these differences come true, and no other than these; or tells why it cannot. */
    private Optional<Reason> makeFirst(List<Difference> wanted) {
        if (movesItemsUp(wanted) && makePart(wanted).isEmpty()) return Optional.empty();
        Optional<Target> target = Target.of(wanted.getFirst());
        Optional<Reason> refusal = target.isEmpty()
                ? Optional.of(ChartRefusals.notOneValue(wanted.getFirst(), chart))
                : makeSingle(target.get(), wanted);
        if (refusal.isEmpty()) return refusal;
        Optional<Reason> ofPart = makePart(wanted);
        return ofPart.isEmpty() || target.isEmpty() ? ofPart : refusal;
    }

    /** An item without a name goes, and those behind it move up: what differs is not what is to be done. */
    private static boolean movesItemsUp(List<Difference> wanted) {
        return wanted.stream()
                .anyMatch(difference -> difference.after().isEmpty()
                        && !difference.steps().isEmpty()
                        && difference.steps().getLast() instanceof FieldPath.Index);
    }

    /** What goes before all else: behind it the items of a list move up. */
    private Optional<Reason> makePart(List<Difference> wanted) {
        Difference first = wanted.stream()
                .filter(difference -> difference.after().isEmpty())
                .findFirst()
                .orElse(wanted.getFirst());
        Optional<Target> target = Target.ofPart(first);
        if (target.isEmpty()) return Optional.of(ChartRefusals.notOneValue(first, chart));
        return taken(search(wanted).findPart(target.get()))
                .map(reason -> reason.code().equals("helm-not-fed") ? ChartRefusals.notOneValue(first, chart) : reason);
    }

    private Optional<Reason> makeSingle(Target target, List<Difference> wanted) {
        Optional<Reason> refusal = feed(target, wanted);
        Optional<Target> first = target.withTagFirst();
        boolean done = refusal.isEmpty()
                || (first.isPresent() && inTwoSteps(first.get(), target).isEmpty());
        return done ? Optional.empty() : refusal;
    }

    /** An image whose name and tag are two values. */
    private Optional<Reason> inTwoSteps(Target first, Target second) {
        Optional<Reason> refusal = feed(first, List.of(first.difference()));
        if (refusal.isPresent()) return refusal;
        Difference rest = new Difference(
                second.difference().object(),
                second.difference().steps(),
                first.difference().after(),
                second.difference().after());
        return feed(Target.of(rest).orElseThrow(), List.of(rest));
    }

    private Optional<Reason> feed(Target target, List<Difference> wanted) {
        return taken(search(wanted).find(target));
    }

    private ChartSearch search(List<Difference> wanted) {
        return new ChartSearch(renderer, source, chart.templates(), build, now, wanted, leftAlone);
    }

    private Optional<Reason> taken(ChartSearch.Result result) {
        return switch (result) {
            case ChartSearch.Result.NotFed notFed -> Optional.of(notFed.reason());
            case ChartSearch.Result.Fed fed -> {
                take(fed);
                yield Optional.empty();
            }
        };
    }

    private void take(ChartSearch.Result.Fed fed) {
        for (Difference difference : now.differencesTo(fed.after()))
            fields.computeIfAbsent(fed.trial().path(), _ -> new ArrayList<>())
                    .add(new FieldEdit(
                            difference.object(),
                            Optional.of(new FieldPath(difference.steps())),
                            difference.before(),
                            difference.after(),
                            fed.trial().line()));
        build = fed.trial().build();
        now = fed.after();
    }

    /** Whether files of the repository are edited, and not only what the owner gives. */
    boolean isOfFiles() {
        return !build.files().equals(chart.build().files());
    }

    /** To the next version of the chart; whatever comes out with the version in it changes as well. */
    Optional<Reason> raiseVersion() {
        String path = build.definition();
        ManifestFile file = new ManifestFile(path, build.files().get(path));
        return switch (new ChartVersion(file).raised()) {
            case ChartVersion.Raising.Refused(Reason reason) -> Optional.of(reason);
            case ChartVersion.Raising.Raised(ValuesFile.Setting.Set set) -> raised(path, set);
        };
    }

    private Optional<Reason> raised(String path, ValuesFile.Setting.Set set) {
        ChartBuild raised = build.with(path, set.content());
        return switch (renderer.render(raised)) {
            case Rendering.Failed failed -> Optional.of(failed.reason());
            case Rendering.Rendered rendered -> {
                // It has a part in what the other edits come to.
                FieldEdit first = fields.values().iterator().next().getFirst();
                fields.put(path, List.of(first.atLine(set.line())));
                build = raised;
                now = AppliedObjects.of(rendered.objects(), source.defaultNamespace());
                yield Optional.empty();
            }
        };
    }

    List<FileEdit> edits() {
        List<FileEdit> edits = new ArrayList<>(ofSpec.files());
        build.files().forEach((path, content) -> {
            Optional<byte[]> before = Optional.ofNullable(chart.build().files().get(path));
            boolean same = before.isPresent() && Arrays.equals(before.get(), content);
            if (!same)
                edits.add(new FileEdit.WriteFile(
                        path, before, Optional.of(content), fields.getOrDefault(path, List.of())));
        });
        for (int i = 0; i < build.given().size(); i++) {
            GivenValues before = chart.build().given().get(i);
            GivenValues after = build.given().get(i);
            if (!before.equals(after))
                edits.add(new FileEdit.WriteFile(
                        after.name(),
                        Optional.of(before.yaml().getBytes(StandardCharsets.UTF_8)),
                        Optional.of(after.yaml().getBytes(StandardCharsets.UTF_8)),
                        fields.getOrDefault(after.name(), List.of())));
        }
        return edits;
    }
}
