package dev.landfall.githost.github;

import dev.landfall.githost.Readiness.Mergeability;
import tools.jackson.databind.JsonNode;

/**
 * What {@code mergeable} and {@code mergeable_state} of {@code GET /pulls/N} mean. The states are those of
 * {@code MergeStateStatus} at docs.github.com/graphql/reference/enums; they tell of the rules, not of whom they bind, so
 * that who may bypass them sees {@code blocked} too. While GitHub works it out, {@code mergeable} is null.
 */
final class GitHubMergeability {
    private GitHubMergeability() {}

    static Mergeability of(JsonNode pull) {
        if (pull.path("draft").asBoolean(false)) return Mergeability.DRAFT;
        if (!pull.path("mergeable").isBoolean()) return Mergeability.UNKNOWN;
        return switch (pull.path("mergeable_state").asString("")) {
            // unstable: checks that nothing asks for have not passed; has_hooks: an Enterprise Server looks at each
            // push.
            case "clean", "unstable", "has_hooks" -> Mergeability.READY;
            case "blocked" -> Mergeability.WAITING;
            case "behind" -> Mergeability.BEHIND;
            case "dirty" -> Mergeability.CONFLICTING;
            case "draft" -> Mergeability.DRAFT;
            default -> Mergeability.UNKNOWN;
        };
    }
}
