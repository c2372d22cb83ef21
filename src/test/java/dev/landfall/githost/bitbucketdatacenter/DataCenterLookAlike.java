package dev.landfall.githost.bitbucketdatacenter;

import static dev.landfall.githost.bitbucketdatacenter.DataCenterJson.error;

import dev.landfall.git.CommitId;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks of a model as Bitbucket Data Center does, by its REST reference; below a context path. */
final class DataCenterLookAlike extends LookAlikeHost {
    static final String CONTEXT = "/bitbucket";

    /** A server gives no more at once, whatever one asks for. */
    private static final int PAGE = 10;

    private final ModelRepository model;
    private final AtomicReference<Runnable> beforeWrite = new AtomicReference<>(() -> {});
    private final Set<Long> ofOthers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<JsonNode> lastBody = new AtomicReference<>();
    private final DataCenterMerges merges;
    private volatile boolean drafts = true;

    private DataCenterLookAlike(ModelRepository model) throws IOException {
        super(Optional.empty());
        this.model = model;
        this.merges = new DataCenterMerges(model);
    }

    static DataCenterLookAlike start(ModelRepository model) {
        try {
            DataCenterLookAlike host = new DataCenterLookAlike(model);
            host.listen();
            return host;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What others do right before the next request that changes something is looked at. */
    void beforeNextWrite(Runnable others) {
        beforeWrite.set(others);
    }

    void commentOfOthers(ModelPull pull, String text) {
        ofOthers.add(pull.comment(text).id());
    }

    /** As before 8.18. */
    void knowNoDrafts() {
        drafts = false;
    }

    DataCenterMerges merges() {
        return merges;
    }

    /** Of the latest request that had one. */
    JsonNode lastBody() {
        return lastBody.get();
    }

    private DataCenterJson json() {
        return new DataCenterJson(model, root() + CONTEXT);
    }

    @Override
    protected Reply reply(Request request) {
        boolean reading = request.authorization().equals("Bearer " + READING_TOKEN);
        if (!reading && !request.authorization().equals("Bearer " + TOKEN))
            return Reply.of(
                    401,
                    error(
                            "auth.IncorrectPasswordAuthenticationException",
                            "Authentication failed. Please check your credentials and try again."));
        if (!request.method().equals("GET")) beforeWrite.getAndSet(() -> {}).run();
        if (!request.body().isMissingNode()) lastBody.set(request.body());
        Reply reply = reading && !request.method().equals("GET") ? notPermitted() : known(request, reading);
        return new Reply(reply.status(), reply.body(), Map.of("X-AUSERNAME", ModelRepository.US));
    }

    private static Reply notPermitted() {
        return Reply.of(401, error("AuthorisationException", "You are not permitted to access this resource"));
    }

    private Reply known(Request request, boolean reading) {
        String path = decoded(request.path());
        Matcher builds = Pattern.compile(CONTEXT + "/rest/build-status/latest/commits/([0-9a-f]{40})")
                .matcher(path);
        if (builds.matches()) return page(request, builds(new CommitId(builds.group(1))));
        if (path.equals(CONTEXT + "/rest/api/latest/repos")) return page(request, writable(request, reading));
        String prefix = CONTEXT + "/rest/api/latest/projects/TEAM/repos/shop";
        if (path.startsWith(prefix)) return inRepository(request, path.substring(prefix.length()));
        return Reply.of(404, error("repository.NoSuchRepositoryException", "Repository does not exist."));
    }

    private List<ObjectNode> writable(Request request, boolean reading) {
        boolean ours = request.parameter("permission").equals("REPO_WRITE")
                && request.parameter("projectkey").equals("TEAM")
                && request.parameter("name").equals("Shop");
        return ours && !reading && model.mayWrite() ? List.of(json().repository()) : List.of();
    }

    private List<ObjectNode> builds(CommitId commit) {
        return model.statusesOf(commit).values().stream()
                .map(DataCenterJson::build)
                .toList();
    }

    private static Reply page(Request request, List<ObjectNode> all) {
        int start = Integer.parseInt(request.query().getOrDefault("start", "0"));
        int size = Math.min(PAGE, Integer.parseInt(request.query().getOrDefault("limit", "25")));
        ObjectNode page = object().put("start", start).put("limit", size);
        ArrayNode values = page.putArray("values");
        all.stream().skip(start).limit(size).forEach(values::add);
        boolean last = start + size >= all.size();
        page.put("size", values.size()).put("isLastPage", last);
        if (!last) page.put("nextPageStart", start + size);
        return Reply.of(200, page);
    }

    private Reply inRepository(Request request, String path) {
        String route =
                request.method() + " " + path.replaceAll("/[0-9]+(?=/|$)", "/N").replaceAll("/[0-9a-f]{40}", "/SHA");
        return switch (route) {
            case "GET " -> Reply.of(200, json().repository());
            case "GET /settings/pull-requests" -> Reply.of(200, json().settings());
            case "GET /pull-requests" -> page(request, listed(request));
            case "POST /pull-requests" -> open(request.body());
            case "GET /pull-requests/N" -> withPull(path, this::shown);
            case "PUT /pull-requests/N" -> withPull(path, pull -> rewrite(pull, request.body()));
            case "POST /pull-requests/N/decline" -> withPull(path, pull -> decline(pull, request));
            case "GET /pull-requests/N/merge" -> withPull(path, merges::mergeability);
            case "POST /pull-requests/N/merge" ->
                withPull(path, pull -> merges.merge(pull, request).orElseGet(() -> shown(pull)));
            case "GET /pull-requests/N/activities" ->
                withPull(path, pull -> page(request, json().activities(pull, ofOthers)));
            case "POST /pull-requests/N/comments" -> withPull(path, pull -> comment(pull, request.body()));
            case "GET /pull-requests/N/comments/N" -> withPull(path, pull -> comment(pull, lastNumber(path)));
            case "PUT /pull-requests/N/comments/N" ->
                withPull(path, pull -> recomment(pull, lastNumber(path), request.body()));
            case "POST /commits/SHA/builds" -> report(path.split("/", -1)[2], request.body());
            default -> Reply.of(404, error("", "HTTP 404 Not Found"));
        };
    }

    private interface WithPull {
        Reply reply(ModelPull pull);
    }

    private Reply withPull(String path, WithPull with) {
        long number = Long.parseLong(path.split("/", -1)[2]);
        return model.pull(number)
                .map(with::reply)
                .orElseGet(() -> Reply.of(
                        404,
                        error(
                                "pull.NoSuchPullRequestException",
                                "Pull request " + number + " does not exist in TEAM/shop.")));
    }

    private static long lastNumber(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private Reply shown(ModelPull pull) {
        return Reply.of(200, json().pull(pull, drafts));
    }

    private List<ObjectNode> listed(Request request) {
        if (!request.parameter("direction").equals("OUTGOING")
                || !request.parameter("state").equals("ALL"))
            throw new IllegalStateException("another list than we ask for: " + request.query());
        return model.newestFirst().stream()
                .filter(pull -> ("refs/heads/" + pull.head()).equals(request.parameter("at")))
                .map(pull -> json().pull(pull, drafts))
                .toList();
    }

    private Reply open(JsonNode body) {
        String head = branch(body.path("fromRef"));
        String base = branch(body.path("toRef"));
        if (head.isEmpty()) return Reply.of(400, error("", "fromRef must be supplied"));
        for (String branch : List.of(head, base))
            if (!model.hasBranch(branch))
                return Reply.of(404, error("repository.NoSuchBranchException", "Branch " + branch + " does not exist"));
        if (model.openOne(head, base).isPresent())
            return Reply.of(
                    409,
                    error(
                            "pull.DuplicatePullRequestException",
                            "Only one pull request may be open for a given source and target branch"));
        List<String> reviewers = reviewers(body);
        if (!ModelRepository.people().containsAll(reviewers)) return unknown(reviewers);
        ModelPull opened = model.open(
                head,
                base,
                body.path("title").asString(""),
                body.path("description").asString(""),
                drafts && body.path("draft").asBoolean(false));
        reviewers.forEach(opened::askToReview);
        return Reply.of(201, json().pull(opened, drafts));
    }

    private static String branch(JsonNode ref) {
        return ref.path("id").asString("").replaceFirst("^refs/heads/", "");
    }

    private static List<String> reviewers(JsonNode body) {
        return StreamSupport.stream(body.path("reviewers").spliterator(), false)
                .map(reviewer -> reviewer.at("/user/name").asString(""))
                .toList();
    }

    private static Reply unknown(List<String> reviewers) {
        ObjectNode errors = error(
                "pull.InvalidPullRequestReviewersException",
                "Errors encountered while adding some reviewers to this pull request.");
        ArrayNode each = ((ObjectNode) errors.at("/errors/0")).putArray("reviewerErrors");
        reviewers.stream()
                .filter(name -> !ModelRepository.people().contains(name))
                .forEach(name -> each.addObject().put("context", name).put("message", name + " is not a user."));
        return Reply.of(409, errors);
    }

    private Reply rewrite(ModelPull pull, JsonNode body) {
        return merges.outOfDate(pull, body.path("version").asLong(-1)).orElseGet(() -> {
            pull.rewrite(
                    body.path("title").asString(""), body.path("description").asString(""));
            return shown(pull);
        });
    }

    private Reply decline(ModelPull pull, Request request) {
        return merges.outOfDate(pull, DataCenterMerges.version(request)).orElseGet(() -> {
            if (!pull.isOpen()) return DataCenterMerges.notOpen();
            pull.close(ModelRepository.US);
            return shown(pull);
        });
    }

    private Reply comment(ModelPull pull, JsonNode body) {
        return Reply.of(
                201, DataCenterJson.comment(pull.comment(body.path("text").asString("")), ofOthers));
    }

    private Reply comment(ModelPull pull, long id) {
        return pull.comments().stream()
                .filter(comment -> comment.id() == id)
                .findFirst()
                .map(comment -> Reply.of(200, DataCenterJson.comment(comment, ofOthers)))
                .orElseGet(() -> Reply.of(404, error("comment.NoSuchCommentException", "No such comment")));
    }

    private Reply recomment(ModelPull pull, long id, JsonNode body) {
        if (ofOthers.contains(id)) return notPermitted();
        Reply now = comment(pull, id);
        if (now.body().path("version").asLong(-1) != body.path("version").asLong(-2))
            return Reply.of(409, error("comment.CommentOutOfDateException", "The comment has changed."));
        pull.recomment(id, body.path("text").asString(""));
        return comment(pull, id);
    }

    private Reply report(String commit, JsonNode body) {
        if (body.path("url").asString("").isEmpty()) return Reply.of(400, error("", "url must not be blank"));
        model.setStatus(
                new CommitId(commit),
                new ModelStatus(
                        body.path("key").asString(""),
                        DataCenterJson.state(body.path("state").asString("")),
                        body.path("description").asString("")));
        return Reply.empty(204);
    }
}
