package dev.landfall.gitops.flux;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A revision as Flux writes it: {@code main@sha1:<hex>}, {@code refs/heads/x@sha1:<hex>}, {@code sha1:<hex>}, or the
 * former {@code main/<hex>}. A branch may itself contain {@code @} and {@code /}, so that the last one divides.
 *
 * @param ref empty where the revision names none
 * @param commit its hex digits; empty where the revision is none of a Git source
 */
record FluxRevision(String ref, String commit) {
    private static final String HEX = "([0-9a-f]{40}|[0-9a-f]{64})";
    private static final Pattern WITH_ALGORITHM = Pattern.compile("(?:(.*)@)?(?:sha1|sha256):" + HEX);
    private static final Pattern FORMER = Pattern.compile("(.+)/" + HEX);

    static FluxRevision parse(String text) {
        for (Pattern form : new Pattern[] {WITH_ALGORITHM, FORMER}) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                return new FluxRevision(matcher.group(1) == null ? "" : matcher.group(1), matcher.group(2));
            }
        }
        return new FluxRevision(text, "");
    }

    /** The first digits of the commit, for people. */
    String shortCommit() {
        return commit.isEmpty() ? "no commit" : commit.substring(0, 7);
    }
}
