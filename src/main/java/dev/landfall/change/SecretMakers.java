package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.OwnerReference;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** Secrets that a controller makes of something that may lie in Git: a change of the Secret itself is set back. */
record SecretMakers(Cluster cluster) {

    Optional<Reason> objectionTo(ChangeRequest request) {
        return request.targets().stream()
                .filter(SecretValues::isSecret)
                .flatMap(secret -> live(secret).stream())
                .flatMap(secret -> secret.ownerReferences().stream()
                        .filter(OwnerReference::controller)
                        .flatMap(maker -> objection(secret.ref(), maker).stream()))
                .findFirst();
    }

    private Optional<Reason> objection(ObjectRef secret, OwnerReference maker) {
        ObjectRef ref = ObjectRef.of(maker.apiVersion(), maker.kind(), secret.namespace(), maker.name());
        return switch (ref.group() + "/" + ref.kind()) {
            case "bitnami.com/SealedSecret" ->
                Optional.of(made(
                        secret,
                        ref,
                        "seal the new value with kubeseal for this namespace and name, and set it in"
                                + " spec.encryptedData of %s; labels stand in its spec.template".formatted(ref)));
            case "external-secrets.io/ExternalSecret" ->
                Optional.of(made(secret, ref, "change the value in %s, or %s itself".formatted(store(ref), ref)));
            default -> Optional.empty();
        };
    }

    private static Reason made(ObjectRef secret, ObjectRef maker, String remedy) {
        return Reason.lasting(
                "secret-made-of", "%s is made of %s, and a change of it is set back".formatted(secret, maker), remedy);
    }

    private String store(ObjectRef externalSecret) {
        return live(externalSecret)
                .map(live -> live.at("/spec/secretStoreRef"))
                .filter(store -> store.path("name").isString())
                .map(store -> Printable.line("the store behind %s %s"
                        .formatted(
                                store.path("kind").asString("SecretStore"),
                                store.path("name").asString(""))))
                .orElse("its store");
    }

    private Optional<LiveObject> live(ObjectRef object) {
        try {
            return cluster.get(object);
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
            return Optional.empty();
        }
    }
}
