package dev.landfall.githost.bitbucketdatacenter;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.PullRequest;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST …/pull-requests/N/merge?version=V}. It takes no expected head: the head is compared at the version that is
 * named, and the server refuses another version. A push to the branch changes the version as soon as the server has taken
 * note of it, so that what comes within that moment is not seen.
 */
final class DataCenterMerging {
    private static final int ATTEMPTS = 4;
    /** Vetoes of branch permissions, which no waiting takes away. */
    private static final Pattern RIGHTS = Pattern.compile("(?i)permission");

    private final HostConnection connection;
    private final Paths paths;
    private final DataCenterPullRequests reading;

    DataCenterMerging(HostConnection connection, Paths paths, DataCenterPullRequests reading) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
    }

    Merging merge(long number, MergeStyle style, CommitId head) {
        Optional<String> strategy = DataCenterSettings.of(connection, paths).strategy(style);
        for (int attempt = 1; ; attempt++) {
            JsonNode pull = reading.json(number);
            if (!isOpen(pull)) return ended(number);
            if (!DataCenterPullRequests.head(pull).equals(Optional.of(head))) return new Merging.HeadMoved();
            if (strategy.isEmpty()) return no("style-off", "this style of merging is switched off for the repository");
            Answer answer = post(pull, strategy.get());
            if (attempt == ATTEMPTS || !Refusal.OUT_OF_DATE.isIn(answer)) return of(answer, number);
        }
    }

    private Answer post(JsonNode pull, String strategy) {
        String path = paths.pull(pull.path("id").asLong()) + "/merge?version="
                + pull.path("version").asLong();
        return connection.ask("POST", path, Optional.of(object().put("strategyId", strategy)));
    }

    private static boolean isOpen(JsonNode pull) {
        return pull.path("state").asString("").equals("OPEN");
    }

    private Merging of(Answer answer, long number) {
        if (answer.isSuccess() || Refusal.NOT_OPEN.isIn(answer)) return ended(number);
        if (Refusal.OUT_OF_DATE.isIn(answer))
            return new Merging.NotYet(
                    Reason.passing(Merging.UNKNOWN, "others change the pull request all the time", "merge it again"));
        Optional<JsonNode> vetoed = Refusal.VETOED.in(answer);
        if (vetoed.isPresent()) return vetoed(vetoed.get(), answer.words());
        return switch (answer.status()) {
            case 400, 403, 409 -> no("merge-refused", "Bitbucket says: " + answer.words());
            default -> throw new IllegalStateException("required throws: " + connection.required(answer));
        };
    }

    /** Read again, for the answer to a merge may lack the commit. */
    private Merging ended(long number) {
        return switch (reading.get(number).state()) {
            case PullRequest.State.Merged(Optional<CommitId> commit, String _) -> new Merging.Merged(commit);
            case PullRequest.State.Closed _ -> no("pull-request-closed", "the pull request is declined");
            case PullRequest.State.Open _ ->
                new Merging.NotYet(Reason.passing(Merging.UNKNOWN, "the server still merges it", "look again"));
        };
    }

    private static Merging vetoed(JsonNode error, String words) {
        if (error.path("conflicted").asBoolean(false)) return no("merge-conflict", "it conflicts with the base");
        List<String> vetoes = StreamSupport.stream(error.path("vetoes").spliterator(), false)
                .map(veto -> veto.path("detailedMessage")
                        .asString(veto.path("summaryMessage").asString("")))
                .toList();
        if (vetoes.isEmpty()) return no("merge-refused", "Bitbucket says: " + words);
        String told = "Bitbucket says: " + String.join(" ", vetoes);
        boolean lasting = vetoes.stream().anyMatch(veto -> RIGHTS.matcher(veto).find());
        return lasting ? no("merge-refused", told) : new Merging.NotYet(Reason.passing("gates-closed", told, ""));
    }

    private static Merging no(String code, String why) {
        return new Merging.Refused(Reason.lasting(code, why, "merge it on its page"));
    }
}
