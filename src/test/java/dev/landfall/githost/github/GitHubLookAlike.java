package dev.landfall.githost.github;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks of a model as an Enterprise Server of GitHub does, in its published paths, fields, statuses and words; what it
 * cannot know from there it does not do. Where a rule or a word is from is said in the adaptor.
 */
public final class GitHubLookAlike extends LookAlikeHost {
    private static final String API = "/api/v3";

    private final ModelRepository model;
    private final GitHubJson json;
    private final LookAlikeApp app = new LookAlikeApp();
    private final GitHubMerges merges;
    private final Map<String, String> classic = new HashMap<>();
    private final Map<String, List<JsonNode>> runs = new HashMap<>();
    private final List<JsonNode> otherReviews = new ArrayList<>();
    private final List<String> protectedBy = new ArrayList<>();

    private GitHubLookAlike(ModelRepository model) throws IOException {
        super(Optional.empty());
        this.model = model;
        this.json = new GitHubJson(model, root());
        this.merges = new GitHubMerges(model);
    }

    public static GitHubLookAlike start(ModelRepository model) {
        try {
            GitHubLookAlike host = new GitHubLookAlike(model);
            host.listen();
            return host;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    LookAlikeApp app() {
        return app;
    }

    synchronized void stackUp() {
        json.stackUp();
    }

    /** From now on main takes changes through a queue only. */
    synchronized void requireQueue() {
        json.requireQueue();
        merges.requireQueue();
    }

    GitHubMerges merges() {
        return merges;
    }

    /** From now on this token is a classic one with these scopes. */
    synchronized void knowClassic(String token, String scopes) {
        classic.put(token, scopes);
    }

    synchronized void run(CommitId commit, String name, String status, String conclusion) {
        runs.computeIfAbsent(commit.hex(), _ -> new ArrayList<>())
                .add(object().put("name", name).put("status", status).put("conclusion", conclusion));
    }

    synchronized void review(String who, String association, String state) {
        ObjectNode review = object().put("state", state).put("author_association", association);
        review.putObject("user").put("login", who);
        otherReviews.add(review);
    }

    /** The older protection, which stands beside the rules. */
    synchronized void protectMain(String check) {
        protectedBy.add(check);
    }

    static Reply words(int status, String message) {
        return Reply.of(
                status,
                object().put("message", message)
                        .put("documentation_url", "https://docs.github.com/rest")
                        .put("status", String.valueOf(status)));
    }

    static Reply invalid(String field, String message) {
        ObjectNode body = object().put("message", "Validation Failed");
        ObjectNode error = body.putArray("errors").addObject().put("resource", "PullRequest");
        if (field.isEmpty()) error.put("code", "custom").put("message", message);
        else error.put("field", field).put("code", "invalid");
        return Reply.of(422, body);
    }

    @Override
    protected synchronized Reply reply(Request request) {
        if (!"2022-11-28".equals(request.headers().getFirst("X-GitHub-Api-Version")))
            return words(400, "this version is not supported");
        if (!request.path().startsWith(API + "/") || !request.authorization().startsWith("Bearer "))
            return words(404, "Not Found");
        String path = request.path().substring(API.length());
        String bearer = request.authorization().substring("Bearer ".length());
        if (bearer.split("\\.", -1).length == 3)
            return isFormer(path) ? moved(request, path) : app.reply(request, decoded(path), bearer, model.nameToday());
        return caller(bearer)
                .map(caller -> lagging(bearer).orElseGet(() -> located(request, path, caller)))
                .orElseGet(() -> words(401, "Bad credentials"));
    }

    private Optional<Caller> caller(String bearer) {
        if (classic.containsKey(bearer)) return Optional.of(Caller.classic(classic.get(bearer)));
        return switch (bearer) {
            case TOKEN -> Optional.of(Caller.fineGranted("write"));
            case READING_TOKEN -> Optional.of(Caller.fineGranted("read"));
            default -> app.permissions(bearer).map(Caller::app);
        };
    }

    private Optional<Reply> lagging(String bearer) {
        if (!bearer.startsWith("ghs_")) return Optional.empty();
        return app.lag().map(status -> words(status, "Not Found"));
    }

    private Reply located(Request request, String path, Caller caller) {
        String byName = "/repos/" + model.nameToday();
        String byId = "/repositories/7";

        if (path.startsWith(byName)) return inRepository(request, path.substring(byName.length()), caller);
        if (path.startsWith(byId)) return inRepository(request, path.substring(byId.length()), caller);
        return isFormer(path) ? moved(request, path) : words(404, "Not Found");
    }

    private boolean isFormer(String path) {
        return !model.name().equals(model.nameToday()) && path.startsWith("/repos/" + model.name());
    }

    private Reply moved(Request request, String path) {
        String query = request.query().isEmpty() ? "" : "?" + query(request, Map.of());
        String rest = path.substring(("/repos/" + model.name()).length());
        String location = root() + API + "/repositories/7" + rest + query;
        return new Reply(
                request.method().equals("GET") ? 301 : 307,
                object().put("message", "Moved Permanently").put("url", location),
                Map.of("Location", location));
    }

    private Reply inRepository(Request request, String rawPath, Caller caller) {
        String path = decoded(rawPath);
        Optional<Reply> refused = caller.refused(request.method(), path);
        if (refused.isPresent()) return refused.get();
        String route = request.method() + " " + path.replaceAll("/[0-9]{1,18}(?=/|$)", "/N");
        return switch (route) {
            case "GET " -> new Reply(200, json.repository(), caller.headers());
            case "GET /pulls" -> page(request, listed(request), Function.identity());
            case "POST /pulls" -> open(request);
            case "GET /pulls/N" -> withPull(path, pull -> Reply.of(200, json.pull(pull)));
            case "PATCH /pulls/N" -> withPull(path, pull -> edit(pull, request));
            case "PUT /pulls/N/merge" -> withPull(path, pull -> merges.merge(pull, request));
            case "PUT /pulls/N/merge-async" -> withPull(path, pull -> merges.enqueue(pull, request));
            case "GET /pulls/N/merge-async/" + GitHubMerges.UUID -> withPull(path, merges::result);
            case "GET /pulls/N/reviews" -> withPull(path, pull -> page(request, reviews(pull), Function.identity()));
            case "POST /pulls/N/requested_reviewers" -> withPull(path, pull -> askToReview(pull, request));
            case "GET /issues/N/events" ->
                withPull(path, pull -> page(request, GitHubJson.events(pull), Function.identity()));
            case "GET /issues/N/comments" -> withPull(path, pull -> page(request, comments(pull), Function.identity()));
            case "POST /issues/N/comments" -> withPull(path, pull -> comment(pull, request));
            case "PATCH /issues/comments/N" -> recomment(number(path), request);
            case "POST /issues/N/labels" -> withPull(path, pull -> label(pull, request));
            case "POST /git/refs" -> invalid("ref", "");
            default -> ofCommitOrBranch(request, path);
        };
    }

    private Reply ofCommitOrBranch(Request request, String path) {
        Matcher commit =
                Pattern.compile("/commits/([0-9a-f]{40})/(status|check-runs)").matcher(path);
        if (commit.matches() && commit.group(2).equals("status"))
            return page(request, json.statuses(new CommitId(commit.group(1))), all -> object().set("statuses", all));
        if (commit.matches())
            return page(request, runs.getOrDefault(commit.group(1), List.of()), all -> object().set("check_runs", all));
        Matcher status = Pattern.compile("/statuses/([0-9a-f]{40})").matcher(path);
        if (status.matches()) return report(status.group(1), request);
        if (path.startsWith("/rules/branches/")) return page(request, json.rules(), Function.identity());
        if (path.startsWith("/branches/")) return Reply.of(200, branch(path.substring("/branches/".length())));
        return words(404, "Not Found");
    }

    private interface WithPull {
        Reply reply(ModelPull pull);
    }

    private Reply withPull(String path, WithPull with) {
        return model.pull(number(path)).map(with::reply).orElseGet(() -> words(404, "Not Found"));
    }

    private static long number(String path) {
        Matcher number = Pattern.compile("/([0-9]+)(?:/|$)").matcher(path);
        if (!number.find()) throw new IllegalStateException("no number in " + path);
        return Long.parseLong(number.group(1));
    }

    /** 30 entries, or up to 100, and where the next are. */
    private Reply page(Request request, List<JsonNode> all, Function<ArrayNode, ? extends JsonNode> body) {
        int size = Math.min(100, Integer.parseInt(request.query().getOrDefault("per_page", "30")));
        int page = Integer.parseInt(request.query().getOrDefault("page", "1"));
        ArrayNode entries = MAPPER.createArrayNode();
        all.stream().skip((long) size * (page - 1)).limit(size).forEach(entries::add);
        String next = root() + request.path() + "?" + query(request, Map.of("page", String.valueOf(page + 1)));
        boolean more = all.size() > size * page;
        return new Reply(
                200,
                body.apply(entries),
                more ? Map.of("Link", "<" + next + ">; rel=\"next\", <" + next + ">; rel=\"last\"") : Map.of());
    }

    private static String query(Request request, Map<String, String> others) {
        Map<String, String> query = new HashMap<>(request.query());
        query.putAll(others);
        List<String> pairs = new ArrayList<>();
        query.forEach((name, value) ->
                pairs.add(name + "=" + value.replace(":", "%3A").replace("/", "%2F")));
        return String.join("&", pairs);
    }

    private List<JsonNode> listed(Request request) {
        String owner = model.nameToday().substring(0, model.nameToday().indexOf('/'));
        return model.newestFirst().stream()
                .filter(pull -> request.parameter("base").equals(pull.base()))
                .filter(pull ->
                        request.parameter("head").equals((pull.isFromFork() ? "stranger" : owner) + ":" + pull.head()))
                .filter(pull -> request.parameter("state").equals("all") || pull.isOpen())
                .<JsonNode>map(json::listed)
                .toList();
    }

    private Reply open(Request request) {
        String head = request.body().path("head").asString("");
        String base = request.body().path("base").asString("");
        if (head.isEmpty()) return words(422, "Invalid request. \"head\", \"base\" weren't supplied.");
        if (model.isArchived()) return words(403, "Repository was archived so is read-only.");
        if (!model.mayWrite()) return words(404, "Not Found");
        if (!model.hasBranch(head)) return invalid("head", "");
        if (!model.hasBranch(base)) return invalid("base", "");
        if (model.head(head).equals(model.head(base)))
            return invalid("", "No commits between " + base + " and " + head);
        if (model.openOne(head, base).isPresent())
            return invalid("", "A pull request already exists for team:" + head + ".");
        JsonNode body = request.body();
        ModelPull opened = model.open(
                head,
                base,
                body.path("title").asString(""),
                body.path("body").asString(""),
                body.path("draft").asBoolean(false));
        return Reply.of(201, json.pull(opened));
    }

    private Reply edit(ModelPull pull, Request request) {
        JsonNode body = request.body();
        if (body.path("state").asString("").equals("closed")) pull.close(ModelRepository.US);
        else
            pull.rewrite(
                    body.path("title").asString(pull.title()), body.path("body").asString(pull.body()));
        return Reply.of(200, json.pull(pull));
    }

    private List<JsonNode> reviews(ModelPull pull) {
        List<JsonNode> reviews = new ArrayList<>(GitHubJson.reviews(pull));
        reviews.addAll(otherReviews);
        return reviews;
    }

    private static Reply askToReview(ModelPull pull, Request request) {
        for (JsonNode person : request.body().path("reviewers"))
            if (!ModelRepository.people().contains(person.asString("")))
                return words(
                        422,
                        "Reviews may only be requested from collaborators. One or more of the users or teams you specified"
                                + " is not a collaborator of the team/shop repository.");
        request.body().path("reviewers").forEach(person -> pull.askToReview(person.asString("")));
        request.body().path("team_reviewers").forEach(team -> pull.askToReview("team " + team.asString("")));
        return Reply.of(201, object());
    }

    private static List<JsonNode> comments(ModelPull pull) {
        return pull.comments().stream().<JsonNode>map(GitHubJson::comment).toList();
    }

    private static Reply comment(ModelPull pull, Request request) {
        return Reply.of(
                201, GitHubJson.comment(pull.comment(request.body().path("body").asString(""))));
    }

    private Reply recomment(long id, Request request) {
        model.pulls()
                .forEach(pull -> pull.recomment(id, request.body().path("body").asString("")));
        return Reply.of(200, object());
    }

    private static Reply label(ModelPull pull, Request request) {
        request.body().path("labels").forEach(name -> pull.label(name.asString("")));
        return Reply.of(200, MAPPER.createArrayNode());
    }

    private ObjectNode branch(String name) {
        ObjectNode node = object().put("name", name).put("protected", !protectedBy.isEmpty());
        ObjectNode checks = node.putObject("protection")
                .put("enabled", !protectedBy.isEmpty())
                .putObject("required_status_checks")
                .put("enforcement_level", protectedBy.isEmpty() ? "off" : "everyone");
        protectedBy.forEach(checks.putArray("contexts")::add);
        return node;
    }

    private Reply report(String commit, Request request) {
        String word = request.body().path("state").asString("");
        if (word.isEmpty() || commit.startsWith("0000")) return words(422, "No commit found for SHA: " + commit);
        CommitStatus.State state = CommitStatus.State.valueOf(word.toUpperCase(Locale.ROOT));
        model.setStatus(
                new CommitId(commit),
                new ModelStatus(
                        request.body().path("context").asString(""),
                        state,
                        request.body().path("description").asString("")));
        return Reply.of(201, object());
    }
}
