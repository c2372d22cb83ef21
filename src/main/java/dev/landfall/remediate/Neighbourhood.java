package dev.landfall.remediate;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What stands between an object and its work: what selects its pods, scales them, or is mounted into them. */
final class Neighbourhood {
    private Neighbourhood() {}

    static List<ObjectRef> of(LiveObject root, Snapshot snapshot) {
        List<ObjectRef> near = new ArrayList<>();
        String namespace = root.ref().namespace();
        near.addAll(snapshot.all("", "Service", namespace).stream()
                .filter(service -> service.ref().name().equals(root.ref().name()) || selects(service, root))
                .map(LiveObject::ref)
                .toList());
        near.addAll(snapshot.all("autoscaling", "HorizontalPodAutoscaler", namespace).stream()
                .filter(scaler -> isTarget(scaler.at("/spec/scaleTargetRef"), root))
                .map(LiveObject::ref)
                .toList());
        claims(root)
                .map(name -> new ObjectRef("", "v1", "PersistentVolumeClaim", namespace, name))
                .forEach(near::add);
        near.addAll(made(root, snapshot));
        near.addAll(leading(near, snapshot));
        if (root.ref().kind().equals("Service")) near.addAll(selected(root, snapshot));
        return near;
    }

    /** Claims that a StatefulSet makes from its templates. */
    private static List<ObjectRef> made(LiveObject root, Snapshot snapshot) {
        List<String> prefixes = root.at("/spec/volumeClaimTemplates")
                .valueStream()
                .map(template -> template.at("/metadata/name").asString("") + "-"
                        + root.ref().name() + "-")
                .toList();
        if (prefixes.isEmpty()) return List.of();
        return snapshot.all("", "PersistentVolumeClaim", root.ref().namespace()).stream()
                .map(LiveObject::ref)
                .filter(claim -> prefixes.stream().anyMatch(claim.name()::startsWith))
                .toList();
    }

    /** Ingresses in front of the Services that were found near. */
    private static List<ObjectRef> leading(List<ObjectRef> near, Snapshot snapshot) {
        List<ObjectRef> services =
                near.stream().filter(ref -> ref.kind().equals("Service")).toList();
        return snapshot.all("networking.k8s.io", "Ingress").stream()
                .filter(ingress -> services.stream().anyMatch(service -> leadsTo(ingress, service)))
                .map(LiveObject::ref)
                .toList();
    }

    private static boolean leadsTo(LiveObject ingress, ObjectRef service) {
        return ingress.ref().namespace().equals(service.namespace())
                && ingress.json().findValues("service").stream()
                        .anyMatch(backend -> backend.path("name").asString("").equals(service.name()));
    }

    private static List<ObjectRef> selected(LiveObject service, Snapshot snapshot) {
        return snapshot.workloads().stream()
                .map(Workload::live)
                .filter(workload ->
                        workload.ref().namespace().equals(service.ref().namespace()))
                .filter(workload -> selects(service, workload)
                        || workload.ref().name().equals(service.ref().name()))
                .map(LiveObject::ref)
                .toList();
    }

    private static boolean selects(LiveObject service, LiveObject workload) {
        JsonNode selector = service.at("/spec/selector");
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())));
    }

    private static boolean isTarget(JsonNode target, LiveObject root) {
        return target.path("kind").asString("").equals(root.ref().kind())
                && target.path("name").asString("").equals(root.ref().name());
    }

    private static Stream<String> claims(LiveObject root) {
        return root.at("/spec/template/spec/volumes")
                .valueStream()
                .map(volume -> volume.at("/persistentVolumeClaim/claimName").asString(""))
                .filter(name -> !name.isEmpty());
    }
}
