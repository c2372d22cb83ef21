package dev.landfall.health;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.List;
import java.util.Optional;

/** Reads an object of any kind with what tells of its health, such as its pods, and judges it. */
public final class HealthReader {
    private final Cluster cluster;

    public HealthReader(Cluster cluster) {
        this.cluster = cluster;
    }

    /** One look: the object as it was, and how it is; the object is empty where it is missing. */
    public record Look(Optional<LiveObject> object, Health health) {}

    public Look look(ObjectRef ref) {
        Optional<LiveObject> object = cluster.get(ref);
        return new Look(object, object.map(this::judge).orElse(new Health.Missing()));
    }

    /**
     * One look at an owner for whether it has applied its own spec, as it is now, to these objects; how well they and
     * others are does not count.
     */
    public Look lookAtSpec(ObjectRef owner, List<ObjectRef> objects) {
        Optional<LiveObject> live = cluster.get(owner);
        return new Look(live, live.map(object -> applied(object, objects)).orElse(new Health.Missing()));
    }

    private Health applied(LiveObject owner, List<ObjectRef> objects) {
        ObjectRef ref = owner.ref();
        return Deletion.of(owner).orElseGet(() -> switch (ref.kind() + "." + ref.group()) {
            case "Application.argoproj.io" -> new ApplicationHealth(owner).applied(objects);
            case "Kustomization.kustomize.toolkit.fluxcd.io" -> new FluxObjectHealth(owner).applied();
            case "HelmRelease.helm.toolkit.fluxcd.io" ->
                new HelmReleaseHealth(owner, chart(owner, new Neighbours(cluster, owner))).judge();
            default -> byKind(owner, new Neighbours(cluster, owner));
        });
    }

    private Health judge(LiveObject object) {
        return Deletion.of(object).orElseGet(() -> byKind(object, new Neighbours(cluster, object)));
    }

    private Health byKind(LiveObject object, Neighbours near) {
        ObjectRef ref = object.ref();
        return switch (ref.group().isEmpty() ? ref.kind() : ref.kind() + "." + ref.group()) {
            case "Deployment.apps" ->
                new DeploymentHealth(object, near.selected("apps", "ReplicaSet"), near.selected("", "Pod")).judge();
            case "StatefulSet.apps" ->
                new StatefulSetHealth(object, near.selected("", "Pod"), near.refusedPod()).judge();
            case "DaemonSet.apps" ->
                new DaemonSetHealth(
                                object,
                                near.selected("apps", "ControllerRevision"),
                                near.selected("", "Pod"),
                                near.refusedPod())
                        .judge();
            case "ReplicaSet.apps", "ReplicationController" ->
                new ReplicaSetHealth(object, near.selected("", "Pod")).judge();
            case "Job.batch" -> new JobHealth(object, near.selected("", "Pod"), near.refusedPod()).judge();
            case "CronJob.batch" -> CronJobHealth.of(object);
            case "Pod" -> new PodHealth(object).judge();
            case "Service" -> service(object, near);
            case "Ingress.networking.k8s.io" -> new IngressHealth(object, near.all("", "Service")).judge();
            case "PersistentVolumeClaim" -> volumeClaim(object, near);
            case "HorizontalPodAutoscaler.autoscaling" -> new AutoscalerHealth(object).judge();
            case "PodDisruptionBudget.policy" -> DisruptionBudgetHealth.of(object);
            case "Namespace" -> NamespaceHealth.of(object);
            case "Application.argoproj.io" -> new ApplicationHealth(object).judge();
            case "HelmRelease.helm.toolkit.fluxcd.io" -> helmRelease(object, near);
            case "Kustomization.kustomize.toolkit.fluxcd.io",
                    "GitRepository.source.toolkit.fluxcd.io",
                    "OCIRepository.source.toolkit.fluxcd.io",
                    "Bucket.source.toolkit.fluxcd.io",
                    "HelmRepository.source.toolkit.fluxcd.io",
                    "HelmChart.source.toolkit.fluxcd.io" -> new FluxObjectHealth(object).judge();
            default -> new ConditionsHealth(object).judge();
        };
    }

    /** Its workloads are looked at once it says that they are its own. */
    private Health helmRelease(LiveObject release, Neighbours near) {
        Health own = new HelmReleaseHealth(release, chart(release, near)).judge();
        return own instanceof Health.Healthy(Health.Words deployed, long _, long _)
                ? new ReleasedWorkloads(release, deployed, this::readable).judge()
                : own;
    }

    /** {@code status.helmChart} is {@code namespace/name}. */
    private static ReleaseChart chart(LiveObject release, Neighbours near) {
        String[] name = release.at("/status/helmChart").asString("").split("/", 2);
        return new ReleaseChart(
                name.length < 2
                        ? Optional.empty()
                        : near.readable("source.toolkit.fluxcd.io", "HelmChart", name[0], name[1]));
    }

    private Optional<Health> readable(ObjectRef workload) {
        try {
            return Optional.of(look(workload).health());
        } catch (ClusterException unreadable) {
            if (unreadable.fault() != ClusterException.Fault.RIGHTS) throw unreadable;
            return Optional.empty();
        }
    }

    private static Health service(LiveObject service, Neighbours near) {
        boolean selects = !service.at("/spec/selector").isEmpty();
        return new ServiceHealth(
                        service,
                        near.labelled("discovery.k8s.io", "EndpointSlice", "kubernetes.io/service-name"),
                        selects ? near.selected("", "Pod") : List.of())
                .judge();
    }

    private static Health volumeClaim(LiveObject claim, Neighbours near) {
        boolean pending = claim.at("/status/phase").asString("Pending").equals("Pending");
        String name = claim.at("/spec/storageClassName").asString("");
        Optional<LiveObject> storageClass = pending && !name.isEmpty()
                ? near.readable(new ObjectRef("storage.k8s.io", "v1", "StorageClass", "", name))
                : Optional.empty();
        return new VolumeClaimHealth(claim, storageClass, pending ? near.all("", "Pod") : List.of()).judge();
    }
}
