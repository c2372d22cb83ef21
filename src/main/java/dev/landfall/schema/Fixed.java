package dev.landfall.schema;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that a change cannot set: the API server or a controller writes them, or they stay as they were made. Rules:
 * the update validation of Kubernetes ({@code pkg/apis/*}{@code /validation}), as far as it goes by the field alone.
 */
final class Fixed {
    private static final List<String> OF_THE_SERVER = List.of(
            "metadata.uid",
            "metadata.resourceVersion",
            "metadata.generation",
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "metadata.deletionGracePeriodSeconds",
            "metadata.managedFields",
            "metadata.selfLink");

    private static final List<String> NAMES =
            List.of("apiVersion", "kind", "metadata.name", "metadata.namespace", "metadata.generateName");

    /** By kind and group: what stays as it was made. */
    private static final Map<String, List<String>> AS_MADE = Map.of(
            "Deployment.apps", List.of("spec.selector"),
            "DaemonSet.apps", List.of("spec.selector"),
            "ReplicaSet.apps", List.of("spec.selector"),
            "Job.batch",
                    List.of(
                            "spec.selector",
                            "spec.template",
                            "spec.completionMode",
                            "spec.podFailurePolicy",
                            "spec.backoffLimitPerIndex",
                            "spec.managedBy",
                            "spec.successPolicy"),
            "Service.", List.of("spec.clusterIP", "spec.clusterIPs"),
            "Secret.", List.of("type"),
            "RoleBinding.rbac.authorization.k8s.io", List.of("roleRef"),
            "ClusterRoleBinding.rbac.authorization.k8s.io", List.of("roleRef"),
            "StorageClass.storage.k8s.io", List.of("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"));

    /** By kind and group: all that may change of {@code spec}. */
    private static final Map<String, List<String>> CHANGEABLE = Map.of(
            "StatefulSet.apps",
            List.of(
                    "spec.replicas",
                    "spec.ordinals",
                    "spec.template",
                    "spec.updateStrategy",
                    "spec.revisionHistoryLimit",
                    "spec.persistentVolumeClaimRetentionPolicy",
                    "spec.minReadySeconds"),
            "PersistentVolumeClaim.",
            List.of("spec.resources.requests", "spec.volumeAttributesClassName"));

    private Fixed() {}

    /** Why the field of an existing object cannot be set, if so. */
    static Optional<Reason> objection(ObjectRef kind, FieldPath path) {
        String field = path.toString();
        String key = kind.kind() + "." + kind.group();
        if (isIn(field, "status"))
            return reason(field, "is written by controllers", "set what it follows from, in spec");
        if (isIn(field, OF_THE_SERVER)) return reason(field, "is written by the API server", "leave it");
        if (isIn(field, NAMES)) return reason(field, "says which object it is", "make an object of the other name");
        boolean asMade = isIn(field, AS_MADE.getOrDefault(key, List.of()))
                || (isIn(field, "spec") && CHANGEABLE.containsKey(key) && !isIn(field, CHANGEABLE.get(key)));
        return asMade
                ? reason(field, "stays as it was made in a " + kind.kind(), "make the object anew")
                : Optional.empty();
    }

    static Optional<Reason> reason(String field, String why, String remedy) {
        return Optional.of(Reason.lasting("not-settable", field + " cannot be set: it " + why, remedy));
    }

    private static boolean isIn(String field, List<String> fields) {
        return fields.stream().anyMatch(one -> isIn(field, one));
    }

    private static boolean isIn(String field, String one) {
        return field.equals(one) || field.startsWith(one + ".") || field.startsWith(one + "[");
    }
}
