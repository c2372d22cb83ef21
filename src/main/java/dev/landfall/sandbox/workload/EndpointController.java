package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.LabelSelector;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists the Pods behind a Service in an EndpointSlice. */
final class EndpointController implements Controller.Reconciler {
    private static final String MANAGER = "kube-controller-manager";

    private final ObjectStore store;

    EndpointController(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Duration reconcile(LiveObject service) {
        JsonNode labels = service.at("/spec/selector");
        if (service.isBeingDeleted() || labels.isEmpty()) return Controller.UNTIL_IT_CHANGES;
        JsonNode matching = JsonNodeFactory.instance.objectNode().set("matchLabels", labels);
        LabelSelector selector = LabelSelector.of(matching);
        List<LiveObject> pods = store.list("", "Pod", service.ref().namespace()).stream()
                .filter(pod -> selector.picks(pod.labels()) && !PodSet.hasEnded(pod))
                .filter(pod -> pod.at("/status/podIP").isString())
                .toList();
        ObjectRef ref = new ObjectRef(
                "discovery.k8s.io",
                "v1",
                "EndpointSlice",
                service.ref().namespace(),
                service.ref().name() + "-sandbox");
        if (store.get(ref).isEmpty()) store.create(slice(service, ref), MANAGER);
        store.update(ref, MANAGER, object -> tell(object, service, pods));
        return Controller.UNTIL_IT_CHANGES;
    }

    private static ObjectNode slice(LiveObject service, ObjectRef ref) {
        ObjectNode slice = JsonNodeFactory.instance.objectNode();
        slice.put("apiVersion", ref.apiVersion()).put("kind", ref.kind()).put("addressType", "IPv4");
        ObjectNode metadata = slice.putObject("metadata");
        metadata.put("namespace", ref.namespace()).put("name", ref.name());
        metadata.putObject("labels")
                .put("kubernetes.io/service-name", service.ref().name());
        PodSet.own(metadata, service);
        return slice;
    }

    private static void tell(ObjectNode slice, LiveObject service, List<LiveObject> pods) {
        ArrayNode endpoints = slice.putArray("endpoints");
        for (LiveObject pod : pods) {
            ObjectNode endpoint = endpoints.addObject();
            endpoint.putArray("addresses").add(pod.at("/status/podIP").asString());
            endpoint.putObject("conditions")
                    .put("ready", PodSet.isReady(pod))
                    .put("serving", PodSet.isReady(pod))
                    .put("terminating", pod.isBeingDeleted());
            endpoint.put("nodeName", Kubelet.NODE);
            endpoint.putObject("targetRef")
                    .put("kind", "Pod")
                    .put("name", pod.ref().name())
                    .put("uid", pod.uid());
        }
        ArrayNode ports = slice.putArray("ports");
        for (JsonNode port : service.at("/spec/ports")) {
            ObjectNode entry = ports.addObject();
            for (Map.Entry<String, JsonNode> field : port.properties()) {
                if (field.getKey().equals("name") || field.getKey().equals("protocol"))
                    entry.set(field.getKey(), field.getValue());
            }
            entry.set("port", port.path("targetPort"));
        }
    }
}
