package dev.landfall.githost.gitea;

import static dev.landfall.githost.HostConnection.encoded;
import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.Authorization;
import dev.landfall.githost.Comment;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.HostConnection;
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
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One repository of a Gitea or Forgejo. */
final class GiteaRepository implements HostedRepository {
    private static final Pattern PAGE = Pattern.compile(".*/pulls/([1-9][0-9]{0,17})(?:/.*)?");
    private static final int PAGE_SIZE = 50;

    private final Site site;
    private final Paths paths;
    private final HostConnection connection;
    private final GiteaPullRequests reading;
    private final GiteaReadiness readiness;
    private final GiteaStanding standing;
    private final GiteaExtras extras;

    GiteaRepository(Site site, HostLimits limits) {
        this.site = site;
        this.paths = Paths.of(site.repository());
        this.connection = new HostConnection(
                site, Authorization.ofTokenOrLogin(site.credential(), "token", "Gitea"), Map.of(), limits);
        this.reading = new GiteaPullRequests(connection, paths);
        this.readiness = new GiteaReadiness(connection, paths);
        this.standing = new GiteaStanding(connection, paths);
        this.extras = new GiteaExtras(connection, paths);
    }

    @Override
    public Standing standing() {
        return standing.read();
    }

    /**
     * {@code GET /pulls}: there is no filter by head, one is ignored silently; {@code head.label} keeps the branch's name
     * once the branch is deleted, while {@code head.ref} becomes {@code refs/pull/N/head}. {@code GET /pulls/BASE/HEAD}
     * tells of any one, whatever its state, and so in one request that there is none.
     */
    @Override
    public List<PullRequest> from(String head, String base) {
        if (connection
                        .ask("GET", paths.ofBranches(base, head), Optional.empty())
                        .status()
                == 404) return List.of();
        // The open ones first: they decide in most cases, and a repository has far fewer of them.
        List<PullRequest> open = listed("open", head, base);
        return open.isEmpty() ? listed("closed", head, base) : open;
    }

    private List<PullRequest> listed(String state, String head, String base) {
        String path =
                paths.repository() + "/pulls?state=" + state + "&base_branch=" + encoded(base) + "&limit=" + PAGE_SIZE;
        return connection.list(path, Function.identity()).stream()
                .filter(pull -> pull.at("/head/label").asString("").equals(head) && isOfThisRepository(pull))
                .map(reading::read)
                .toList();
    }

    /** A fork's head has another repository; of a deleted branch it is still this one. */
    private static boolean isOfThisRepository(JsonNode pull) {
        return pull.at("/head/repo_id").asLong(-1) == pull.at("/base/repo_id").asLong(-2);
    }

    @Override
    public PullRequest pullRequest(long number) {
        return reading.get(number);
    }

    @Override
    public OptionalLong numberIn(URI page) {
        Matcher matcher = PAGE.matcher(page.getRawPath() == null ? "" : page.getRawPath());
        boolean ours = site.isHostOf(page)
                && matcher.matches()
                && page.getRawPath().contains("/" + site.repository().name() + "/pulls/");
        return ours ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** {@code POST /pulls}; 409 where one is open already, which names it by an id of its own and not by its number. */
    @Override
    public Opened open(Proposal proposal) {
        ObjectNode body = texts(proposal.text(), proposal.draft())
                .put("head", proposal.head())
                .put("base", proposal.base());
        Answer answer = connection.ask("POST", paths.repository() + "/pulls", Optional.of(body));
        if (answer.status() == 409) {
            Optional<PullRequest> before = PullRequest.openIn(from(proposal.head(), proposal.base()));
            if (before.isPresent()) return Opened.before(before.get());
        }
        PullRequest opened = reading.read(connection.required(answer).json());
        return new Opened(opened, extras.add(opened, proposal));
    }

    private static ObjectNode texts(PullRequestText text, boolean draft) {
        return object().put("title", draft ? GiteaPullRequests.DRAFT + text.title() : text.title())
                .put("body", text.body());
    }

    /** {@code PATCH /pulls/N}; a draft is one by its title. */
    @Override
    public PullRequest rewrite(long number, PullRequestText text) {
        ObjectNode body = texts(text, reading.get(number).draft());
        return reading.read(connection.send("PATCH", paths.pull(number), body));
    }

    @Override
    public Readiness readiness(PullRequest pullRequest) {
        return readiness.of(pullRequest);
    }

    /** {@code GET} and {@code POST /issues/N/comments}, {@code PATCH /issues/comments/ID}. */
    @Override
    public void comment(long number, Comment comment) {
        Optional<JsonNode> earlier = connection.list(paths.comments(number), Function.identity()).stream()
                .filter(known -> comment.isMarkedIn(known.path("body").asString("")))
                .findFirst();
        ObjectNode body = object().put("body", comment.marked());
        if (earlier.isEmpty()) connection.send("POST", paths.comments(number), body);
        else
            connection.send(
                    "PATCH",
                    paths.repository() + "/issues/comments/"
                            + earlier.get().path("id").asLong(),
                    body);
    }

    /** {@code POST /pulls/N/merge}, whose answer has no body: the commit is read afterwards. */
    @Override
    public Merging merge(PullRequest pullRequest, MergeStyle style, CommitId head) {
        ObjectNode body = object().put("do", word(style)).put("head_commit_id", head.hex());
        Answer answer = connection.ask("POST", paths.pull(pullRequest.number()) + "/merge", Optional.of(body));
        return GiteaMerging.of(answer, () -> reading.get(pullRequest.number()), connection);
    }

    private static String word(MergeStyle style) {
        return switch (style) {
            case MERGE -> "merge";
            case SQUASH -> "squash";
            case REBASE -> "rebase";
        };
    }

    /** {@code PATCH /pulls/N}. */
    @Override
    public PullRequest close(long number) {
        PullRequest now = reading.get(number);
        if (!now.isOpen()) return now;
        connection.send("PATCH", paths.pull(number), object().put("state", "closed"));
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
        connection.send("POST", paths.repository() + "/statuses/" + commit.hex(), body);
    }
}
