package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why Argo CD has not looked at an Application for long, as far as that is to be seen. */
final class Silence {
    private Silence() {}

    /**
     * A status that cannot be written: the condition alone is, and the comparison goes unseen. One from before our
     * request says nothing yet.
     */
    static Optional<Verdict> frozen(Snapshot snapshot, boolean silent) {
        Application application = snapshot.application();
        boolean answered = snapshot.requests().refreshedAt().isPresent() && !application.isRefreshPending();
        if (!answered && !silent) return Optional.empty();
        return Obstacles.statusTooLarge(application).map(reason -> Verdict.of(new Progress.Blocked(reason, true)));
    }

    static Progress of(Snapshot snapshot) {
        Optional<String> error = snapshot.application().condition("ComparisonError");
        Optional<ComparisonFault> repoServer =
                error.map(ComparisonFault::of).filter(fault -> fault == ComparisonFault.REPO_SERVER);
        String looks = suspicion(snapshot.around().parts(), snapshot.application());
        return new Progress.Blocked(
                Reason.passing(
                        repoServer.map(fault -> fault.code).orElse("controller-not-reconciling"),
                        "Argo CD has not looked at Application %s for more than 5 minutes%s%s; %s"
                                .formatted(
                                        snapshot.name(),
                                        snapshot.application().isRefreshPending()
                                                ? ", nor has its application controller taken our request"
                                                : "",
                                        error.map(text -> "; its last error: " + text)
                                                .orElse(""),
                                        looks),
                        repoServer
                                .map(fault -> fault.remedy(snapshot.name()))
                                .orElse("see whether its application controller runs, serves this namespace and"
                                        + " cluster, and logs errors")),
                false);
    }

    private static String suspicion(InstalledParts parts, Application application) {
        String namespace = application.installedIn();
        if (parts.suspect().isPresent())
            return "%s in namespace %s".formatted(parts.suspect().get(), namespace);
        if (!parts.running().isEmpty()) return "its parts run: " + String.join(", ", parts.running());
        if (parts.missing().isEmpty())
            return "none of its parts is to be seen in namespace %s, where StatefulSet argocd-application-controller"
                            .formatted(namespace)
                    + " and Deployment argocd-repo-server usually run";
        return "whether its parts run in namespace %s is not known: you may not %s"
                .formatted(
                        namespace,
                        parts.missing().stream().map(Object::toString).collect(Collectors.joining(", nor ")));
    }
}
