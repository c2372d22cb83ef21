package dev.landfall.githost.github;

/**
 * What a GitHub App or a fine-grained token needs here: docs.github.com/rest/authentication, "Permissions required for
 * GitHub Apps". {@code metadata: read}, by which a repository is seen at all, goes with every one of them.
 */
enum Permission {
    PULL_REQUESTS("pull_requests", "write", "to open pull requests and to comment on them"),
    CONTENTS("contents", "write", "to push branches and to merge"),
    STATUSES("statuses", "write", "to show the outcome beside the commit"),
    CHECKS("checks", "read", "to see the checks that pull requests wait for");

    private final String field;
    private final String level;
    private final String purpose;

    Permission(String field, String level, String purpose) {
        this.field = field;
        this.level = level;
        this.purpose = purpose;
    }

    String field() {
        return field;
    }

    String level() {
        return level;
    }

    /** Whether a granted level, or none, is enough. */
    boolean isIn(String granted) {
        return granted.equals(level) || granted.equals("write") || granted.equals("admin");
    }

    /** As {@code Standing} tells it. */
    String lacking() {
        return "the permission " + field + "=" + level + ", " + purpose;
    }
}
