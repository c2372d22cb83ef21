package dev.landfall.gitops.argocd;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code targetRevision} can be known to mean without asking Git, in the order in which Argo CD resolves it
 * (util/git/client.go, lsRemote). Any other name is taken for a branch; Git tells if there is none.
 */
final class TargetRevision {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
    private static final String BRANCHES = "refs/heads/";

    private static final String VERSION = "v?(\\d+|[xX*])(\\.(\\d+|[xX*])){0,2}([-+][0-9A-Za-z.+-]+)?";
    private static final String COMPARISON = "(=|!=|>|<|>=|=>|<=|=<|~|~>|\\^)?\\s*" + VERSION;
    private static final Pattern CONSTRAINT =
            Pattern.compile(COMPARISON + "((\\s*,\\s*|\\s+|\\s*\\|\\|\\s*|\\s+-\\s+)" + COMPARISON + ")*");
    private static final Pattern WHOLE_VERSION = Pattern.compile("v?\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?");
    private static final Pattern PLAIN_VERSION = Pattern.compile("v?\\d+(\\.\\d+){0,2}([-+][0-9A-Za-z.+-]+)?");

    private TargetRevision() {}

    /** The branch to push to, empty text for the default branch; nothing where no push can move it. */
    static Optional<String> branch(String revision) {
        if (revision.isEmpty() || revision.equals("HEAD")) return Optional.of("");
        if (revision.startsWith(BRANCHES)) return Optional.of(revision.substring(BRANCHES.length()));
        return isPinned(revision) ? Optional.empty() : Optional.of(revision);
    }

    /** Whether it names one version of a chart; any other text is a range of which Argo CD takes the newest. */
    static boolean isVersion(String revision) {
        return WHOLE_VERSION.matcher(revision).matches();
    }

    private static boolean isPinned(String revision) {
        return revision.startsWith("refs/") || COMMIT.matcher(revision).matches() || isConstraint(revision);
    }

    /** A plain version such as {@code 2.4} may well be a branch; with an operator or a wildcard Argo CD looks for tags. */
    private static boolean isConstraint(String revision) {
        return CONSTRAINT.matcher(revision).matches()
                && !PLAIN_VERSION.matcher(revision).matches();
    }
}
