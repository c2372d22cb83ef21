package dev.landfall.githost.github;

import dev.landfall.githost.LookAlikeHost.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who asks the look-alike, and what it may.
 *
 * @param scopes of a classic token only
 * @param words by which GitHub refuses who may not
 */
record Caller(Map<String, String> permissions, Optional<String> scopes, String words) {

    /** A fine-grained token knows no permission checks at all. */
    static Caller fineGranted(String level) {
        return new Caller(
                Map.of("contents", level, "pull_requests", level, "statuses", level),
                Optional.empty(),
                "Resource not accessible by personal access token");
    }

    static Caller classic(String scopes) {
        return new Caller(
                Map.of("contents", "write", "pull_requests", "write", "statuses", "write", "checks", "write"),
                Optional.of(scopes),
                "Not Found");
    }

    static Caller app(Map<String, String> permissions) {
        return new Caller(permissions, Optional.empty(), "Resource not accessible by integration");
    }

    Map<String, String> headers() {
        return scopes.map(names -> Map.of("X-OAuth-Scopes", names)).orElseGet(Map::of);
    }

    Optional<Reply> refused(String method, String path) {
        String level = method.equals("GET") ? "read" : "write";
        Predicate<String> enough = granted -> granted.equals("write") || granted.equals(level);
        return wanted(path)
                .filter(permission -> !enough.test(permissions.getOrDefault(permission, "")))
                .map(permission -> new Reply(
                        403,
                        GitHubLookAlike.words(403, words).body(),
                        Map.of("X-Accepted-GitHub-Permissions", permission + "=" + level)));
    }

    /** Reading the repository itself and the rules of its branches takes none besides metadata. */
    private static Optional<String> wanted(String path) {
        if (path.isEmpty() || path.startsWith("/rules/")) return Optional.empty();
        if (path.contains("/check-runs")) return Optional.of("checks");
        if (path.contains("/merge") || path.startsWith("/branches") || path.startsWith("/git/"))
            return Optional.of("contents");
        if (path.startsWith("/statuses") || path.startsWith("/commits")) return Optional.of("statuses");
        return Optional.of("pull_requests");
    }
}
