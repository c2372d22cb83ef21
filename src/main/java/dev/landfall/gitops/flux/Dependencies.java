package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Follows {@code dependsOn} down to the Kustomization that the others wait for. */
record Dependencies(Cluster cluster) {

    /** @param isCycle whether they wait for each other, so that no waiting helps */
    record Trouble(Reason reason, boolean isCycle) {}

    Optional<Trouble> of(KustomizationStatus kustomization) {
        return search(kustomization, List.of(kustomization.ref()));
    }

    private Optional<Trouble> search(KustomizationStatus waiting, List<ObjectRef> path) {
        for (ObjectRef dependency : waiting.dependencies()) {
            List<ObjectRef> further = new ArrayList<>(path);
            further.add(dependency);
            if (path.contains(dependency)) return Optional.of(cycle(further));
            Optional<Trouble> trouble = troubleOf(dependency, further);
            if (trouble.isPresent()) return trouble;
        }
        return Optional.empty();
    }

    private Optional<Trouble> troubleOf(ObjectRef dependency, List<ObjectRef> path) {
        Optional<LiveObject> live = cluster.get(dependency);
        if (live.isEmpty()) return Optional.of(waitingFor(path, "does not exist"));
        KustomizationStatus status = new KustomizationStatus(live.get());
        if (status.ready().isTrue()) return Optional.empty();
        return search(status, path)
                .or(() -> Optional.of(waitingFor(path, status.ready().text())));
    }

    private static Trouble waitingFor(List<ObjectRef> path, String state) {
        return new Trouble(
                Reason.passing(
                        "dependency-not-ready",
                        "%s waits for %s: %s".formatted(path.getFirst(), path.getLast(), state),
                        "mend " + path.getLast()),
                false);
    }

    private static Trouble cycle(List<ObjectRef> path) {
        return new Trouble(
                Reason.lasting(
                        "dependency-cycle",
                        path.stream().map(Object::toString).collect(Collectors.joining(" waits for ")),
                        "take one of them out of spec.dependsOn"),
                true);
    }
}
