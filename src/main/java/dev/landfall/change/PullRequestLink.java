package dev.landfall.change;

import dev.landfall.githost.PullRequest;

/**
 * A pull request, for whoever looks for it.
 *
 * @param page where a person looks at it
 */
public record PullRequestLink(long number, String page) {

    static PullRequestLink to(PullRequest pullRequest) {
        return new PullRequestLink(pullRequest.number(), pullRequest.page().toString());
    }

    /** {@code #12 (https://…)}. */
    @Override
    public String toString() {
        return "#" + number + " (" + page + ")";
    }
}
