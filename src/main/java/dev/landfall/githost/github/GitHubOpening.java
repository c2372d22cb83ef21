package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Opened;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens pull requests: {@code POST /pulls}, then {@code POST /issues/N/labels} and {@code POST
 * /pulls/N/requested_reviewers}. A 422 tells by its words alone what it does not take; they are those that
 * peter-evans/create-pull-request and others know.
 */
final class GitHubOpening {
    /** "body is too long (maximum is 65536 characters)". */
    static final int LONGEST_BODY = 65_536;

    private final HostConnection connection;
    private final Paths paths;
    private final GitHubPullRequests reading;

    GitHubOpening(HostConnection connection, Paths paths, GitHubPullRequests reading) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
    }

    Opened open(Proposal proposal) {
        ObjectNode body = object().put("title", proposal.text().title())
                .put("body", proposal.text().bodyWithin(LONGEST_BODY))
                .put("head", proposal.head())
                .put("base", proposal.base())
                .put("draft", proposal.draft());
        Answer answer = connection.ask("POST", paths.pulls(), Optional.of(body));
        if (Refusals.says(answer, "pull request already exists")) {
            Optional<PullRequest> before = PullRequest.openIn(reading.from(proposal.head(), proposal.base()));
            if (before.isPresent()) return Opened.before(before.get());
        }
        PullRequest opened = reading.read(required(answer, proposal));
        return new Opened(opened, extras(opened, proposal));
    }

    private JsonNode required(Answer answer, Proposal proposal) {
        if (Refusals.says(answer, "No commits between"))
            throw usage(
                    "nothing-to-propose", proposal.head() + " has no commit that " + proposal.base() + " has not", "");
        if (Refusals.says(answer, "Draft pull requests are not supported"))
            throw usage(
                    "no-drafts",
                    "GitHub knows no drafts in this repository, by the plan of its owner",
                    "set pullRequests.draft: false");
        for (String branch : List.of("head", "base"))
            if (Refusals.isOf(answer, branch))
                throw usage(
                        "no-such-branch",
                        "GitHub knows no branch " + (branch.equals("head") ? proposal.head() : proposal.base())
                                + " in the repository",
                        "");
        return Refusals.required(connection, answer);
    }

    private static GitHostException usage(String code, String message, String remedy) {
        return new GitHostException(Fault.USAGE, Reason.lasting(code, message, remedy));
    }

    /** Afterwards, and reviewers one by one, since of several GitHub takes none if it does not take one. */
    private List<Reason> extras(PullRequest opened, Proposal proposal) {
        List<Reason> refused = new ArrayList<>();
        if (!proposal.labels().isEmpty()) label(opened, proposal.labels(), refused);
        for (String reviewer : proposal.reviewers()) {
            Answer answer = connection.ask(
                    "POST", paths.pull(opened.number()) + "/requested_reviewers", Optional.of(asked(reviewer)));
            if (!answer.isSuccess()) refused.add(notTaken("reviewer", reviewer, answer));
        }
        return refused;
    }

    /** A label that the repository does not have yet is made by being set. */
    private void label(PullRequest opened, List<String> labels, List<Reason> refused) {
        ObjectNode body = object();
        labels.forEach(body.putArray("labels")::add);
        Answer answer = connection.ask("POST", paths.issue(opened.number()) + "/labels", Optional.of(body));
        if (!answer.isSuccess()) refused.add(notTaken("labels", String.join(", ", labels), answer));
    }

    /** {@code ORGANISATION/TEAM}, as CODEOWNERS has it, is a team; anything else a person. */
    private static ObjectNode asked(String reviewer) {
        String name = reviewer.startsWith("@") ? reviewer.substring(1) : reviewer;
        int slash = name.indexOf('/');
        ObjectNode body = object();
        if (slash < 0) body.putArray("reviewers").add(name);
        else body.putArray("team_reviewers").add(name.substring(slash + 1));
        return body;
    }

    private static Reason notTaken(String what, String name, Answer answer) {
        String permission = Refusals.permissions(answer)
                .filter(_ -> answer.status() == 403)
                .map(names -> "; it takes the permission " + names)
                .orElse("");
        return Reason.lasting(
                what + "-not-set",
                "the " + what + " " + name + " was not set on the pull request: " + answer.words() + permission,
                "");
    }
}
