package dev.landfall.remediate;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.change.Symptom;
import dev.landfall.change.SymptomCheck;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.Diagnostics;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LineageReader;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.OwnerReference;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Finding.Remedy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Finds what is wrong in a part of the cluster, and what would mend it. It reads only; the mending is a change request
 * that goes the way of every other, with the symptom that must be gone after it.
 */
public final class Remediation implements SymptomCheck {
    private final Cluster cluster;
    private final Diagnostics diagnostics;
    private final List<Analyzer> analyzers;
    private final InstantSource clock;

    /**
     * @param analyzers in the order of causes: what the first one finds of a subject makes what later ones find of it a
     *     consequence
     */
    public Remediation(Cluster cluster, Diagnostics diagnostics, List<Analyzer> analyzers, InstantSource clock) {
        this.cluster = cluster;
        this.diagnostics = diagnostics;
        this.analyzers = List.copyOf(analyzers);
        this.clock = clock;
    }

    /** Whatever may be wrong. */
    public Diagnosis diagnose(Scope scope) {
        return diagnose(Concern.with(scope));
    }

    public Diagnosis diagnose(Concern concern) {
        Scope scope = concern.scope();
        Snapshot snapshot = snapshot(scope.namespace());
        Predicate<ObjectRef> concerned = concerned(scope, snapshot);
        snapshot.focus(concerned);
        Map<ObjectRef, Finding> first = new LinkedHashMap<>();
        for (Analyzer analyzer : analyzers)
            analyzer.findings(snapshot).forEach(finding -> {
                first.putIfAbsent(finding.subject(), finding);
                snapshot.explained(finding.subject());
            });
        List<Finding> findings = first.values().stream()
                .filter(finding -> concerns(finding, scope, concerned))
                .map(finding -> writable(finding, snapshot))
                .map(finding -> FixedTemplate.respected(finding, snapshot))
                .sorted(new Urgency(snapshot))
                .toList();
        return Diagnosis.of(
                concern, findings, snapshot.unread(), snapshot.workloads().size());
    }

    /** What mends a finding by one of its repairs. */
    public ChangeRequest request(Finding finding, Repair repair, Manner manner) {
        return new ChangeRequest(repair.changes(), repair.what(), manner).mending(List.of(finding.symptom()));
    }

    @Override
    public Optional<String> seen(Symptom symptom) {
        Analyzer analyzer = analyzers.stream()
                .filter(each -> each.rule().equals(symptom.rule()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule " + symptom.rule()));
        Snapshot snapshot = snapshot(symptom.object().namespace());
        snapshot.focus(symptom.object()::isSameObjectAs);
        return analyzer.findings(snapshot).stream()
                .filter(finding -> finding.subject().isSameObjectAs(symptom.object()))
                .map(Finding::sign)
                .findFirst();
    }

    private Snapshot snapshot(String namespace) {
        return new Snapshot(cluster, diagnostics, namespace, clock.instant());
    }

    /** What is asked about: everything, or what an object belongs to, what belongs to it, and what stands in its way. */
    private Predicate<ObjectRef> concerned(Scope scope, Snapshot snapshot) {
        return switch (scope) {
            case Scope.OfNamespace _, Scope.OfCluster _ -> _ -> true;
            case Scope.OfOwner(ObjectRef owner) -> delivering(owner);
            case Scope.OfObject(ObjectRef asked) -> {
                LiveObject object = cluster.get(asked).orElseThrow(() -> RequestException.noSuchObject(asked));
                Lineage lineage = new LineageReader(cluster).read(object);
                List<ObjectRef> near = new ArrayList<>(
                        lineage.objects().stream().map(LiveObject::ref).toList());
                near.addAll(Neighbourhood.of(lineage.root(), snapshot));
                yield subject -> near.stream().anyMatch(subject::isSameObjectAs);
            }
        };
    }

    /** An owner, its source, and the controllers without which nothing is delivered at all. */
    private Predicate<ObjectRef> delivering(ObjectRef owner) {
        LiveObject live = cluster.get(owner).orElseThrow(() -> RequestException.noSuchObject(owner));
        JsonNode source = live.at("/spec/sourceRef");
        return subject -> subject.isSameObjectAs(owner)
                || (subject.kind().equals(source.path("kind").asString(""))
                        && subject.name().equals(source.path("name").asString(""))
                        && subject.namespace().equals(source.path("namespace").asString(owner.namespace())));
    }

    /** A controller that stands still concerns every owner. */
    private static boolean concerns(Finding finding, Scope scope, Predicate<ObjectRef> concerned) {
        return concerned.test(finding.subject())
                || (scope instanceof Scope.OfOwner && finding.rule().equals("controller-dead"));
    }

    /** What a controller makes is made anew as its maker says, however well it is mended. */
    private Finding writable(Finding finding, Snapshot snapshot) {
        if (!(finding.remedy() instanceof Remedy.Repairs repairs)) return finding;
        List<DesiredChange> changes = repairs.repairs().getFirst().changes();
        return changes.stream()
                .flatMap(change -> maker(change.object(), snapshot).stream())
                .findFirst()
                .map(who -> madeByOther(finding, who))
                .map(reason -> finding.with(new Remedy.PersonDecides(reason)))
                .orElse(finding);
    }

    private static Optional<String> maker(ObjectRef object, Snapshot snapshot) {
        return snapshot.named(object.group(), object.kind(), object.namespace(), object.name()).stream()
                .flatMap(live -> live.ownerReferences().stream())
                .filter(OwnerReference::controller)
                .map(maker -> maker.kind() + " " + maker.name())
                .findFirst();
    }

    private static Reason madeByOther(Finding finding, String maker) {
        return Reason.lasting(
                "made-by-controller",
                finding.subject() + " is made by " + maker + ", which would undo a repair of it",
                "mend it where " + maker + " is defined");
    }
}
