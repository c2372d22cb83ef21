package dev.landfall.recommend;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the cluster says of where new objects could go and what they may be; what may not be read is not known. */
final class ClusterFacts {
    private static final String ENFORCED = "pod-security.kubernetes.io/enforce";
    private static final String GATEWAYS = "gateway.networking.k8s.io";

    private final Cluster cluster;
    private final Map<String, Optional<List<LiveObject>>> read = new HashMap<>();

    ClusterFacts(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Empty where they may not be listed. */
    Optional<List<String>> namespaces() {
        return names(list("", "Namespace", ""));
    }

    /** Whether there is such a namespace; also true where that may not be known. */
    boolean mayHaveNamespace(String name) {
        return namespaces().map(names -> names.contains(name)).orElse(true);
    }

    /** The level of Pod Security that the namespace enforces: {@code privileged} where it enforces none. */
    String podSecurity(String namespace) {
        return list("", "Namespace", "").orElse(List.of()).stream()
                .filter(live -> live.ref().name().equals(namespace))
                .findFirst()
                .map(live -> live.labels().getOrDefault(ENFORCED, "privileged"))
                .orElse("privileged");
    }

    Optional<List<String>> storageClasses() {
        return names(list("storage.k8s.io", "StorageClass", ""));
    }

    Optional<String> defaultStorageClass() {
        return marked(list("storage.k8s.io", "StorageClass", ""), "storageclass.kubernetes.io/is-default-class");
    }

    Optional<List<String>> ingressClasses() {
        return names(list("networking.k8s.io", "IngressClass", ""));
    }

    Optional<String> defaultIngressClass() {
        return marked(list("networking.k8s.io", "IngressClass", ""), "ingressclass.kubernetes.io/is-default-class");
    }

    /** Each as {@code NAMESPACE/NAME}; none where the cluster serves no HTTPRoute. */
    List<String> gateways() {
        if (cluster.typeOf(GATEWAYS, "HTTPRoute").isEmpty()) return List.of();
        return list(GATEWAYS, "Gateway", "").orElse(List.of()).stream()
                .map(live -> live.ref().namespace() + "/" + live.ref().name())
                .sorted()
                .toList();
    }

    List<LiveObject> limitRanges(String namespace) {
        return list("", "LimitRange", namespace).orElse(List.of());
    }

    List<LiveObject> quotas(String namespace) {
        return list("", "ResourceQuota", namespace).orElse(List.of());
    }

    /** In the version that the server prefers. */
    ObjectRef ref(String group, String kind, String namespace, String name) {
        return cluster.typeOf(group, kind)
                .map(type -> type.named(namespace, name))
                .orElseThrow(() -> new ClusterException(
                        ClusterException.Fault.USAGE,
                        dev.landfall.cluster.UnservedKind.reason(new ObjectRef(group, "", kind, namespace, name)),
                        null));
    }

    private static Optional<List<String>> names(Optional<List<LiveObject>> objects) {
        return objects.map(
                list -> list.stream().map(live -> live.ref().name()).sorted().toList());
    }

    private static Optional<String> marked(Optional<List<LiveObject>> objects, String annotation) {
        return objects.orElse(List.of()).stream()
                .filter(live -> live.annotations().getOrDefault(annotation, "").equals("true"))
                .map(live -> live.ref().name())
                .findFirst();
    }

    private Optional<List<LiveObject>> list(String group, String kind, String namespace) {
        return read.computeIfAbsent(group + "/" + kind + "/" + namespace, _ -> scan(group, kind, namespace));
    }

    private Optional<List<LiveObject>> scan(String group, String kind, String namespace) {
        List<LiveObject> found = new ArrayList<>();
        try {
            cluster.typeOf(group, kind).ifPresent(type -> cluster.scan(type, namespace, "", found::add));
            return Optional.of(List.copyOf(found));
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
            return Optional.empty();
        }
    }
}
