package dev.landfall.githost;

import java.util.List;

/**
 * A pull request to be opened.
 *
 * @param head the branch with the commits, which the host has
 * @param base the branch to merge into
 * @param draft whether it is not to be merged yet
 * @param labels by their names
 * @param reviewers by their names on the host
 */
public record Proposal(
        String head, String base, PullRequestText text, boolean draft, List<String> labels, List<String> reviewers) {
    public Proposal {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
    }
}
