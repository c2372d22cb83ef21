package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.Authorization;
import dev.landfall.githost.Comment;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.Opened;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import dev.landfall.githost.Readiness;
import dev.landfall.githost.Site;
import dev.landfall.githost.Standing;
import dev.landfall.reason.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One repository of Bitbucket Cloud. */
final class CloudRepository implements HostedRepository {
    /** Of a description, in UTF-16 units: far below what other clients send, for the reference names no limit. */
    private static final int LONGEST_BODY = 100_000;

    private final Site site;
    private final Paths paths;
    private final HostConnection connection;
    private final CloudPullRequests reading;
    private final boolean ofUser;
    private final Duration patience;

    /**
     * Access tokens of a repository, a project or a workspace go as Bearer; API tokens of a person go as the password of
     * the e-mail address ("Using API tokens" of Atlassian's support).
     *
     * @param patience for a merge in the background
     */
    CloudRepository(Site site, HostLimits limits, Duration patience) {
        this.site = site;
        this.paths = Paths.of(site.repository());
        this.connection = new HostConnection(
                site, Authorization.ofTokenOrLogin(site.credential(), "Bearer", "Bitbucket Cloud"), Map.of(), limits);
        this.reading = new CloudPullRequests(connection, paths);
        this.ofUser = site.credential() instanceof HostCredential.Login;
        this.patience = patience;
    }

    @Override
    public Standing standing() {
        return new CloudStanding(connection, paths, ofUser).read();
    }

    @Override
    public List<PullRequest> from(String head, String base) {
        return reading.from(head, base);
    }

    @Override
    public PullRequest pullRequest(long number) {
        return reading.get(number);
    }

    /** {@code …/WORKSPACE/SLUG/pull-requests/N}. */
    @Override
    public OptionalLong numberIn(URI page) {
        String path = page.getRawPath() == null ? "" : page.getRawPath();
        Matcher matcher = Pattern.compile(
                        "/" + Pattern.quote(paths.name()) + "/pull-requests/([1-9][0-9]{0,17})(?:/.*)?",
                        Pattern.CASE_INSENSITIVE)
                .matcher(path);
        // By SSH, Bitbucket is reached under other names, too; its pages are under one.
        boolean here = site.isHostOf(page) || BitbucketCloudHost.WEB.equalsIgnoreCase(page.getHost());
        boolean ours = here && matcher.matches();
        return ours ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /**
     * {@code POST …/pullrequests}. Where one is open from the same branch into the same one, Bitbucket gives that one a
     * new title and body instead of saying so, as measured by others: hence the look beforehand.
     */
    @Override
    public Opened open(Proposal proposal) {
        Optional<PullRequest> before = PullRequest.openIn(reading.from(proposal.head(), proposal.base()));
        if (before.isPresent()) return Opened.before(before.get());
        ObjectNode body = object().put("title", proposal.text().title())
                .put("description", proposal.text().bodyWithin(LONGEST_BODY))
                .put("draft", proposal.draft());
        body.putObject("source").putObject("branch").put("name", proposal.head());
        body.putObject("destination").putObject("branch").put("name", proposal.base());
        JsonNode opened = connection.send("POST", paths.pulls(), body);
        return new Opened(reading.read(opened), lacking(opened, proposal));
    }

    private List<Reason> lacking(JsonNode opened, Proposal proposal) {
        List<Reason> lacking = new ArrayList<>(new CloudReviewers(connection, paths).ask(opened, proposal.reviewers()));
        if (!proposal.labels().isEmpty())
            lacking.add(Reason.lasting(
                    "labels-not-set",
                    "no labels were set (" + String.join(", ", proposal.labels())
                            + "): Bitbucket Cloud has none on pull requests",
                    ""));
        return lacking;
    }

    /** {@code PUT …/pullrequests/N}: what is not sent stays, as measured by others. */
    @Override
    public PullRequest rewrite(long number, PullRequestText text) {
        ObjectNode body = object().put("title", text.title()).put("description", text.bodyWithin(LONGEST_BODY));
        return reading.read(connection.send("PUT", paths.pull(number), body));
    }

    @Override
    public Readiness readiness(PullRequest pullRequest) {
        return new CloudReadiness(connection, paths, reading).of(pullRequest);
    }

    @Override
    public void comment(long number, Comment comment) {
        new CloudComments(connection, paths).write(number, comment);
    }

    @Override
    public Merging merge(PullRequest pullRequest, MergeStyle style, CommitId head) {
        return new CloudMerging(connection, paths, reading, patience).merge(pullRequest, style, head);
    }

    /** {@code POST …/pullrequests/N/decline}; there is no way back. */
    @Override
    public PullRequest close(long number) {
        PullRequest now = reading.get(number);
        if (!now.isOpen()) return now;
        Answer answer = connection.ask("POST", paths.pull(number) + "/decline", Optional.of(object()));
        PullRequest after = reading.get(number);
        if (after.isOpen()) connection.required(answer);
        return after;
    }

    /** {@code POST …/commit/SHA/statuses/build}, where the key again replaces what was there; it wants an address. */
    @Override
    public void report(CommitId commit, CommitStatus status) {
        String state = switch (status.state()) {
            case PENDING -> "INPROGRESS";
            case SUCCESS -> "SUCCESSFUL";
            case FAILURE -> "FAILED";
        };
        ObjectNode body = object().put("key", status.context())
                .put("name", status.context())
                .put("state", state)
                .put("description", status.description())
                .put("url", paths.page() + "/commits/" + commit.hex());
        connection.send("POST", paths.commit(commit.hex()) + "/statuses/build", body);
    }
}
