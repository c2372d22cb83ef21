package dev.landfall.githost.gitlab;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.git.Secret;
import dev.landfall.githost.Answer;
import dev.landfall.githost.Authorization;
import dev.landfall.githost.Comment;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.GitHostException;
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
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One project of a GitLab. */
final class GitLabRepository implements HostedRepository {
    /** docs.gitlab.com/api/merge_requests, "Create MR", and docs.gitlab.com/api/notes. */
    private static final int LONGEST_DESCRIPTION = 1_048_576;

    private static final int LONGEST_TITLE = 255;

    /** A status is a state machine, which does not go to the state that it is in. */
    private static final Pattern SAME_STATE = Pattern.compile("(?i)cannot transition status");

    private final ProjectName name;
    private final GitLabProject project;
    private final HostConnection connection;
    private final GitLabMergeRequests reading;

    GitLabRepository(Site site, HostLimits limits) {
        this.name = ProjectName.of(site);
        this.connection = new HostConnection(site, authorization(site.credential()), Map.of(), limits);
        this.project = new GitLabProject(connection, name);
        this.reading = new GitLabMergeRequests(connection, project);
    }

    /** Tokens of every kind pass as OAuth has them: docs.gitlab.com/api/rest/authentication. */
    private static Authorization authorization(HostCredential credential) {
        return switch (credential) {
            case HostCredential.Token(Secret token) -> Authorization.of("Bearer", token);
            case HostCredential.Login(String _, Secret token) -> Authorization.of("Bearer", token);
            case HostCredential.App _ -> throw GitHostException.noApps("GitLab");
        };
    }

    @Override
    public Standing standing() {
        return new GitLabStanding(connection, project).read();
    }

    @Override
    public List<PullRequest> from(String head, String base) {
        return reading.from(head, base);
    }

    @Override
    public PullRequest pullRequest(long number) {
        return reading.get(number);
    }

    @Override
    public OptionalLong numberIn(URI page) {
        return name.numberIn(page);
    }

    /**
     * {@code POST …/merge_requests}; 409 where one is open between these branches already. Labels that nobody knows are
     * made, or left out without a word.
     */
    @Override
    public Opened open(Proposal proposal) {
        ObjectNode body = texts(proposal.text(), proposal.draft())
                .put("source_branch", proposal.head())
                .put("target_branch", proposal.base());
        if (!proposal.labels().isEmpty()) body.put("labels", String.join(",", proposal.labels()));
        Answer answer = connection.ask("POST", project.mergeRequests(), Optional.of(body));
        if (answer.status() == 409) {
            Optional<PullRequest> before = PullRequest.openIn(from(proposal.head(), proposal.base()));
            if (before.isPresent()) return Opened.before(before.get());
        }
        JsonNode request = connection.required(answer).json();
        List<Reason> warnings = new ArrayList<>(leftOut(proposal.labels(), request));
        PullRequest opened = GitLabMergeRequests.read(request);
        warnings.addAll(new GitLabReviewers(connection, project).ask(opened.number(), proposal.reviewers()));
        return new Opened(opened, warnings);
    }

    private static List<Reason> leftOut(List<String> wanted, JsonNode request) {
        Set<String> set = new HashSet<>();
        request.path("labels").forEach(label -> set.add(label.asString("")));
        return wanted.stream()
                .filter(label -> !set.contains(label))
                .map(label ->
                        Reason.lasting("label-not-set", "the label " + label + " was not set on the merge request", ""))
                .toList();
    }

    private static ObjectNode texts(PullRequestText text, boolean draft) {
        PullRequestText harmless = new PullRequestText(text.title(), QuickActions.escaped(text.body()));
        String title = draft ? GitLabMergeRequests.DRAFT + text.title() : text.title();
        return object().put("title", Printable.line(title, LONGEST_TITLE))
                .put("description", harmless.bodyWithin(LONGEST_DESCRIPTION));
    }

    /** {@code PUT …/merge_requests/:iid}; a draft is one by its title. */
    @Override
    public PullRequest rewrite(long number, PullRequestText text) {
        ObjectNode body = texts(text, reading.get(number).draft());
        return GitLabMergeRequests.read(connection.send("PUT", project.mergeRequest(number), body));
    }

    @Override
    public Readiness readiness(PullRequest pullRequest) {
        return new GitLabReadiness(connection, project, reading).of(pullRequest);
    }

    /** {@code GET} and {@code POST …/notes}, {@code PUT …/notes/:id}. */
    @Override
    public void comment(long number, Comment comment) {
        String notes = project.notes(number);
        Optional<JsonNode> earlier =
                connection.list(notes + "?sort=asc&order_by=created_at&per_page=100", Function.identity()).stream()
                        .filter(note -> !note.path("system").asBoolean(false))
                        .filter(note -> comment.isMarkedIn(note.path("body").asString("")))
                        .findFirst();
        ObjectNode body = object().put("body", QuickActions.escaped(comment.marked()));
        if (earlier.isEmpty()) connection.send("POST", notes, body);
        else connection.send("PUT", notes + "/" + earlier.get().path("id").asLong(), body);
    }

    @Override
    public Merging merge(PullRequest pullRequest, MergeStyle style, CommitId head) {
        return new GitLabMerging(connection, project, reading).merge(pullRequest.number(), style, head);
    }

    /** {@code PUT …/merge_requests/:iid} with {@code state_event: close}. */
    @Override
    public PullRequest close(long number) {
        PullRequest now = reading.get(number);
        if (!now.isOpen()) return now;
        return GitLabMergeRequests.read(
                connection.send("PUT", project.mergeRequest(number), object().put("state_event", "close")));
    }

    /** {@code POST …/statuses/:sha}. */
    @Override
    public void report(CommitId commit, CommitStatus status) {
        String state = switch (status.state()) {
            case PENDING -> "pending";
            case SUCCESS -> "success";
            case FAILURE -> "failed";
        };
        ObjectNode body =
                object().put("state", state).put("name", status.context()).put("description", status.description());
        Answer answer = connection.ask("POST", project.statusFor(commit), Optional.of(body));
        boolean there =
                answer.status() == 400 && SAME_STATE.matcher(answer.words()).find();
        if (!there) connection.required(answer);
    }
}
