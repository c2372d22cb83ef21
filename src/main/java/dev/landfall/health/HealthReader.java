package dev.landfall.health;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a workload with its pods and judges it. */
public final class HealthReader {
    private final Cluster cluster;

    public HealthReader(Cluster cluster) {
        this.cluster = cluster;
    }

    /** One look: the object as it was, and how it is; the object is empty where it is missing. */
    public record Look(Optional<LiveObject> object, Health health) {}

    /** Whether there are rules of health for this kind. */
    public boolean canJudge(ObjectRef ref) {
        return ref.group().equals("apps") && ref.kind().equals("Deployment");
    }

    public Look look(ObjectRef ref) {
        if (!canJudge(ref)) throw new IllegalStateException("no rules of health for " + ref);
        Optional<LiveObject> deployment = cluster.get(ref);
        if (deployment.isEmpty()) return new Look(deployment, new Health.Missing());
        String selector = selector(deployment.get());
        DeploymentHealth health = new DeploymentHealth(
                deployment.get(), list("apps", "ReplicaSet", ref, selector), list("", "Pod", ref, selector));
        return new Look(deployment, health.judge());
    }

    private List<LiveObject> list(String group, String kind, ObjectRef near, String selector) {
        ResourceType type = cluster.typeOf(group, kind)
                .orElseThrow(() -> new IllegalStateException("the cluster serves no " + kind));
        List<LiveObject> found = new ArrayList<>();
        cluster.scan(type, near.namespace(), selector, found::add);
        return found;
    }

    /** Only what the label selector of the workload says; what belongs to it is then told by owner references. */
    private static String selector(LiveObject workload) {
        return workload.at("/spec/selector/matchLabels").properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                .collect(Collectors.joining(","));
    }
}
