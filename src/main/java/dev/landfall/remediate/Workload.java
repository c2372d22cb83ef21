package dev.landfall.remediate;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.OwnerReference;
import dev.landfall.manifest.PodTemplate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A workload at the top: a Deployment, StatefulSet, DaemonSet, Job, CronJob, or what stands alone without one.
 *
 * @param maker the controller of another kind that makes it, whose object is where a person would change it
 * @param pods of the newest revision that are not on their way out; of a CronJob those of its newest Job
 * @param allPods of all revisions
 * @param newest the newest ReplicaSet of a Deployment, the newest Job of a CronJob
 * @param earlier reads {@link #former}, which is asked of few
 */
public record Workload(
        LiveObject live,
        Optional<OwnerReference> maker,
        List<LiveObject> pods,
        List<LiveObject> allPods,
        Optional<LiveObject> newest,
        Supplier<Optional<JsonNode>> earlier) {
    public Workload {
        pods = List.copyOf(pods);
        allPods = List.copyOf(allPods);
    }

    public ObjectRef ref() {
        return live.ref();
    }

    /** The way to the pod template; empty where it is of a kind without one. */
    public Optional<PodTemplate> template() {
        return PodTemplate.of(live);
    }

    /** What it says of its pods; a missing node where there is no template. */
    public JsonNode podSpec() {
        return template()
                .flatMap(place -> place.spec().in(live.json()))
                .orElseGet(tools.jackson.databind.node.MissingNode::getInstance);
    }

    /** Containers as the template has them, init containers first. */
    public Stream<JsonNode> containers() {
        return Stream.of("initContainers", "containers")
                .flatMap(list -> podSpec().path(list).valueStream());
    }

    /** The pod template of the revision before: one that still has ready pods, else the last one. */
    public Optional<JsonNode> former() {
        return earlier.get();
    }

    /**
     * Of the containers that end again and again one for each of their names and exit codes: what is made of one template
     * fails alike, and to read what it wrote is a call for each.
     */
    public Stream<ContainerState> ending(Instant now) {
        Set<String> seen = new HashSet<>();
        return states().filter(state -> state.maySoonEndAgain(now))
                .filter(state -> seen.add(state.name() + " "
                        + state.lastEnd().map(ContainerState.Ended::exitCode).orElse(0)));
    }

    /** Containers of the newest pods that are not well, each with its pod. */
    public Stream<ContainerState> states() {
        return pods.stream().flatMap(ContainerState::of);
    }
}
