package dev.landfall.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How pull requests of a repository are made.
 *
 * @param host empty where the host's name is to tell
 * @param apiUrl empty for the usual one of the host
 * @param mergeStyle by which Landfall merges where it is asked to
 * @param allowMerge whether it may be asked to
 */
public record PullRequestSettings(
        Optional<HostKind> host,
        Optional<URI> apiUrl,
        HostLogin login,
        List<String> labels,
        List<String> reviewers,
        boolean draft,
        MergeMethod mergeStyle,
        boolean allowMerge) {

    /** As all hosts know them, by one name or another. */
    public enum MergeMethod {
        MERGE,
        SQUASH,
        REBASE
    }
}
