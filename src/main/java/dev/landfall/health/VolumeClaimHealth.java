package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PersistentVolumeClaim is healthy when it is bound and has the size it asks for, or when it is to wait for a pod that
 * uses it and there is none.
 */
final class VolumeClaimHealth {
    private final LiveObject claim;
    private final Optional<LiveObject> storageClass;
    private final List<LiveObject> pods;

    /**
     * @param storageClass that it names; empty where there is none or we may not read it
     * @param pods of its namespace; needed only while it is pending
     */
    VolumeClaimHealth(LiveObject claim, Optional<LiveObject> storageClass, List<LiveObject> pods) {
        this.claim = claim;
        this.storageClass = storageClass;
        this.pods = pods;
    }

    Health judge() {
        return switch (claim.at("/status/phase").asString("")) {
            case "Bound" -> bound();
            case "Lost" ->
                Health.Degraded.because(Reason.lasting(
                        "volume-lost",
                        "the volume of " + claim.ref() + " is gone (Lost)",
                        "restore its volume, or make claim and data anew"));
            default -> pending();
        };
    }

    private Health bound() {
        Optional<Condition> growing = Stream.of("FileSystemResizePending", "Resizing")
                .map(type -> Condition.of(claim, type))
                .filter(Condition::isTrue)
                .findFirst();
        String size = claim.at("/status/capacity/storage").asString("unknown size");
        if (growing.isEmpty()) return Health.Healthy.as("PersistentVolumeClaim is bound, " + size);
        String wanted = claim.at("/spec/resources/requests/storage").asString("");
        String why =
                growing.get().message().isEmpty() ? "" : " (" + growing.get().message() + ")";
        return Health.Progressing.as("PersistentVolumeClaim grows from " + size + " to " + wanted + why);
    }

    private Health pending() {
        Optional<LiveObject> consumer = pods.stream().filter(this::usesIt).findFirst();
        String name = claim.at("/spec/storageClassName").asString("");
        if (storageClass.isEmpty())
            return Health.Progressing.as("PersistentVolumeClaim is not bound yet, and its storage class "
                    + (name.isEmpty() ? "is not set" : name + " does not exist or may not be read"));
        if (!waitsForConsumer()) return Health.Progressing.as("PersistentVolumeClaim is not bound yet");
        return consumer.<Health>map(pod ->
                        Health.Progressing.as("PersistentVolumeClaim is not bound yet, " + pod.ref() + " waits for it"))
                .orElseGet(() -> Health.Healthy.as("PersistentVolumeClaim waits for the first pod that uses it, as its "
                        + "storage class " + name + " says (WaitForFirstConsumer), and there is none"));
    }

    private boolean waitsForConsumer() {
        return storageClass
                .map(found -> found.at("/volumeBindingMode").asString(""))
                .orElse("")
                .equals("WaitForFirstConsumer");
    }

    private boolean usesIt(LiveObject pod) {
        boolean over =
                List.of("Succeeded", "Failed").contains(pod.at("/status/phase").asString(""));
        return !over
                && pod.at("/spec/volumes")
                        .valueStream()
                        .anyMatch(volume -> volume.at("/persistentVolumeClaim/claimName")
                                .asString("")
                                .equals(claim.ref().name()));
    }
}
