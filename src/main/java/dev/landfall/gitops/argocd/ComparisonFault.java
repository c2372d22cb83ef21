package dev.landfall.gitops.argocd;

import dev.landfall.reason.Reason;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Why a comparison failed, by the words of the condition ComparisonError; of several that match the first counts. The
 * words are those of controller/state.go, reposerver/repository/repository.go, util/git and gitops-engine's cluster
 * cache.
 */
enum ComparisonFault {
    REPO_SERVER(
            "code = (Unavailable|DeadlineExceeded)\\b|Error while dialing",
            "repo-server-unreachable",
            "cannot have the source of Application %s rendered, for its repo-server does not answer",
            "see whether Deployment argocd-repo-server runs",
            Cure.BY_ITSELF),
    CLUSTER_CACHE(
            "Failed to load live state|failed to sync cluster|cluster cache|error getting cluster|failed to get cluster",
            "cluster-unreachable",
            "cannot read the cluster that Application %s deploys to",
            "see `argocd cluster list`",
            Cure.BY_ITSELF),
    PATH_FILTER(
            "unable to get changed files|git diff|unable to fetch git repo .* with syncedRevisions",
            "path-filter-failed",
            "cannot tell what has changed in the paths of Application %s, as after a branch was rewound",
            "a hard refresh renders anew: `argocd app get %s --hard-refresh`",
            Cure.BY_HARD_REFRESH),
    AUTHENTICATION(
            "(?i)authentication (required|failed)|authorization failed|unable to authenticate|invalid credentials"
                    + "|permission denied \\(|handshake failed|knownhosts|could not read (username|password)"
                    + "|repository not found|not permitted to read",
            "source-authentication",
            "is not let into the repository of Application %s",
            "mend the credentials that it has for the repository, see `argocd repo list`",
            Cure.BY_A_PERSON),
    UNRESOLVED(
            "unable to resolve ('[^']*'|git revision)|couldn't find remote ref|reference not found",
            "revision-unresolved",
            "does not find the revision that Application %s follows",
            "see whether the branch exists, and spec.source.targetRevision",
            Cure.NONE),
    SOURCE(
            "failed to list refs|dial tcp|no such host|i/o timeout|connection (refused|reset)|TLS handshake timeout"
                    + "|context deadline exceeded|unexpected EOF",
            "source-unreachable",
            "does not reach the repository of Application %s",
            "see whether its Git server answers",
            Cure.BY_ITSELF),
    RENDERING(
            "failed to generate manifest|Manifest generation error|kustomize build|app path does not exist"
                    + "|failed to unmarshal|error converting YAML",
            "render-failed",
            "cannot render the source of Application %s",
            "mend the file that the message names",
            Cure.NONE),
    OTHER(
            "",
            "comparison-failed",
            "cannot compare Application %s with Git",
            "mend what the message names, see" + " `argocd app get %s`",
            Cure.NONE);

    /** What it takes. */
    enum Cure {
        /** It is a matter of running programs and networks, which come back. */
        BY_ITSELF,
        BY_HARD_REFRESH,
        BY_A_PERSON,
        /** Nothing but another commit or spec. */
        NONE
    }

    private final Pattern words;
    final String code;
    private final String what;
    private final String remedy;
    final Cure cure;

    ComparisonFault(String words, String code, String what, String remedy, Cure cure) {
        this.words = Pattern.compile(words);
        this.code = code;
        this.what = what;
        this.remedy = remedy;
        this.cure = cure;
    }

    static ComparisonFault of(String error) {
        return Arrays.stream(values())
                .filter(fault -> fault.words.matcher(error).find())
                .findFirst()
                .orElse(OTHER);
    }

    Reason reason(Application application, String error) {
        String name = application.qualifiedName();
        return Reason.passing(code, "Argo CD %s: %s".formatted(what.formatted(name), error), remedy(name));
    }

    String remedy(String application) {
        return remedy.formatted(application);
    }
}
