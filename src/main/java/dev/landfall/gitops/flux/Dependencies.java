package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Follows {@code dependsOn} down to the Kustomization that the others wait for. A dependency is passed when it is ready
 * for its own spec, and, where both apply from one source, when it has applied the very revision that the waiting one is
 * about to apply (kustomize-controller, {@code checkDependencies}).
 */
record Dependencies(Cluster cluster) {

    /** @param end how the waiting can end */
    record Trouble(Reason reason, End end) {}

    /** From the best to the worst. */
    enum End {
        /** By itself: the dependency is at work, or fails and tries again. */
        CLEARS,
        /** When a person acts. */
        PERSON,
        /** Never: they wait for each other. */
        NEVER
    }

    /** What it waits for now that its source has this artifact. */
    Optional<Trouble> of(KustomizationStatus kustomization, FluxRevision artifact) {
        Passing atTheArtifact = (waiting, dependency) -> isReady(dependency)
                && (!waiting.hasSourceOf(dependency)
                        || !kustomization.hasSourceOf(dependency)
                        || artifact.commit().equals(dependency.applied().commit()));
        return new Search(atTheArtifact, dependency -> false).from(kustomization);
    }

    /**
     * What it will wait for with the next commit: whoever applies from the same source has that to apply first, and one
     * that is ready now will.
     */
    Optional<Trouble> ahead(KustomizationStatus kustomization) {
        Passing whatEverComes = (waiting, dependency) -> isReady(dependency) && !waiting.hasSourceOf(dependency);
        return new Search(whatEverComes, Dependencies::isReady).from(kustomization);
    }

    private interface Passing {
        boolean isPassed(KustomizationStatus waiting, KustomizationStatus dependency);
    }

    /** One walk, each Kustomization once; what no waiting helps against comes before what clears by itself. */
    private final class Search {
        private final Passing passing;
        private final Predicate<KustomizationStatus> goesOn;
        private final Set<ObjectRef> seen = new HashSet<>();

        /** @param goesOn whether one that is not passed and has nothing to wait for will be passed all the same */
        Search(Passing passing, Predicate<KustomizationStatus> goesOn) {
            this.passing = passing;
            this.goesOn = goesOn;
        }

        Optional<Trouble> from(KustomizationStatus kustomization) {
            return below(kustomization, List.of(kustomization.ref()));
        }

        private Optional<Trouble> below(KustomizationStatus waiting, List<ObjectRef> path) {
            return waiting.dependencies().stream()
                    .flatMap(dependency -> of(waiting, dependency, path).stream())
                    .max(Comparator.comparing(Trouble::end));
        }

        private Optional<Trouble> of(
                KustomizationStatus waiting, KustomizationStatus.Dependency dependency, List<ObjectRef> before) {
            List<ObjectRef> path = new ArrayList<>(before);
            path.add(dependency.object());
            if (before.contains(dependency.object())) return Optional.of(cycle(path));
            if (!seen.add(dependency.object())) return Optional.empty();
            Optional<LiveObject> live = cluster.get(dependency.object());
            if (live.isEmpty()) return Optional.of(gone(path));
            KustomizationStatus status = new KustomizationStatus(live.get());
            // What an expression makes of it, only the controller knows.
            if (dependency.byExpression() || passing.isPassed(waiting, status)) return Optional.empty();
            return standing(status, path);
        }

        private Optional<Trouble> standing(KustomizationStatus status, List<ObjectRef> path) {
            if (status.isSuspended()) return Optional.of(suspended(path, status));
            Optional<Condition> stalled = status.stalled();
            if (stalled.isPresent())
                return Optional.of(stalled(path, stalled.get().text()));
            return below(status, path)
                    .or(() -> goesOn.test(status) ? Optional.empty() : Optional.of(notReady(path, status)));
        }
    }

    private static boolean isReady(KustomizationStatus status) {
        return status.ready().isTrue() && status.hasSeenItsSpec();
    }

    private static Trouble notReady(List<ObjectRef> path, KustomizationStatus status) {
        String state = isReady(status)
                ? "it has applied %s so far".formatted(status.applied().shortCommit())
                : status.ready().text();
        return new Trouble(
                Reason.passing("dependency-not-ready", waiting(path) + ": " + state, "mend " + path.getLast()),
                End.CLEARS);
    }

    private static Trouble gone(List<ObjectRef> path) {
        return new Trouble(
                Reason.lasting(
                        "dependency-gone",
                        waiting(path) + ", which does not exist",
                        "create it, or take it out of spec.dependsOn of " + path.get(path.size() - 2)),
                End.PERSON);
    }

    private static Trouble suspended(List<ObjectRef> path, KustomizationStatus status) {
        return new Trouble(
                Reason.lasting(
                        "dependency-suspended",
                        waiting(path) + ", which is suspended",
                        "flux resume kustomization " + status.argument()),
                End.PERSON);
    }

    private static Trouble stalled(List<ObjectRef> path, String text) {
        return new Trouble(
                Reason.lasting(
                        "dependency-stalled",
                        waiting(path) + ", which is stalled: " + text,
                        "correct the spec of " + path.getLast()),
                End.PERSON);
    }

    private static String waiting(List<ObjectRef> path) {
        return "%s waits for %s".formatted(path.getFirst(), path.getLast());
    }

    private static Trouble cycle(List<ObjectRef> path) {
        return new Trouble(
                Reason.lasting(
                        "dependency-cycle",
                        path.stream().map(Object::toString).collect(Collectors.joining(" waits for ")),
                        "take one of them out of spec.dependsOn"),
                End.NEVER);
    }
}
