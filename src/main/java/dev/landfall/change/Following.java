package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import dev.landfall.health.HealthReader;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Follows the objects that one owner applies, or that were written directly, to one outcome. */
final class Following {
    /** An object and where it is: owners may live in another cluster than what they apply. */
    record Watched(Cluster cluster, ObjectRef object) {}

    private final int part;
    private final Supplier<Progress> progress;
    private final List<Watched> watched;
    private final Map<ObjectRef, Judge> judges;
    private final Function<ObjectRef, List<ObjectRef>> broughtBy;
    private final Map<ObjectRef, OwnerTracker> passes;
    private Optional<Outcome> outcome = Optional.empty();
    private String phase = "";
    private boolean applied;

    /**
     * @param part of the plan, counted from 0
     * @param progress of whoever applies the objects
     * @param watched the objects besides the judged ones whose change makes another look worthwhile
     * @param judges of an owner before those of the objects that a change of it brings about
     * @param broughtBy those objects; none for an object that is no owner
     * @param passes of owners that must read anew, once what they read is as wanted
     */
    Following(
            int part,
            Supplier<Progress> progress,
            List<Watched> watched,
            Map<ObjectRef, Judge> judges,
            Function<ObjectRef, List<ObjectRef>> broughtBy,
            Map<ObjectRef, OwnerTracker> passes) {
        this.broughtBy = broughtBy;
        this.passes = Map.copyOf(passes);
        this.part = part;
        this.progress = progress;
        this.watched = List.copyOf(watched);
        this.judges = new LinkedHashMap<>(judges);
    }

    /** One whose end is known without a look. */
    static Following ended(int part, Outcome outcome) {
        Following following = new Following(part, () -> null, List.of(), Map.of(), _ -> List.of(), Map.of());
        following.outcome = Optional.of(outcome);
        return following;
    }

    int part() {
        return part;
    }

    Optional<Outcome> outcome() {
        return outcome;
    }

    /** It is not followed any longer. */
    void end(Outcome last) {
        outcome = Optional.of(last);
    }

    /** Whether what is followed was live at the last look. */
    boolean isApplied() {
        return applied;
    }

    /** What is waited for, for a person. */
    String phase() {
        return phase;
    }

    /** @param objects the cluster that the judged objects are in */
    List<Watched> watched(Cluster objects) {
        List<Watched> all = new ArrayList<>(watched);
        judges.keySet().forEach(object -> all.add(new Watched(objects, object)));
        return all;
    }

    /**
     * One look at everything. One object that ends badly ends it all; those that are verified are looked at for as long
     * as others are not, for only all at once counts.
     */
    void look(HealthReader health, Duration now) {
        Progress seen = progress.get();
        applied = seen instanceof Progress.Succeeded;
        Map<ObjectRef, Progress> brought = new HashMap<>();
        List<Outcome> verified = new ArrayList<>();
        List<String> phases = new ArrayList<>();
        for (Map.Entry<ObjectRef, Judge> each : judges.entrySet()) {
            ObjectRef object = each.getKey();
            List<ObjectRef> brings = broughtBy.apply(object);
            Progress soFar = afterPass(object, brought.getOrDefault(object, seen));
            Judge.Step step = each.getValue()
                    .judge(soFar, brings.isEmpty() ? health.look(object) : health.lookAtSpec(object, brings), now);
            switch (step) {
                case Judge.Step.Wait wait -> phases.add(wait.phase());
                case Judge.Step.End(Outcome.Verified end) -> verified.add(end);
                case Judge.Step.End end -> {
                    outcome = Optional.of(end.outcome());
                    return;
                }
            }
            applied &= brings.isEmpty() || step instanceof Judge.Step.End;
            brings.forEach(next -> brought.put(next, afterOwner(step, soFar, object)));
        }
        if (phases.isEmpty()) outcome = Optional.of(together(verified));
        else phase = String.join("; ", phases.stream().distinct().toList());
    }

    private Progress afterPass(ObjectRef object, Progress soFar) {
        OwnerTracker pass = passes.get(object);
        if (pass == null || !(soFar instanceof Progress.Succeeded)) return soFar;
        Progress seen = pass.observe();
        return seen instanceof Progress.Succeeded ? soFar : seen;
    }

    /** How far what an owner brings about has got. */
    private static Progress afterOwner(Judge.Step step, Progress soFar, ObjectRef owner) {
        return switch (step) {
            case Judge.Step.Wait(String phase)
            when soFar instanceof Progress.Succeeded ->
                new Progress.Progressing(Reason.passing("owner-at-work", phase, ""));
            case Judge.Step.Wait _ -> soFar;
            case Judge.Step.End _ -> {
                Evidence commit = ((Progress.Succeeded) soFar).evidence();
                Evidence evidence = new Evidence(
                        commit.evidenceClass(), commit.revision(), owner, owner + " has applied its spec as it is now");
                yield new Progress.Succeeded(evidence, List.of());
            }
        };
    }

    private static Outcome together(List<Outcome> verified) {
        List<Evidence> evidence = verified.stream()
                .flatMap(each -> each.evidence().stream())
                .distinct()
                .toList();
        List<Reason> warnings = verified.stream()
                .flatMap(each -> each.warnings().stream())
                .distinct()
                .toList();
        return new Outcome.Verified(evidence, warnings);
    }
}
