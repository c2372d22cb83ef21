package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
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
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One repository on GitHub. */
final class GitHubRepository implements HostedRepository {
    private static final Pattern PAGE = Pattern.compile("/(.+)/pull/([1-9][0-9]{0,17})(?:/.*)?");

    private final RepositoryUrl url;
    private final Paths paths;
    private final HostConnection connection;
    private final GitHubPullRequests reading;
    private final GitHubOpening opening;
    private final GitHubReadiness readiness;
    private final GitHubMerging merging;
    private final GitHubStanding standing;

    GitHubRepository(Site site, HostLimits limits, Pace pace) {
        this.url = site.repository();
        Authorization authorization = authorization(site, limits, pace);
        Optional<GitHubAppTokens> app =
                authorization instanceof GitHubAppTokens tokens ? Optional.of(tokens) : Optional.empty();
        this.connection = new HostConnection(site, authorization, GitHubHost.HEADERS, limits);
        this.paths = new Paths(connection, url);
        this.reading = new GitHubPullRequests(connection, paths);
        this.opening = new GitHubOpening(connection, paths, reading);
        this.readiness = new GitHubReadiness(connection, paths, reading);
        this.merging = new GitHubMerging(connection, paths, reading, pace);
        this.standing = new GitHubStanding(connection, paths, app);
    }

    /** GitHub's API takes no passwords: what stands in the place of one is a token. */
    private static Authorization authorization(Site site, HostLimits limits, Pace pace) {
        return switch (site.credential()) {
            case HostCredential.Token(Secret token) -> Authorization.of("Bearer", token);
            case HostCredential.Login(String _, Secret password) -> Authorization.of("Bearer", password);
            case HostCredential.App _ -> new GitHubAppTokens(site, limits, InstantSource.system(), pace);
        };
    }

    @Override
    public Standing standing() {
        return standing.read();
    }

    @Override
    public List<PullRequest> from(String head, String base) {
        return reading.from(head, base);
    }

    @Override
    public PullRequest pullRequest(long number) {
        return reading.get(number);
    }

    /** GitHub's names do not tell cases apart. */
    @Override
    public OptionalLong numberIn(URI page) {
        Matcher matcher = PAGE.matcher(page.getRawPath() == null ? "" : page.getRawPath());
        boolean here =
                GitHubHost.webHost(url.host()).equalsIgnoreCase(String.valueOf(page.getHost())) && matcher.matches();
        if (!here) return OptionalLong.empty();
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        boolean ours = List.of(url.name(), paths.nameSoFar()).stream()
                .anyMatch(known -> known.toLowerCase(Locale.ROOT).equals(name));
        return ours ? OptionalLong.of(Long.parseLong(matcher.group(2))) : OptionalLong.empty();
    }

    @Override
    public Opened open(Proposal proposal) {
        return opening.open(proposal);
    }

    /** {@code PATCH /pulls/N}. */
    @Override
    public PullRequest rewrite(long number, PullRequestText text) {
        ObjectNode body = object().put("title", text.title()).put("body", text.bodyWithin(GitHubOpening.LONGEST_BODY));
        return reading.read(sent("PATCH", paths.pull(number), body));
    }

    private JsonNode sent(String method, String path, ObjectNode body) {
        return Refusals.required(connection, connection.ask(method, path, Optional.of(body)));
    }

    @Override
    public Readiness readiness(PullRequest pullRequest) {
        return readiness.of(pullRequest);
    }

    /**
     * {@code GET} and {@code POST /issues/N/comments}, {@code PATCH /issues/comments/ID}. One with our marker that is
     * not ours to change, since somebody copied it, is left as it is.
     */
    @Override
    public void comment(long number, Comment comment) {
        ObjectNode body = object().put("body", comment.marked());
        List<JsonNode> marked = connection.list(paths.comments(number) + "?per_page=100", Function.identity()).stream()
                .filter(known -> comment.isMarkedIn(known.path("body").asString("")))
                .toList();
        for (JsonNode earlier : marked) {
            String path = paths.repository() + "/issues/comments/"
                    + earlier.path("id").asLong();
            Answer answer = connection.ask("PATCH", path, Optional.of(body));
            if (answer.status() == 403) continue;
            connection.required(answer);
            return;
        }
        sent("POST", paths.comments(number), body);
    }

    @Override
    public Merging merge(PullRequest pullRequest, MergeStyle style, CommitId head) {
        return merging.merge(pullRequest, style, head);
    }

    /** {@code PATCH /pulls/N}. */
    @Override
    public PullRequest close(long number) {
        PullRequest now = reading.get(number);
        if (!now.isOpen()) return now;
        sent("PATCH", paths.pull(number), object().put("state", "closed"));
        return reading.get(number);
    }

    /** {@code POST /statuses/SHA}; the newest of a context counts. */
    @Override
    public void report(CommitId commit, CommitStatus status) {
        String state = switch (status.state()) {
            case PENDING -> "pending";
            case SUCCESS -> "success";
            case FAILURE -> "failure";
        };
        ObjectNode body =
                object().put("state", state).put("context", status.context()).put("description", status.description());
        sent("POST", paths.repository() + "/statuses/" + commit.hex(), body);
    }
}
