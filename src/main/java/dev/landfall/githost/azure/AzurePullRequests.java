package dev.landfall.githost.azure;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.PullRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads pull requests: {@code GET …/pullrequests} and {@code …/pullrequests/ID}, of which the fields {@code pullRequestId,
 * title, description, status, isDraft, sourceRefName, targetRefName, forkSource, lastMergeSourceCommit, lastMergeCommit,
 * closedBy}.
 */
final class AzurePullRequests {
    private static final int PAGE_SIZE = 100;
    /** Lists cut descriptions: thread 197 of microsoft/azure-devops-python-api. */
    private static final int CUT_AT = 400;

    private final HostConnection connection;
    private final AzureName name;
    private final AzurePaths paths;

    AzurePullRequests(HostConnection connection, AzureName name, AzurePaths paths) {
        this.connection = connection;
        this.name = name;
        this.paths = paths;
    }

    /** Newest first; one of a fork says so. */
    List<PullRequest> from(String head, String base) {
        List<JsonNode> all = new ArrayList<>();
        int seen;
        do {
            seen = all.size();
            connection
                    .get(paths.pullsFrom(head, base, seen, PAGE_SIZE))
                    .path("value")
                    .forEach(all::add);
        } while (all.size() == seen + PAGE_SIZE);
        return all.stream()
                .filter(pull -> pull.path("forkSource").isMissingNode()
                        || pull.path("forkSource").isNull())
                .sorted(Comparator.comparingLong(
                                (JsonNode pull) -> pull.path("pullRequestId").asLong())
                        .reversed())
                .map(this::whole)
                .toList();
    }

    private PullRequest whole(JsonNode listed) {
        boolean cut = listed.path("description").asString("").length() >= CUT_AT;
        return cut ? get(listed.path("pullRequestId").asLong()) : read(listed);
    }

    PullRequest get(long number) {
        return read(json(number));
    }

    /** Without such a pull request 404 {@code TF401180}; without the repository another 404. */
    JsonNode json(long number) {
        Answer answer = connection.ask("GET", paths.pull(number), Optional.empty());
        boolean none = answer.status() == 404 && answer.words().contains("TF401180");
        if (none) throw GitHostException.noSuchPullRequest("pull request !" + number);
        return connection.required(answer).json();
    }

    PullRequest read(JsonNode pull) {
        long number = pull.path("pullRequestId").asLong();
        return new PullRequest(
                number,
                name.page(number),
                pull.path("title").asString(""),
                pull.path("description").asString(""),
                branch(pull, "sourceRefName"),
                CommitId.parse(pull.at("/lastMergeSourceCommit/commitId").asString("")),
                branch(pull, "targetRefName"),
                pull.path("isDraft").asBoolean(false),
                state(pull));
    }

    private static String branch(JsonNode pull, String field) {
        return pull.path(field).asString("").replaceFirst("^refs/heads/", "");
    }

    private static PullRequest.State state(JsonNode pull) {
        return switch (pull.path("status").asString("")) {
            case "completed" -> new PullRequest.State.Merged(landed(pull), who(pull));
            case "abandoned" -> new PullRequest.State.Closed(who(pull));
            default -> new PullRequest.State.Open();
        };
    }

    /** Of one that is active, {@code lastMergeCommit} is a trial on no branch; of a completed one, what the base got. */
    static Optional<CommitId> landed(JsonNode completed) {
        return CommitId.parse(completed.at("/lastMergeCommit/commitId").asString(""));
    }

    private static String who(JsonNode pull) {
        return Stream.of("displayName", "uniqueName")
                .map(field -> pull.path("closedBy").path(field).asString(""))
                .filter(person -> !person.isEmpty())
                .findFirst()
                .orElse("");
    }
}
