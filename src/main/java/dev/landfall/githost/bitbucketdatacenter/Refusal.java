package dev.landfall.githost.bitbucketdatacenter;

import dev.landfall.githost.Answer;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Why the server refuses, by the exception that it names in {@code errors[].exceptionName}: a 409 alone says one of many
 * things. The names are those of {@code com.atlassian.bitbucket.pull} and {@code .comment} in the server's Java API.
 */
enum Refusal {
    /** Somebody changed it since the version that we named. */
    OUT_OF_DATE("PullRequestOutOfDateException|CommentOutOfDateException"),
    /** There is none of this number. */
    ABSENT("NoSuchPullRequestException"),
    /** One is open from the same branch into the same one. */
    DUPLICATE("DuplicatePullRequestException"),
    /** Some of the reviewers, which {@code reviewerErrors[].context} names, cannot be any. */
    REVIEWERS("InvalidPullRequestReviewersException"),
    /** It is merged or declined. */
    NOT_OPEN("IllegalPullRequestStateException"),
    /** Checks before the merge say no, or the branches contradict each other. */
    VETOED("PullRequestMergeVetoedException");

    private final String exceptions;

    Refusal(String exceptions) {
        this.exceptions = exceptions;
    }

    /** The error that says so. */
    Optional<JsonNode> in(Answer answer) {
        return StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .filter(error -> simpleName(error).matches(exceptions))
                .findFirst();
    }

    boolean isIn(Answer answer) {
        return in(answer).isPresent();
    }

    private static String simpleName(JsonNode error) {
        String name = error.path("exceptionName").asString("");
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
