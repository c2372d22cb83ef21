package dev.landfall.sandbox.cluster;

import dev.landfall.cluster.LiveObject;
import java.util.Comparator;
import java.util.List;

/** The order in which GitOps tools apply: what others need comes first. */
public final class ApplyOrder {
    private static final List<String> KINDS = List.of(
            "Namespace",
            "AppProject",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "ServiceAccount",
            "Secret",
            "ConfigMap",
            "PersistentVolumeClaim",
            "Service",
            "DaemonSet",
            "Pod",
            "ReplicaSet",
            "Deployment",
            "HorizontalPodAutoscaler",
            "StatefulSet",
            "Job",
            "CronJob",
            "Ingress");

    public static final Comparator<LiveObject> COMPARATOR = Comparator.comparingInt(
                    (LiveObject object) -> rank(object.ref().kind()))
            .thenComparing(object -> object.ref().kind())
            .thenComparing(object -> object.ref().namespace())
            .thenComparing(object -> object.ref().name());

    private ApplyOrder() {}

    private static int rank(String kind) {
        int rank = KINDS.indexOf(kind);
        return rank < 0 ? KINDS.size() : rank;
    }
}
