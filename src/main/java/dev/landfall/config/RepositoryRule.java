package dev.landfall.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to treat the repositories that a pattern names.
 *
 * @param branch for new objects; where an owner applies from another branch, a change is refused
 * @param credentials empty for anonymous access
 * @param proxy empty for what the environment says
 * @param caFile certificates of authorities that vouch for the host besides those that Java trusts
 * @param pullRequests empty where none can be made
 * @param allowedPaths the files that may be changed, from the repository's root; empty for every file
 * @param layout how the repositories are kept
 */
public record RepositoryRule(
        RepositoryPattern match,
        Optional<String> branch,
        Optional<CredentialSource> credentials,
        Optional<ProxySource> proxy,
        Optional<Path> caFile,
        Delivery delivery,
        Optional<PullRequestSettings> pullRequests,
        List<PathPattern> allowedPaths,
        Layout layout) {

    public boolean matches(String url) {
        return match.matches(url);
    }

    /** @param file from the repository's root, with {@code /} */
    public boolean allowsPath(String file) {
        return allowedPaths.isEmpty() || allowedPaths.stream().anyMatch(pattern -> pattern.matches(file));
    }
}
