package dev.landfall.gitops.flux;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ServerAddress;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.SecretData;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Whether owners apply to the cluster whose objects are asked about. An owner with {@code spec.kubeConfig} applies to the
 * server of a kubeconfig that a Secret beside it holds, or of a ConfigMap's {@code address} (fluxcd/pkg/runtime/client).
 */
final class RemoteClusters {
    private final Clusters clusters;

    /** What was read once, by where it was. */
    private final Map<String, AppliesTo> known = new HashMap<>();

    RemoteClusters(Clusters clusters) {
        this.clusters = clusters;
    }

    AppliesTo of(LiveObject owner) {
        boolean remote = new KustomizationStatus(owner).appliesElsewhere();
        if (clusters.areOne()) return remote ? another(owner, "") : AppliesTo.target();
        if (!remote) return another(owner, "");
        String place = owner.ref().namespace() + owner.at("/spec/kubeConfig");
        AppliesTo found = known.get(place);
        if (found == null) {
            found = read(owner);
            known.put(place, found);
        }
        return found;
    }

    private AppliesTo read(LiveObject owner) {
        JsonNode kubeConfig = owner.at("/spec/kubeConfig");
        boolean inSecret = kubeConfig.path("secretRef").isObject();
        JsonNode reference = kubeConfig.path(inSecret ? "secretRef" : "configMapRef");
        ObjectRef place = new ObjectRef(
                "",
                "v1",
                inSecret ? "Secret" : "ConfigMap",
                owner.ref().namespace(),
                reference.path("name").asString(""));
        try {
            return clusters.owners()
                    .get(place)
                    .flatMap(found -> inSecret ? inSecret(found, reference) : inConfigMap(found))
                    .map(server -> clusters.isTarget(server) ? AppliesTo.target() : another(owner, server))
                    .orElseGet(() -> untold(owner, place, "which names no server"));
        } catch (ClusterException refused) {
            Access missing = refused.missing().orElseThrow(() -> refused);
            return untold(owner, place, "and you may not " + missing);
        }
    }

    private static Optional<String> inSecret(LiveObject secret, JsonNode reference) {
        SecretData data = new SecretData(secret);
        String key = reference.path("key").asString("");
        Stream<String> keys = key.isEmpty() ? Stream.of("value", "value.yaml") : Stream.of(key);
        return keys.flatMap(each -> data.text(each).stream())
                .flatMap(text -> ServerAddress.ofKubeconfig(text).stream())
                .findFirst();
    }

    private static Optional<String> inConfigMap(LiveObject map) {
        return Optional.of(map.at("/data/address").asString("")).filter(address -> !address.isEmpty());
    }

    private AppliesTo another(LiveObject owner, String server) {
        String where = server.isEmpty()
                ? clusters.areOne() ? "another cluster by spec.kubeConfig" : "the cluster that it lies in"
                : "the server " + Printable.line(server);
        return new AppliesTo.AnotherCluster(Reason.lasting(
                "owner-applies-elsewhere",
                owner.ref() + " applies to " + where,
                clusters.areOne()
                        ? "run Landfall against that cluster, with --owner-context for this one"
                        : "use the context of that cluster; or, where "
                                + clusters.targetServer().orElseThrow()
                                + " is the same one, have both name it by one URL"));
    }

    private static AppliesTo untold(LiveObject owner, ObjectRef place, String why) {
        return new AppliesTo.Untold(Reason.lasting(
                "owner-cluster-unknown",
                "%s applies to the cluster of spec.kubeConfig, in %s, %s".formatted(owner.ref(), place, why),
                "grant get on that object, or mend it"));
    }
}
