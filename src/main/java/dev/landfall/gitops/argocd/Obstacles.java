package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ResourceType;
import dev.landfall.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/** What is certain to keep a commit from reaching the cluster through an Application. */
record Obstacles(Cluster cluster, Application application, boolean syncAsked, Instant now) {

    Optional<Reason> first() {
        return deleting(application)
                .or(() -> skipsReconcile(application))
                .or(() -> invalidSpec(application))
                .or(() -> statusTooLarge(application))
                .or(this::sharedResource)
                .or(() -> fault(application, ComparisonFault.Cure.BY_A_PERSON))
                .or(this::noSync);
    }

    static Optional<Reason> deleting(Application application) {
        if (!application.live().isBeingDeleted()) return Optional.empty();
        String error =
                application.condition("DeletionError").map(text -> ": " + text).orElse("");
        return Optional.of(Reason.lasting(
                "application-deleting",
                "Application %s is being deleted%s".formatted(application.qualifiedName(), error),
                "wait until it is gone, then create it anew if it shall live on"));
    }

    static Optional<Reason> skipsReconcile(Application application) {
        if (!application.skipsReconcile()) return Optional.empty();
        return Optional.of(Reason.lasting(
                "skip-reconcile",
                "Argo CD leaves Application %s alone: it has the annotation argocd.argoproj.io/skip-reconcile"
                        .formatted(application.qualifiedName()),
                "remove the annotation, in Git where the Application comes from there"));
    }

    static Reason manualSync(Application application) {
        return Reason.lasting(
                "manual-sync",
                "Application %s does not sync by itself".formatted(application.qualifiedName()),
                "run `argocd app sync %s`, or ask for the sync with --sync".formatted(application.qualifiedName()));
    }

    static Reason syncNotAllowed(Application application, Access patch) {
        return Reason.lasting(
                "sync-not-allowed",
                "Application %s does not sync by itself, and you may not %s"
                        .formatted(application.qualifiedName(), patch),
                "run `argocd app sync %s`, or get a Role with the rule %s"
                        .formatted(application.qualifiedName(), patch.rule()));
    }

    static Optional<Reason> invalidSpec(Application application) {
        return application
                .condition("InvalidSpecError")
                .map(message -> Reason.lasting(
                        "invalid-spec",
                        "Argo CD refuses the spec of Application %s: %s"
                                .formatted(application.qualifiedName(), message),
                        "mend the Application or its AppProject, see `argocd app get %s`"
                                .formatted(application.qualifiedName())));
    }

    /** Argo CD then writes this condition alone and leaves the rest of the status as it was. */
    static Optional<Reason> statusTooLarge(Application application) {
        return application
                .condition("UnknownError")
                .filter(message -> message.contains("exceeds the Kubernetes resource size limit"))
                .map(message -> Reason.lasting(
                        "status-too-large",
                        "Argo CD cannot write the status of Application %s any more, which has grown too large: what it"
                                        .formatted(application.qualifiedName())
                                + " says is history",
                        "split the Application, lower spec.revisionHistoryLimit, or set the sync option"
                                + " ApplyOutOfSyncOnly=true"));
    }

    /** Why Argo CD compares nothing now, where it takes this to mend it. What our commit may mend is no obstacle. */
    static Optional<Reason> fault(Application application, ComparisonFault.Cure cure) {
        if (!application.isSyncStatusUnknown()) return Optional.empty();
        return application
                .condition("ComparisonError")
                .flatMap(error -> Optional.of(ComparisonFault.of(error))
                        .filter(fault -> fault.cure == cure)
                        .map(fault -> fault.reason(application, error)));
    }

    private Optional<Reason> sharedResource() {
        if (!application.hasSyncOption("FailOnSharedResource=true")) return Optional.empty();
        return application.condition("SharedResourceWarning").map(message -> sharedResource(application, message));
    }

    static Reason sharedResource(Application application, String message) {
        return Reason.lasting(
                "shared-resource",
                "Application %s shares an object with another one, for which its syncs fail (sync option"
                                .formatted(application.qualifiedName())
                        + " FailOnSharedResource=true): " + message,
                "take the object out of one of the two");
    }

    private Optional<Reason> noSync() {
        SurroundingsReader reader = new SurroundingsReader(cluster, application);
        if (application.syncsByItself() || syncAsked) {
            Optional<Reason> closed = reader.windows(now).closed(application.qualifiedName());
            if (closed.filter(reason -> !reason.retryable()).isPresent()) return closed;
        }
        if (application.syncsByItself()) return Optional.empty();
        RollingSync rolling = reader.rolling();
        if (!(rolling instanceof RollingSync.None))
            return rolling.leavesNoSync(application.qualifiedName()).filter(reason -> !reason.retryable());
        if (!syncAsked) return Optional.of(manualSync(application));
        return cluster.typeOf(Application.GROUP, Application.KIND)
                .map(this::patch)
                .filter(patch -> !cluster.allows(patch))
                .map(patch -> syncNotAllowed(application, patch));
    }

    private Access patch(ResourceType type) {
        return Access.to("patch", type, application.ref().namespace());
    }
}
