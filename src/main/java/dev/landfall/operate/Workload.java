package dev.landfall.operate;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An object that has pods by a template, or is a pod.
 *
 * @param template the way to the pod template; empty for a Pod, which is its own
 */
record Workload(LiveObject live, Optional<FieldPath> template) {
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

    /** @throws RequestException where the object has no pods of its own */
    static Workload of(LiveObject live) {
        if (live.ref().kind().equals("Pod")) return new Workload(live, Optional.empty());
        for (String path : List.of("spec.template", "spec.jobTemplate.spec.template")) {
            FieldPath template = FieldPath.parse(path);
            boolean there = template.in(live.json())
                    .map(found -> found.path("spec").path("containers").isArray())
                    .orElse(false);
            if (there) return new Workload(live, Optional.of(template));
        }
        throw RequestException.because(
                "no-pod-template",
                live.ref() + " has no containers to change",
                "name a Deployment, StatefulSet, DaemonSet, Job, CronJob or another kind with a pod template");
    }

    ObjectRef ref() {
        return live.ref();
    }

    /** @param container by name, init containers too; empty for the only one, or the one marked as default */
    FieldPath container(String container) {
        String name = container.isEmpty() ? usual() : container;
        for (String list : List.of("containers", "initContainers")) {
            if (names(list).contains(name))
                return spec().to(new FieldPath.Key(list)).to(new FieldPath.Item("name", name));
        }
        throw RequestException.because(
                "no-such-container",
                ref() + " has no container \"" + Printable.line(name, 80) + "\"",
                all().isEmpty() ? "it has none" : "it has " + String.join(", ", all()));
    }

    private String usual() {
        List<String> names = names("containers");
        if (names.size() == 1) return names.getFirst();
        String marked = annotations().path(DEFAULT_CONTAINER).asString("");
        if (names.contains(marked)) return marked;
        throw RequestException.because(
                "which-container",
                ref() + " has several containers: " + String.join(", ", names),
                "say which with --container");
    }

    private JsonNode annotations() {
        return template.flatMap(path -> path.in(live.json()))
                .orElse(live.json())
                .path("metadata")
                .path("annotations");
    }

    private FieldPath spec() {
        FieldPath.Key spec = new FieldPath.Key("spec");
        return template.map(path -> path.to(spec)).orElseGet(() -> new FieldPath(List.of(spec)));
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(names("containers"));
        all.addAll(names("initContainers"));
        return all;
    }

    private List<String> names(String list) {
        return spec().to(new FieldPath.Key(list)).in(live.json()).stream()
                .flatMap(JsonNode::valueStream)
                .map(item -> item.path("name").asString(""))
                .collect(Collectors.toList());
    }
}
