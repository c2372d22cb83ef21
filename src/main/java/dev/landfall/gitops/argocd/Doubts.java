package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.Clusters;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;

/** Why a tracking mark is no proof. */
final class Doubts {
    private Doubts() {}

    static Reason notListed(LiveObject object, Application application) {
        return Reason.lasting(
                "not-listed",
                "%s is marked as part of Application %s, which does not list it: the mark is copied or stale"
                        .formatted(object.ref(), application.qualifiedName()),
                "look at `argocd app resources %s`; if nothing manages the object, remove the mark"
                        .formatted(application.qualifiedName()));
    }

    static Reason otherInstallation(LiveObject object, Application application) {
        return Reason.lasting(
                "other-installation",
                "%s carries the installation-id of another Argo CD than that of Application %s"
                        .formatted(object.ref(), application.qualifiedName()),
                "ask the owner of that Argo CD; it may run on another cluster");
    }

    static Reason otherCluster(Application application, Clusters clusters) {
        return Reason.lasting(
                "other-destination",
                "Application %s deploys to the cluster %s"
                        .formatted(application.qualifiedName(), destination(application)),
                "if that is this cluster by another address, give the Application the destination "
                        + clusters.targetServer().orElse(Application.ITS_OWN_CLUSTER)
                        + "; else remove the mark from the object");
    }

    static Reason destinationUnknown(Application application) {
        return Reason.lasting(
                "destination-unknown",
                "Application %s deploys to a cluster called %s, which no cluster Secret in the namespace %s names"
                        .formatted(application.qualifiedName(), destination(application), application.installedIn()),
                "mend spec.destination, or add the cluster to Argo CD");
    }

    static Reason destinationNotReadable(Application application, Access missing) {
        return Reason.lasting(
                "destination-not-readable",
                "Application %s deploys to a cluster called %s; which that is cannot be told, since you may not %s"
                        .formatted(application.qualifiedName(), destination(application), missing),
                "grant it by a Role with %s, or name the destination by its server".formatted(missing.rule()));
    }

    private static String destination(Application application) {
        String server = application.destinationServer();
        String name = application.destinationName();
        if (server.isEmpty() && name.isEmpty()) return "that it lies in";
        return Printable.line(server.isEmpty() ? name : server);
    }

    static Reason notHere(TrackingMark mark, Clusters clusters) {
        return Reason.lasting(
                "owner-elsewhere",
                "%s is marked as part of Application %s, which is not in %s"
                        .formatted(mark.object().ref(), Printable.line(named(mark)), clusters.whereOwnersAre()),
                clusters.lookElsewhere("Argo CD")
                        + "; if the Application was deleted, say --ignore-stale-owner, or remove the mark");
    }

    /** For a mark that is no good, of an Application that is not there either. */
    static Reason ofNobody(TrackingMark mark, Reason flaw) {
        return Reason.lasting(
                flaw.code(),
                flaw.message() + "; there is no Application " + Printable.line(named(mark)),
                flaw.remedy() + ", or say --ignore-stale-owner");
    }

    static Reason notReadable(TrackingMark mark) {
        return Reason.lasting(
                "owner-not-readable",
                "%s is marked as part of Application %s, which you may not read"
                        .formatted(mark.object().ref(), Printable.line(named(mark))),
                "grant get and list on applications.argoproj.io");
    }

    private static String named(TrackingMark mark) {
        InstanceName name = mark.application();
        return name.namespace().isEmpty() ? name.name() : name.namespace() + "/" + name.name();
    }
}
