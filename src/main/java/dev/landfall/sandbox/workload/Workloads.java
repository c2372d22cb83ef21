package dev.landfall.sandbox.workload;

import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.InstantSource;
import java.util.List;

/**
 * Everything in a cluster that works without GitOps: Deployments, ReplicaSets, StatefulSets, DaemonSets, Jobs, the
 * endpoints of Services, one node with its kubelet, the removal of Namespaces and of what lost its owner. CronJobs are
 * kept and never start a Job; autoscalers are kept and never scale.
 */
public final class Workloads implements AutoCloseable {
    private final List<Controller> controllers;
    private final GarbageCollector garbageCollector;

    public Workloads(ObjectStore store, InstantSource clock, Images images, Pace pace) {
        Events events = new Events(store, clock);
        PodSet pods = new PodSet(store, clock, events);
        this.controllers = List.of(
                controller(store, "apps", "Deployment", new DeploymentController(store, clock, events)),
                controller(store, "apps", "ReplicaSet", new ReplicaSetController(store, pods)),
                controller(store, "apps", "StatefulSet", new StatefulSetController(store, pods)),
                controller(store, "apps", "DaemonSet", new DaemonSetController(store, pods)),
                controller(store, "batch", "Job", new JobController(store, clock, pods)),
                new Controller(
                        store,
                        "",
                        "Service",
                        (own, uid, changed) -> changed.ref().kind().equals("Pod")
                                && changed.ref().namespace().equals(own.namespace()),
                        new EndpointController(store)),
                controller(store, "", "Pod", new Kubelet(store, clock, images, pace, events)),
                new Controller(
                        store,
                        "",
                        "Namespace",
                        (own, uid, changed) -> changed.ref().namespace().equals(own.name()),
                        new NamespaceController(store)));
        this.garbageCollector = new GarbageCollector(store);
    }

    private static Controller controller(
            ObjectStore store, String group, String kind, Controller.Reconciler reconciler) {
        return new Controller(store, group, kind, Controller.Interest.CHILDREN, reconciler);
    }

    @Override
    public void close() {
        garbageCollector.close();
        controllers.forEach(Controller::close);
    }
}
