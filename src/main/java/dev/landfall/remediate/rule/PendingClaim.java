package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A PersistentVolumeClaim that has no volume yet, and never had one: it holds no data. */
record PendingClaim(LiveObject live, Snapshot snapshot) {
    private static final String STORAGE = "storage.k8s.io";
    private static final String BETA = "volume.beta.kubernetes.io/storage-class";
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    /** None where it may not be read which classes and volumes there are. */
    static Stream<PendingClaim> all(Snapshot snapshot) {
        List<PendingClaim> pending = snapshot.all("", "PersistentVolumeClaim").stream()
                .filter(claim -> claim.at("/status/phase").asString("").equals("Pending"))
                .filter(claim -> claim.at("/spec/volumeName").asString("").isEmpty() && !claim.isBeingDeleted())
                .map(claim -> new PendingClaim(claim, snapshot))
                .toList();
        boolean known = !pending.isEmpty()
                && snapshot.isComplete(STORAGE, "StorageClass")
                && snapshot.isComplete("", "PersistentVolume");
        return known ? pending.stream() : Stream.empty();
    }

    ObjectRef ref() {
        return live.ref();
    }

    /** Empty where it names none, and a default would be filled in; an empty text where it wants none. */
    Optional<String> className() {
        return Optional.ofNullable(live.annotations().get(BETA))
                .or(() -> Optional.of(live.at("/spec/storageClassName"))
                        .filter(name -> name.isString())
                        .map(name -> name.asString("")));
    }

    List<LiveObject> classes() {
        return snapshot.all(STORAGE, "StorageClass");
    }

    Optional<LiveObject> storageClass() {
        return className()
                .flatMap(name -> classes().stream()
                        .filter(each -> each.ref().name().equals(name))
                        .findFirst());
    }

    static boolean isDefault(LiveObject storageClass) {
        return storageClass.annotations().getOrDefault(DEFAULT, "").equals("true");
    }

    /** Whether somebody has to make its volumes by hand. */
    static boolean isStatic(LiveObject storageClass) {
        return storageClass.at("/provisioner").asString("").equals("kubernetes.io/no-provisioner");
    }

    /** Volumes of its class, whatever state they are in. */
    List<LiveObject> volumes() {
        return snapshot.all("", "PersistentVolume").stream()
                .filter(volume -> volume.at("/spec/storageClassName")
                        .asString("")
                        .equals(className().orElse("")))
                .toList();
    }

    /** Whether a pod mounts it; until then a class may wait on purpose. */
    boolean isUsed() {
        return snapshot.all("", "Pod", ref().namespace()).stream()
                .flatMap(pod -> pod.at("/spec/volumes").valueStream())
                .anyMatch(volume -> volume.at("/persistentVolumeClaim/claimName")
                        .asString("")
                        .equals(ref().name()));
    }

    /** The StatefulSet whose template makes it, if one does. */
    Optional<Workload> maker() {
        return snapshot.workloads().stream()
                .filter(workload -> workload.ref().kind().equals("StatefulSet")
                        && workload.ref().namespace().equals(ref().namespace()))
                .filter(workload -> workload.live()
                        .at("/spec/volumeClaimTemplates")
                        .valueStream()
                        .map(template -> template.at("/metadata/name").asString(""))
                        .anyMatch(name -> ref().name()
                                .matches(Pattern.quote(
                                                name + "-" + workload.ref().name()) + "-[0-9]+")))
                .findFirst();
    }

    /** What a person does where the claim must be made anew with another class. */
    String madeAnew(String storageClass) {
        String namespace = " -n " + ref().namespace();
        String delete = "`kubectl delete pvc " + ref().name() + namespace + "`";
        return maker().map(set -> "set storageClassName to " + storageClass + " in spec.volumeClaimTemplates of "
                        + set.ref() + " where it is defined, `kubectl delete statefulset "
                        + set.ref().name() + namespace + " --cascade=orphan`, " + delete
                        + ", and let both be made anew: the claim never had a volume")
                .orElseGet(() -> "set spec.storageClassName to " + storageClass + " where the claim is defined, "
                        + delete + ", and let it be made anew: it never had a volume");
    }
}
