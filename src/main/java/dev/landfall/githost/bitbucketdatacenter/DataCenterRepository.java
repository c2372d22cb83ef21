package dev.landfall.githost.bitbucketdatacenter;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One repository of a Bitbucket Data Center. */
final class DataCenterRepository implements HostedRepository {
    private final URI rest;
    private final Site site;
    private final Paths paths;
    private final HostConnection connection;
    private final DataCenterPullRequests reading;

    /** HTTP access tokens go as Bearer, which is the only way for those of a project or a repository. */
    DataCenterRepository(Site site, HostLimits limits) {
        this.site = site;
        this.rest = Paths.rest(site.api());
        this.paths = Paths.of(site.repository());
        this.connection = new HostConnection(
                new Site(site.repository(), rest, site.credential(), site.proxy(), site.authorities()),
                Authorization.ofTokenOrLogin(site.credential(), "Bearer", "Bitbucket Data Center"),
                Map.of(),
                limits);
        this.reading = new DataCenterPullRequests(connection, paths);
    }

    @Override
    public Standing standing() {
        return new DataCenterStanding(connection, paths).read();
    }

    @Override
    public List<PullRequest> from(String head, String base) {
        return reading.from(head, base);
    }

    @Override
    public PullRequest pullRequest(long number) {
        return reading.get(number);
    }

    /** {@code …/projects/KEY/repos/SLUG/pull-requests/N}, in any case. */
    @Override
    public OptionalLong numberIn(URI page) {
        String path = page.getRawPath() == null ? "" : page.getRawPath().replaceAll("%7[eE]", "~");
        Matcher matcher = Pattern.compile(
                        ".*/" + Pattern.quote(paths.page()) + "/pull-requests/([1-9][0-9]{0,17})(?:/.*)?",
                        Pattern.CASE_INSENSITIVE)
                .matcher(path);
        boolean ours = site.isHostOf(page) && matcher.matches();
        return ours ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    @Override
    public Opened open(Proposal proposal) {
        return new DataCenterOpening(connection, paths, reading).open(proposal);
    }

    /** {@code PUT …/pull-requests/N}: reviewers that are left out would be taken away. */
    @Override
    public PullRequest rewrite(long number, PullRequestText text) {
        Answer answer = reading.change(number, pull -> {
            ObjectNode body = object().put("title", text.title())
                    .put("description", text.bodyWithin(DataCenterOpening.LONGEST_BODY))
                    .put("version", pull.path("version").asLong());
            if (pull.has("draft")) body.put("draft", pull.path("draft").asBoolean(false));
            ArrayNode reviewers = body.putArray("reviewers");
            pull.path("reviewers").forEach(reviewer -> reviewers.add(user(reviewer)));
            return connection.ask("PUT", paths.pull(number), Optional.of(body));
        });
        return reading.read(connection.required(answer).json());
    }

    private static ObjectNode user(JsonNode reviewer) {
        ObjectNode named = object();
        named.putObject("user").put("name", reviewer.at("/user/name").asString(""));
        return named;
    }

    @Override
    public Readiness readiness(PullRequest pullRequest) {
        return new DataCenterReadiness(connection, paths, reading).of(pullRequest);
    }

    @Override
    public void comment(long number, Comment comment) {
        new DataCenterComments(connection, paths, reading).write(number, comment);
    }

    @Override
    public Merging merge(PullRequest pullRequest, MergeStyle style, CommitId head) {
        return new DataCenterMerging(connection, paths, reading).merge(pullRequest.number(), style, head);
    }

    /** {@code POST …/pull-requests/N/decline?version=V}. */
    @Override
    public PullRequest close(long number) {
        PullRequest now = reading.get(number);
        if (!now.isOpen()) return now;
        Answer answer = reading.change(
                number,
                pull -> connection.ask(
                        "POST",
                        paths.pull(number) + "/decline?version="
                                + pull.path("version").asLong(),
                        Optional.of(object())));
        if (!Refusal.NOT_OPEN.isIn(answer)) connection.required(answer);
        return reading.get(number);
    }

    /** {@code POST …/commits/SHA/builds}, where the key again replaces what was there; it wants an address to lead to. */
    @Override
    public void report(CommitId commit, CommitStatus status) {
        String state = switch (status.state()) {
            case PENDING -> "INPROGRESS";
            case SUCCESS -> "SUCCESSFUL";
            case FAILURE -> "FAILED";
        };
        String web = rest.toString().replaceFirst("/rest$", "");
        ObjectNode body = object().put("key", status.context())
                .put("name", status.context())
                .put("state", state)
                .put("description", status.description())
                .put("url", web + "/" + paths.page() + "/commits/" + commit.hex());
        connection.send("POST", paths.repository() + "/commits/" + commit.hex() + "/builds", body);
    }
}
