package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.bitbucketcloud.CloudJson.error;

import dev.landfall.git.CommitId;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks of a model as Bitbucket Cloud does, by its reference and by what others measured. */
final class CloudLookAlike extends LookAlikeHost {
    static final String PERSON = "me@example.org";
    private static final String PREFIX = "/2.0/repositories/" + CloudJson.NAME;
    /** No more at once, whatever one asks for. */
    private static final int PAGE = 10;

    private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern QUERY = Pattern.compile("source\\.branch\\.name = " + TEXT
            + " AND destination\\.branch\\.name = " + TEXT
            + " AND \\(state = \"OPEN\" OR state = \"MERGED\" OR state = \"DECLINED\" OR state = \"SUPERSEDED\"\\)");

    private final ModelRepository model;
    private final CloudMerges merges;
    private final Set<Long> ofOthers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> scopes = new AtomicReference<>("pullrequest:write");

    private CloudLookAlike(ModelRepository model) throws IOException {
        super(Optional.empty());
        this.model = model;
        this.merges = new CloudMerges(model);
    }

    static CloudLookAlike start(ModelRepository model) {
        try {
            CloudLookAlike host = new CloudLookAlike(model);
            host.listen();
            return host;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    CloudMerges merges() {
        return merges;
    }

    void commentOfOthers(ModelPull pull, String text) {
        ofOthers.add(pull.comment(text).id());
    }

    /** Of our token, as the header names them; none for no header. */
    void grant(String granted) {
        scopes.set(granted);
    }

    private CloudJson json() {
        return new CloudJson(model, root());
    }

    @Override
    protected Reply reply(Request request) {
        String pair = PERSON + ":" + TOKEN;
        String login = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        boolean reading = request.authorization().equals("Bearer " + READING_TOKEN);
        boolean ours = request.authorization().equals("Bearer " + TOKEN)
                || request.authorization().equals(login);
        if (!reading && !ours)
            return Reply.of(401, error("Token is invalid, expired, or not supported for this endpoint."));
        Reply reply = reading && !request.method().equals("GET") ? lacksScope() : known(request);
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        String granted = reading ? "repository, pullrequest" : scopes.get();
        if (!granted.isEmpty()) headers.put("X-OAuth-Scopes", granted);
        return new Reply(reply.status(), reply.body(), headers);
    }

    private static Reply lacksScope() {
        ObjectNode node = error("Your credentials lack one or more required privilege scopes.");
        ObjectNode detail = ((ObjectNode) node.path("error")).putObject("detail");
        detail.putArray("granted").add("pullrequest");
        detail.putArray("required").add("pullrequest:write");
        return Reply.of(403, node);
    }

    private Reply known(Request request) {
        String path = decoded(request.path());
        if (path.startsWith(PREFIX)) return inRepository(request, path.substring(PREFIX.length()));
        if (path.equals("/2.0/user/workspaces/team/permissions/repositories")) return permissions(request);
        if (path.equals("/2.0/workspaces/team/members")) return members(request);
        return Reply.of(404, error("Repository not found"));
    }

    private Reply permissions(Request request) {
        if (!request.parameter("q").equals("repository.name = \"Shop\"")) throw new IllegalStateException("another");
        ObjectNode mine = object().put("permission", model.mayWrite() ? "write" : "read");
        mine.putObject("repository").put("full_name", CloudJson.NAME);
        ObjectNode namesake = object().put("permission", "admin");
        namesake.putObject("repository").put("full_name", "elsewhere/shop");
        return page(request, List.of(namesake, mine));
    }

    private Reply members(Request request) {
        Matcher query = Pattern.compile("user\\.nickname = " + TEXT).matcher(request.parameter("q"));
        if (!query.matches()) throw new IllegalStateException("another query than ours: " + request.query());
        return page(
                request,
                ModelRepository.people().stream()
                        .filter(name -> name.equals(query.group(1)))
                        .map(CloudJson::member)
                        .toList());
    }

    private Reply page(Request request, List<ObjectNode> all) {
        int wanted = Integer.parseInt(request.query().getOrDefault("pagelen", "10"));
        if (wanted > 50) return Reply.of(400, error("Invalid pagelen"));
        int size = Math.min(PAGE, wanted);
        int page = Integer.parseInt(request.query().getOrDefault("page", "1"));
        ObjectNode node = object().put("page", page).put("pagelen", size);
        ArrayNode values = node.putArray("values");
        all.stream().skip((long) size * (page - 1)).limit(size).forEach(values::add);
        if (all.size() > size * page) node.put("next", next(request, page + 1));
        return Reply.of(200, node);
    }

    private String next(Request request, int page) {
        StringBuilder next = new StringBuilder(root() + request.path() + "?page=" + page);
        request.query().forEach((name, value) -> {
            if (!name.equals("page"))
                next.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
        return next.toString();
    }

    private Reply inRepository(Request request, String path) {
        String route = request.method() + " "
                + path.replaceAll("/[0-9a-f]{12,40}(?=/|$)", "/SHA").replaceAll("/[0-9]+(?=/|$)", "/N");
        return switch (route) {
            case "GET " -> Reply.of(200, json().repository());
            case "GET /pullrequests" -> listed(request);
            case "POST /pullrequests" -> open(request.body());
            case "GET /pullrequests/N" -> withPull(path, this::shown);
            case "PUT /pullrequests/N" -> withPull(path, pull -> rewrite(pull, request.body()));
            case "POST /pullrequests/N/decline" -> withPull(path, this::decline);
            case "POST /pullrequests/N/merge" -> withPull(path, pull -> merges.merge(pull, request, root()));
            case "GET /pullrequests/N/mergeability/checks" -> withPull(path, merges::checks);
            case "GET /pullrequests/N/conflicts" ->
                new Reply(302, null, Map.of("Location", root() + PREFIX + "/file-conflicts/a..b"));
            case "GET /pullrequests/N/comments" -> withPull(path, pull -> page(request, comments(pull)));
            case "POST /pullrequests/N/comments" -> withPull(path, pull -> comment(pull, request.body()));
            case "PUT /pullrequests/N/comments/N" -> withPull(path, pull -> recomment(pull, path, request.body()));
            default -> other(request, route, path);
        };
    }

    private Reply other(Request request, String route, String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (route.equals("GET /file-conflicts/a..b")) return page(request, merges.conflicts());
        if (route.equals("GET /commit/SHA")) return commit(last);
        if (route.equals("GET /commit/SHA/statuses")) return page(request, statuses(path));
        if (route.equals("POST /commit/SHA/statuses/build")) return report(path, request.body());
        if (path.startsWith("/refs/branches/")) return branch(path.substring("/refs/branches/".length()));
        if (route.startsWith("GET /pullrequests/N/merge/task-status/"))
            return withPull(path, pull -> merges.task(pull, last, json()));
        return Reply.of(404, error("Resource not found"));
    }

    private interface WithPull {
        Reply reply(ModelPull pull);
    }

    private Reply withPull(String path, WithPull with) {
        return model.pull(Long.parseLong(path.split("/", -1)[2]))
                .map(with::reply)
                .orElseGet(() -> Reply.of(404, error("Resource not found")));
    }

    private Reply shown(ModelPull pull) {
        ObjectNode node = json().pull(pull, true);
        if (!merges.tellsChecks()) node.put("mergeable", merges.isMergeable(pull));
        return Reply.of(200, node);
    }

    /** Oldest first. */
    private Reply listed(Request request) {
        Matcher query = QUERY.matcher(request.parameter("q"));
        if (!query.matches()) throw new IllegalStateException("another query than ours: " + request.query());
        String head = query.group(1).replaceAll("\\\\(.)", "$1");
        return page(
                request,
                model.pulls().stream()
                        .filter(pull -> pull.head().equals(head) && pull.base().equals(query.group(2)))
                        .map(pull -> json().pull(pull, false))
                        .toList());
    }

    private Reply open(JsonNode body) {
        String title = body.path("title").asString("");
        if (title.isEmpty()) return Reply.of(400, error("title", "This field is required."));
        String head = body.at("/source/branch/name").asString("");
        String base = body.at("/destination/branch/name").asString("");
        if (!model.hasBranch(head)) return Reply.of(400, error("source", "branch not found: " + head));
        if (model.head(head).equals(model.head(base)))
            return Reply.of(400, error("source", "There are no changes to be pulled"));
        String text = body.path("description").asString("");
        Optional<ModelPull> there = model.openOne(head, base);
        there.ifPresent(pull -> pull.rewrite(title, text));
        ModelPull pull = there.orElseGet(
                () -> model.open(head, base, title, text, body.path("draft").asBoolean(false)));
        return Reply.of(201, json().pull(pull, true));
    }

    private Reply rewrite(ModelPull pull, JsonNode body) {
        if (!pull.isOpen()) return Reply.of(400, error("Can only update an open pull request."));
        for (JsonNode reviewer : body.path("reviewers")) {
            Optional<String> person = ModelRepository.people().stream()
                    .filter(name ->
                            CloudJson.uuid(name).equals(reviewer.path("uuid").asString("")))
                    .findFirst();
            if (person.isEmpty()) return Reply.of(400, error("Malformed reviewers list"));
            if (!pull.reviewers().contains(person.get())) pull.askToReview(person.get());
        }
        pull.rewrite(
                body.path("title").asString(pull.title()),
                body.path("description").asString(pull.body()));
        return shown(pull);
    }

    private Reply decline(ModelPull pull) {
        if (!pull.isOpen()) return Reply.of(400, error("newstatus", "This pull request is already closed."));
        pull.close(ModelRepository.US);
        return shown(pull);
    }

    private static List<ObjectNode> comments(ModelPull pull) {
        return pull.comments().stream().map(CloudJson::comment).toList();
    }

    private static Reply comment(ModelPull pull, JsonNode body) {
        return Reply.of(
                201, CloudJson.comment(pull.comment(body.at("/content/raw").asString(""))));
    }

    private Reply recomment(ModelPull pull, String path, JsonNode body) {
        long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        if (ofOthers.contains(id)) return Reply.of(403, error("You may not change this comment."));
        pull.recomment(id, body.at("/content/raw").asString(""));
        return Reply.of(200, object());
    }

    private Reply commit(String hash) {
        try {
            String full = model.server().git(model.name(), "rev-parse", "--verify", hash + "^{commit}");
            return Reply.of(200, object().put("hash", full));
        } catch (IllegalStateException unknown) {
            return Reply.of(404, error("Commit not found"));
        }
    }

    private List<ObjectNode> statuses(String path) {
        return model.statusesOf(new CommitId(path.split("/", -1)[2])).values().stream()
                .map(CloudJson::status)
                .toList();
    }

    private Reply report(String path, JsonNode body) {
        if (body.path("url").asString("").isEmpty()) return Reply.of(400, error("url", "This field is required."));
        model.setStatus(
                new CommitId(path.split("/", -1)[2]),
                new ModelStatus(
                        body.path("key").asString(""),
                        CloudJson.state(body.path("state").asString("")),
                        body.path("description").asString("")));
        return Reply.of(201, object());
    }

    private Reply branch(String name) {
        return model.hasBranch(name) ? Reply.of(200, json().branch(name)) : Reply.of(404, error("Branch not found"));
    }
}
