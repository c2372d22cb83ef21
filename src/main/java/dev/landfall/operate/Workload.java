package dev.landfall.operate;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.PodTemplate;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An object that has pods by a template, or is a pod. */
record Workload(LiveObject live, PodTemplate pods) {
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

    /** @throws RequestException where the object has no pods of its own */
    static Workload of(LiveObject live) {
        return PodTemplate.of(live)
                .map(pods -> new Workload(live, pods))
                .orElseThrow(() -> RequestException.because(
                        "no-pod-template",
                        live.ref() + " has no containers to change",
                        "name a Deployment, StatefulSet, DaemonSet, Job, CronJob or another kind with a pod template"));
    }

    ObjectRef ref() {
        return live.ref();
    }

    /** The way to the pod template; empty for a Pod, which is its own. */
    Optional<FieldPath> template() {
        return pods.path();
    }

    /** @param container by name, init containers too; empty for the only one, or the one marked as default */
    FieldPath container(String container) {
        String name = container.isEmpty() ? usual().orElseThrow(this::whichContainer) : container;
        List<String> all = pods.containers(live);
        return pods.container(live, name)
                .orElseThrow(() -> RequestException.because(
                        "no-such-container",
                        ref() + " has no container \"" + Printable.line(name, 80) + "\"",
                        all.isEmpty() ? "it has none" : "it has " + String.join(", ", all)));
    }

    /** The only one, or the one marked as default. */
    Optional<String> usual() {
        List<String> names = containers();
        if (names.size() == 1) return Optional.of(names.getFirst());
        String marked = annotations().path(DEFAULT_CONTAINER).asString("");
        return Optional.of(marked).filter(names::contains);
    }

    private RequestException whichContainer() {
        return RequestException.because(
                "which-container",
                ref() + " has several containers: " + String.join(", ", containers()),
                "say which with --container");
    }

    /** By name, without those that only prepare the pod. */
    List<String> containers() {
        return pods.names(live, "containers");
    }

    private JsonNode annotations() {
        return template()
                .flatMap(path -> path.in(live.json()))
                .orElse(live.json())
                .path("metadata")
                .path("annotations");
    }
}
