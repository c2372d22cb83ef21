package dev.landfall.githost.azure;

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
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One repository of an Azure DevOps. */
final class AzureRepository implements HostedRepository {
    /** {@code git.json}, "Pull Requests - Update"; more is answered by 400. */
    private static final int LONGEST_DESCRIPTION = 4000;

    /** Of the enumeration {@code CommentType}. */
    private static final int TEXT = 1;
    /** Of the enumeration {@code CommentThreadStatus}: one that is active may keep a pull request from being completed. */
    private static final int CLOSED = 4;

    /** An access token of Microsoft Entra, in the form of RFC 7519. */
    private static final Pattern ENTRA = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final AzureName name;
    private final AzurePaths paths;
    private final HostConnection connection;
    private final AzurePullRequests reading;
    private final AzureReadiness readiness;
    private final AzureExtras extras;

    AzureRepository(Site site, HostLimits limits) {
        this.name = AzureName.of(site.repository()).at(site.api());
        this.paths = AzurePaths.of(name);
        this.connection = connection(site, limits);
        this.reading = new AzurePullRequests(connection, name, paths);
        this.readiness = new AzureReadiness(connection, paths);
        this.extras = new AzureExtras(connection, () -> connection(Identities.of(site), limits), paths);
    }

    /** The header asks for a 401 instead of a way to sign in. */
    private static HostConnection connection(Site site, HostLimits limits) {
        return new HostConnection(
                site, authorization(site.credential()), Map.of("X-TFS-FedAuthRedirect", "Suppress"), limits);
    }

    /** A personal access token is a password without a user. */
    private static Authorization authorization(HostCredential credential) {
        return switch (credential) {
            case HostCredential.Token(Secret token) ->
                ENTRA.matcher(token.reveal()).matches()
                        ? Authorization.of("Bearer", token)
                        : Authorization.basic("", token);
            case HostCredential.Login(String username, Secret password) -> Authorization.basic(username, password);
            case HostCredential.App _ -> throw GitHostException.noApps("Azure DevOps");
        };
    }

    @Override
    public Standing standing() {
        return new AzureStanding(connection, name, paths).read();
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

    /** {@code POST …/pullrequests}; 409 {@code TF401179} where one is active between these branches already. */
    @Override
    public Opened open(Proposal proposal) {
        ObjectNode body = texts(proposal.text())
                .put("sourceRefName", AzurePaths.branch(proposal.head()))
                .put("targetRefName", AzurePaths.branch(proposal.base()))
                .put("isDraft", proposal.draft());
        Answer answer = connection.ask("POST", paths.pulls(), Optional.of(body));
        if (answer.words().contains("TF401179")) {
            Optional<PullRequest> before = PullRequest.openIn(from(proposal.head(), proposal.base()));
            if (before.isPresent()) return Opened.before(before.get());
        }
        PullRequest opened = reading.read(connection.required(answer).json());
        return new Opened(opened, extras.add(opened.number(), proposal));
    }

    private static ObjectNode texts(PullRequestText text) {
        return object().put("title", text.title()).put("description", text.bodyWithin(LONGEST_DESCRIPTION));
    }

    /** {@code PATCH …/pullrequests/ID}. */
    @Override
    public PullRequest rewrite(long number, PullRequestText text) {
        return reading.read(connection.send("PATCH", paths.pull(number), texts(text)));
    }

    @Override
    public Readiness readiness(PullRequest pullRequest) {
        return readiness.of(reading.json(pullRequest.number()));
    }

    /** {@code GET} and {@code POST …/threads}, {@code PATCH …/threads/THREAD/comments/ID}. */
    @Override
    public void comment(long number, Comment comment) {
        Optional<String> earlier = earlier(number, comment);
        if (earlier.isPresent()) connection.send("PATCH", earlier.get(), object().put("content", comment.marked()));
        else connection.send("POST", paths.threads(number), thread(comment));
    }

    private static ObjectNode thread(Comment comment) {
        ObjectNode thread = object().put("status", CLOSED);
        thread.putArray("comments")
                .addObject()
                .put("parentCommentId", 0)
                .put("content", comment.marked())
                .put("commentType", TEXT);
        return thread;
    }

    private Optional<String> earlier(long number, Comment comment) {
        for (JsonNode thread : connection.get(paths.threads(number)).path("value")) {
            for (JsonNode each : thread.path("comments")) {
                boolean ours = !each.path("isDeleted").asBoolean(false)
                        && comment.isMarkedIn(each.path("content").asString(""));
                if (ours)
                    return Optional.of(paths.comment(
                            number, thread.path("id").asLong(), each.path("id").asLong()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Merging merge(PullRequest pullRequest, MergeStyle style, CommitId head) {
        return new AzureMerging(connection, paths, reading, readiness).merge(pullRequest.number(), style, head);
    }

    /** {@code PATCH …/pullrequests/ID} with {@code status: abandoned}. */
    @Override
    public PullRequest close(long number) {
        PullRequest now = reading.get(number);
        if (!now.isOpen()) return now;
        return reading.read(connection.send("PATCH", paths.pull(number), object().put("status", "abandoned")));
    }

    /** {@code POST …/commits/SHA/statuses}; the newest of a context counts. */
    @Override
    public void report(CommitId commit, CommitStatus status) {
        String state = switch (status.state()) {
            case PENDING -> "pending";
            case SUCCESS -> "succeeded";
            case FAILURE -> "failed";
        };
        ObjectNode body = object().put("state", state).put("description", status.description());
        body.putObject("context").put("name", status.context());
        connection.send("POST", paths.statuses(commit), body);
    }
}
