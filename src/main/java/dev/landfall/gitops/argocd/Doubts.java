package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
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

    static Reason otherCluster(LiveObject object, Application application) {
        return Reason.lasting(
                "other-destination",
                "Application %s lists %s, but on the cluster %s"
                        .formatted(application.qualifiedName(), object.ref(), destination(application)),
                "if that is this cluster by another address, give the Application the destination"
                        + " https://kubernetes.default.svc; else remove the mark from the object");
    }

    private static String destination(Application application) {
        String server = application.live().at("/spec/destination/server").asString("");
        String name = application.live().at("/spec/destination/name").asString("");
        return Printable.line(server.isEmpty() ? name : server);
    }

    static Reason notHere(TrackingMark mark) {
        return Reason.lasting(
                "owner-elsewhere",
                "%s is marked as part of Application %s, which is not in this cluster"
                        .formatted(mark.object().ref(), Printable.line(named(mark))),
                "name the cluster where Argo CD runs with --owner-context; if the Application was deleted,"
                        + " say --ignore-stale-owner, or remove the mark");
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
