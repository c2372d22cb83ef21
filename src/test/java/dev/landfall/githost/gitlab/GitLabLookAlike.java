package dev.landfall.githost.gitlab;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelMerge;
import dev.landfall.githost.ModelRepository.ModelStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks of a model as GitLab does, in its paths, fields, statuses and words, as docs.gitlab.com/api and GitLab's own
 * source have them. The project has the number 77; below its old name a moved one can only be read.
 */
final class GitLabLookAlike extends LookAlikeHost {
    private static final int PROJECT = 77;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern QUICK_ACTION = Pattern.compile("(?m)^/(close|approve)(?: [^\\n]*)?(?:\\n|$)");

    private final ModelRepository model;
    private final GitLabTexts texts;
    private final Set<String> checked = ConcurrentHashMap.newKeySet();
    private volatile boolean mergeRightTaken;

    private GitLabLookAlike(ModelRepository model) throws IOException {
        super(Optional.empty());
        this.model = model;
        this.texts = new GitLabTexts(model, this::root);
    }

    static GitLabLookAlike start(ModelRepository model) {
        try {
            GitLabLookAlike host = new GitLabLookAlike(model);
            host.listen();
            return host;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** From now on the branch main may be merged into by others only. */
    void takeMergeRight() {
        mergeRightTaken = true;
    }

    @Override
    protected Reply reply(Request request) {
        boolean reading = request.authorization().equals("Bearer " + READING_TOKEN);
        if (!reading && !request.authorization().equals("Bearer " + TOKEN)) return words(401, "401 Unauthorized");
        if (reading && !request.method().equals("GET")) return insufficientScope();
        String path = request.path();
        if (path.equals("/api/v4/personal_access_tokens/self")) return self(reading ? "read_api" : "api");
        if (path.equals("/api/v4/users")) return users(request.parameter("username"));
        Matcher project = Pattern.compile("/api/v4/projects/([^/]+)(.*)").matcher(path);
        if (!project.matches()) return words(404, "404 Not Found");
        return inProject(request, decoded(project.group(1)), decoded(project.group(2)));
    }

    private Reply inProject(Request request, String id, String path) {
        boolean known = id.equals(model.name()) || id.equals(model.nameToday()) || id.equals("" + PROJECT);
        if (!known) return words(404, "404 Project Not Found");
        boolean moved = !id.equals(model.nameToday()) && !id.equals("" + PROJECT);
        if (moved && !request.method().equals("GET"))
            return words(405, "Non GET methods are not allowed for moved projects");
        if (moved) return new Reply(301, null, Map.of("Location", root() + "/api/v4/projects/" + PROJECT + path));
        return inRepository(request, path);
    }

    private Reply inRepository(Request request, String path) {
        String route =
                request.method() + " " + COMMIT.matcher(path).replaceAll("SHA").replaceAll("/[0-9]+", "/N");
        return switch (route) {
            case "GET " -> Reply.of(200, texts.project(PROJECT));
            case "GET /merge_requests" -> list(request);
            case "POST /merge_requests" -> open(request);
            case "GET /merge_requests/N" -> withPull(path, pull -> Reply.of(200, checked(pull)));
            case "PUT /merge_requests/N" -> withPull(path, pull -> edit(pull, request.body()));
            case "PUT /merge_requests/N/merge" -> withPull(path, pull -> merge(pull, request.body()));
            case "GET /merge_requests/N/approvals" -> withPull(path, pull -> Reply.of(200, texts.approvals(pull)));
            case "GET /merge_requests/N/reviewers" -> withPull(path, pull -> Reply.of(200, texts.reviewers(pull)));
            case "GET /merge_requests/N/notes" -> withPull(path, pull -> Reply.of(200, texts.notes(pull)));
            case "POST /merge_requests/N/notes" -> withPull(path, pull -> note(pull, request.body()));
            case "PUT /merge_requests/N/notes/N" -> withPull(path, pull -> renote(pull, path, request.body()));
            case "GET /repository/commits/SHA/statuses" -> Reply.of(200, texts.statuses(commit(path)));
            case "POST /statuses/SHA" -> report(commit(path), request.body());
            default -> words(404, "404 Not Found");
        };
    }

    private interface WithPull {
        Reply reply(ModelPull pull);
    }

    private Reply withPull(String path, WithPull with) {
        Matcher number = Pattern.compile("/merge_requests/([0-9]+).*").matcher(path);
        if (!number.matches()) throw new IllegalStateException("no number in " + path);
        return model.pull(Long.parseLong(number.group(1)))
                .map(with::reply)
                .orElseGet(() -> words(404, "404 Not found"));
    }

    private static CommitId commit(String path) {
        Matcher commit = COMMIT.matcher(path);
        if (!commit.find()) throw new IllegalStateException("no commit in " + path);
        return new CommitId(commit.group());
    }

    private static Reply words(int status, String message) {
        return Reply.of(status, object().put("message", message));
    }

    private static Reply listed(int status, String message) {
        ObjectNode body = object();
        body.putArray("message").add(message);
        return Reply.of(status, body);
    }

    private static Reply insufficientScope() {
        return Reply.of(
                403,
                object().put("error", "insufficient_scope")
                        .put(
                                "error_description",
                                "The request requires higher privileges than provided by the access token.")
                        .put("scope", "api"));
    }

    private static Reply self(String scope) {
        ObjectNode token = object().put("active", true).put("revoked", false);
        token.putArray("scopes").add(scope);
        return Reply.of(200, token);
    }

    private static Reply users(String name) {
        ArrayNode users = MAPPER.createArrayNode();
        int at = ModelRepository.people().indexOf(name);
        if (at >= 0) users.addObject().put("id", 10 + at).put("username", name);
        return Reply.of(200, users);
    }

    private Reply list(Request request) {
        int size = Math.min(100, Integer.parseInt(request.query().getOrDefault("per_page", "20")));
        int page = Integer.parseInt(request.query().getOrDefault("page", "1"));
        List<ModelPull> all = model.newestFirst().stream()
                .filter(pull -> pull.head().equals(request.parameter("source_branch")))
                .filter(pull -> pull.base().equals(request.parameter("target_branch")))
                .toList();
        ArrayNode entries = MAPPER.createArrayNode();
        all.stream()
                .skip((long) size * (page - 1))
                .limit(size)
                .forEach(pull -> entries.add(texts.request(pull, PROJECT, "unchecked")));
        String next = root() + request.path() + "?per_page=" + size + "&page=" + (page + 1) + "&source_branch="
                + request.parameter("source_branch") + "&target_branch=" + request.parameter("target_branch");
        return new Reply(
                200, entries, all.size() > size * page ? Map.of("Link", "<" + next + ">; rel=\"next\"") : Map.of());
    }

    private Reply open(Request request) {
        JsonNode body = request.body();
        String head = body.path("source_branch").asString("");
        String base = body.path("target_branch").asString("");
        if (!model.mayWrite()) return words(403, "403 Forbidden");
        if (!model.hasBranch(head)) return missingBranch();
        Optional<ModelPull> open = model.openOne(head, base);
        if (open.isPresent()) return anotherIsOpen(open.get());
        String title = body.path("title").asString("");
        String description = body.path("description").asString("");
        ModelPull pull = model.open(head, base, title, kept(description), title.startsWith("Draft: "));
        obey(pull, description);
        for (String label : body.path("labels").asString("").split(",", -1)) if (!label.isEmpty()) pull.label(label);
        return Reply.of(201, texts.request(pull, PROJECT, "preparing"));
    }

    private static Reply anotherIsOpen(ModelPull pull) {
        return listed(409, "Another open merge request already exists for this source branch: !" + pull.number());
    }

    private static Reply missingBranch() {
        ObjectNode body = object();
        body.putObject("message").putArray("source_branch").add("does not exist");
        return Reply.of(400, body);
    }

    /** What is left of a text once its quick actions are taken out. */
    private static String kept(String text) {
        return QUICK_ACTION.matcher(text).replaceAll("").stripTrailing();
    }

    private static void obey(ModelPull pull, String text) {
        Matcher action = QUICK_ACTION.matcher(text);
        while (action.find())
            if (action.group(1).equals("close")) pull.close(ModelRepository.US);
            else pull.review(ModelRepository.US, ModelPull.Verdict.APPROVED);
    }

    /** Mergeability is worked out once somebody looks at the merge request itself, and again with every push. */
    private ObjectNode checked(ModelPull pull) {
        String seen = pull.number() + " " + pull.headCommit() + " " + model.head(pull.base());
        String status = checked.add(seen) && pull.isOpen() ? "checking" : texts.status(pull);
        return texts.request(pull, PROJECT, status);
    }

    private Reply edit(ModelPull pull, JsonNode body) {
        if (body.path("state_event").asString("").equals("close")) pull.close(ModelRepository.US);
        // Whatever is saved of one that is open is validated, as when it was opened.
        Optional<ModelPull> twin = twinOf(pull);
        if (twin.isPresent()) return anotherIsOpen(twin.get());
        if (body.has("title") || body.has("description")) {
            String description = body.path("description").asString(pull.body());
            pull.rewrite(body.path("title").asString(pull.title()), kept(description));
            pull.setDraft(pull.title().startsWith("Draft: "));
            obey(pull, description);
        }
        // Without a licence a merge request has one reviewer.
        long reviewer = body.path("reviewer_ids").path(0).asLong(0);
        if (reviewer >= 10) pull.askToReview(ModelRepository.people().get((int) reviewer - 10));
        return Reply.of(200, texts.request(pull, PROJECT, texts.status(pull)));
    }

    private Optional<ModelPull> twinOf(ModelPull pull) {
        return model.pulls().stream()
                .filter(other -> pull.isOpen() && other.isOpen() && other.number() != pull.number())
                .filter(other ->
                        other.head().equals(pull.head()) && other.base().equals(pull.base()))
                .filter(other -> other.isFromFork() == pull.isFromFork())
                .findFirst();
    }

    private Reply note(ModelPull pull, JsonNode body) {
        String text = body.path("body").asString("");
        obey(pull, text);
        if (kept(text).isEmpty()) return Reply.of(202, object());
        return Reply.of(201, object().put("id", pull.comment(kept(text)).id()));
    }

    private static Reply renote(ModelPull pull, String path, JsonNode body) {
        long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        obey(pull, body.path("body").asString(""));
        pull.recomment(id, kept(body.path("body").asString("")));
        return Reply.of(200, object().put("id", id));
    }

    private Reply merge(ModelPull pull, JsonNode body) {
        if (mergeRightTaken) return words(401, "401 Unauthorized");
        String status = texts.status(pull);
        if (status.equals("conflict")) return words(422, "Branch cannot be merged");
        if (!status.equals("mergeable")) return words(405, "405 Method Not Allowed");
        Optional<CommitId> expected = CommitId.parse(body.path("sha").asString(""));
        boolean squash = body.path("squash").asBoolean(false);
        MergeStyle method = texts.method();
        ModelMerge merge = model.merge(pull, squash ? MergeStyle.SQUASH : method, expected, ModelRepository.US);
        return switch (merge) {
            case MERGED -> Reply.of(200, texts.request(pull, PROJECT, "not_open"));
            case HEAD_MOVED -> words(409, "SHA does not match HEAD of source branch: " + pull.headCommit());
            case CONFLICTING -> words(422, "Branch cannot be merged");
            case NOT_OPEN, DRAFT, CHECKS_MISSING, APPROVALS_MISSING, STYLE_OFF -> words(405, "405 Method Not Allowed");
        };
    }

    private Reply report(CommitId commit, JsonNode body) {
        CommitStatus.State state = switch (body.path("state").asString("")) {
            case "pending" -> CommitStatus.State.PENDING;
            case "success" -> CommitStatus.State.SUCCESS;
            case "failed" -> CommitStatus.State.FAILURE;
            default -> throw new IllegalStateException("no state: " + body);
        };
        String name = body.path("name").asString("");
        ModelStatus before = model.statusesOf(commit).get(name);
        boolean same = before != null && before.state() == CommitStatus.State.PENDING && before.state() == state;
        if (same) return words(400, "Cannot transition status via :enqueue from :pending");
        model.setStatus(
                commit, new ModelStatus(name, state, body.path("description").asString("")));
        return Reply.of(201, object().put("status", body.path("state").asString("")));
    }
}
