package dev.landfall.githost.bitbucketdatacenter;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Opened;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Opens pull requests: {@code POST …/pull-requests}. They have no labels here. */
final class DataCenterOpening {
    /** Of a description, in characters (the server's own limit; the reference does not name it). */
    static final int LONGEST_BODY = 32_768;

    private final HostConnection connection;
    private final Paths paths;
    private final DataCenterPullRequests reading;

    DataCenterOpening(HostConnection connection, Paths paths, DataCenterPullRequests reading) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
    }

    Opened open(Proposal proposal) {
        List<Reason> warnings = new ArrayList<>();
        Answer answer = post(proposal, proposal.reviewers());
        if (Refusal.REVIEWERS.isIn(answer)) answer = post(proposal, possible(proposal, answer, warnings));
        if (Refusal.REVIEWERS.isIn(answer)) answer = post(proposal, possible(proposal, answer, warnings));
        if (Refusal.DUPLICATE.isIn(answer)) {
            Optional<PullRequest> before = PullRequest.openIn(reading.from(proposal.head(), proposal.base()));
            if (before.isPresent()) return Opened.before(before.get());
        }
        PullRequest opened = reading.read(connection.required(answer).json());
        addLacking(proposal, opened, warnings);
        return new Opened(opened, warnings);
    }

    private Answer post(Proposal proposal, List<String> reviewers) {
        ObjectNode body = object().put("title", proposal.text().title())
                .put("description", proposal.text().bodyWithin(LONGEST_BODY));
        body.set("fromRef", ref(proposal.head()));
        body.set("toRef", ref(proposal.base()));
        if (proposal.draft()) body.put("draft", true);
        var asked = body.putArray("reviewers");
        reviewers.forEach(name -> asked.addObject().putObject("user").put("name", name));
        return connection.ask("POST", paths.pulls(), Optional.of(body));
    }

    private ObjectNode ref(String branch) {
        ObjectNode ref = object().put("id", Paths.ref(branch));
        ObjectNode repository = ref.putObject("repository").put("slug", paths.slug());
        repository.putObject("project").put("key", paths.project());
        return ref;
    }

    /** Those that were not refused; none where it is not said which ones were. */
    private static List<String> possible(Proposal proposal, Answer answer, List<Reason> warnings) {
        warnings.clear();
        List<String> left = new ArrayList<>(proposal.reviewers());
        Refusal.REVIEWERS.in(answer).orElseThrow().path("reviewerErrors").forEach(error -> {
            String name = error.path("context").asString("");
            if (left.remove(name))
                warnings.add(refused(name, error.path("message").asString("")));
        });
        if (left.size() < proposal.reviewers().size()) return left;
        left.forEach(name -> warnings.add(refused(name, answer.words())));
        return List.of();
    }

    private static Reason refused(String name, String why) {
        return Reason.lasting(
                "reviewer-not-set", "the reviewer " + name + " was not set on the pull request: " + why, "");
    }

    private static void addLacking(Proposal proposal, PullRequest opened, List<Reason> warnings) {
        if (!proposal.labels().isEmpty())
            warnings.add(Reason.lasting(
                    "labels-not-set",
                    "no labels were set (" + String.join(", ", proposal.labels())
                            + "): Bitbucket Data Center has none on pull requests",
                    ""));
        if (proposal.draft() && !opened.draft())
            warnings.add(Reason.lasting(
                    "draft-not-set",
                    "the pull request is no draft: this Bitbucket Data Center is older than 8.18, which has them",
                    "do not merge it yet"));
    }
}
