package dev.landfall.githost.gitea;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks of a model as Gitea does, in its paths, fields, statuses and words, as measured on Gitea 1.26. */
public final class GiteaLookAlike extends LookAlikeHost {
    private final ModelRepository model;

    private GiteaLookAlike(ModelRepository model, Optional<SSLContext> tls) throws IOException {
        super(tls);
        this.model = model;
    }

    public static GiteaLookAlike start(ModelRepository model) {
        return start(model, Optional.empty());
    }

    public static GiteaLookAlike start(ModelRepository model, Optional<SSLContext> tls) {
        try {
            GiteaLookAlike host = new GiteaLookAlike(model, tls);
            host.listen();
            return host;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    protected Reply reply(Request request) {
        boolean reading = request.authorization().equals("token " + READING_TOKEN);
        if (!reading && !request.authorization().equals("token " + TOKEN))
            return words(401, "invalid username, password or token");
        if (reading && !request.method().equals("GET"))
            return words(403, "token does not have at least one of required scope(s), required=[write:repository]");
        String prefix = "/api/v1/repos/" + model.nameToday();
        if (request.path().startsWith(prefix))
            return inRepository(request, decoded(request.path().substring(prefix.length())));
        if (request.path().startsWith("/api/v1/repos/" + model.name()))
            return new Reply(301, null, Map.of("Location", request.path().replace(model.name(), model.nameToday())));
        return inRepository(request, decoded(request.path().substring(prefix.length())));
    }

    private Reply inRepository(Request request, String path) {
        String route = request.method() + " " + path.replaceAll("/[0-9]+", "/N");
        return switch (route) {
            case "GET " -> Reply.of(200, repository());
            case "GET /pulls" -> list(request);
            case "POST /pulls" -> open(request);
            case "GET /labels" -> Reply.of(200, labels());
            case "GET /pulls/N" -> withPull(path, pull -> Reply.of(200, pull(pull)));
            case "PATCH /pulls/N" -> withPull(path, pull -> edit(pull, request));
            case "GET /pulls/N/reviews" -> withPull(path, pull -> Reply.of(200, reviews(pull)));
            case "POST /pulls/N/merge" -> withPull(path, pull -> merge(pull, request));
            case "POST /pulls/N/requested_reviewers" -> withPull(path, pull -> askToReview(pull, request));
            case "GET /issues/N/timeline" -> withPull(path, pull -> Reply.of(200, timeline(pull)));
            case "GET /issues/N/comments" -> withPull(path, pull -> Reply.of(200, comments(pull)));
            case "POST /issues/N/comments" -> withPull(path, pull -> comment(pull, request));
            case "PATCH /issues/comments/N" -> recomment(number(path), request);
            case "POST /issues/N/labels" -> withPull(path, pull -> label(pull, request));
            default -> other(request, path);
        };
    }

    private Reply other(Request request, String path) {
        Matcher commit = Pattern.compile("/commits/([0-9a-f]{40})/status").matcher(path);
        if (commit.matches()) return Reply.of(200, combined(new CommitId(commit.group(1))));
        Matcher status = Pattern.compile("/statuses/([0-9a-f]{40})").matcher(path);
        if (status.matches()) return report(new CommitId(status.group(1)), request);
        Matcher branch = Pattern.compile("/branches/(.+)").matcher(path);
        if (branch.matches() && model.hasBranch(branch.group(1))) return Reply.of(200, branch(branch.group(1)));
        Matcher both = Pattern.compile("/pulls/([^/]+)/(.+)").matcher(path);
        if (both.matches()) return ofBranches(both.group(1), both.group(2));
        return words(404, "not found");
    }

    private interface WithPull {
        Reply reply(ModelPull pull);
    }

    private Reply withPull(String path, WithPull with) {
        return model.pull(number(path)).map(with::reply).orElseGet(() -> words(404, "not found"));
    }

    private static long number(String path) {
        Matcher number = Pattern.compile("/([0-9]+)").matcher(path);
        if (!number.find()) throw new IllegalStateException("no number in " + path);
        return Long.parseLong(number.group(1));
    }

    private static Reply words(int status, String message) {
        return Reply.of(status, object().put("message", message).put("url", "/api/swagger"));
    }

    private ObjectNode repository() {
        ObjectNode node = object().put("full_name", model.nameToday())
                .put("html_url", root() + "/" + model.nameToday())
                .put("archived", model.isArchived())
                .put("allow_merge_commits", model.styles().contains(MergeStyle.MERGE))
                .put("allow_squash_merge", model.styles().contains(MergeStyle.SQUASH))
                .put("allow_rebase", model.styles().contains(MergeStyle.REBASE));
        node.putObject("permissions").put("pull", true).put("push", model.mayWrite());
        return node;
    }

    private Reply list(Request request) {
        int size = Math.min(50, Integer.parseInt(request.query().getOrDefault("limit", "30")));
        int page = Integer.parseInt(request.query().getOrDefault("page", "1"));
        List<ModelPull> all = model.newestFirst().stream()
                .filter(pull -> request.parameter("base_branch").isEmpty()
                        || pull.base().equals(request.parameter("base_branch")))
                .filter(pull -> request.parameter("state").equals("all")
                        || pull.isOpen() == request.parameter("state").equals("open"))
                .toList();
        ArrayNode entries = MAPPER.createArrayNode();
        all.stream().skip((long) size * (page - 1)).limit(size).forEach(pull -> entries.add(pull(pull)));
        boolean more = all.size() > size * page;
        String next = root() + request.path() + "?limit=" + size + "&page=" + (page + 1) + "&state="
                + request.parameter("state") + "&base_branch=" + request.parameter("base_branch");
        return new Reply(
                200,
                entries,
                more ? Map.of("Link", "<" + next + ">; rel=\"next\",<" + next + ">; rel=\"last\"") : Map.of());
    }

    private Reply ofBranches(String base, String head) {
        return model.pulls().stream()
                .filter(pull -> pull.base().equals(base) && pull.head().equals(head))
                .findFirst()
                .map(pull -> Reply.of(200, pull(pull)))
                .orElseGet(() -> words(404, "not found"));
    }

    private Reply open(Request request) {
        String head = request.body().path("head").asString("");
        String base = request.body().path("base").asString("");
        if (head.isEmpty()) return words(422, "[Head]: Required");
        if (!model.mayWrite()) return words(403, "");
        if (!model.hasBranch(head) || !model.hasBranch(base)) return words(404, "not found");
        if (model.openOne(head, base).isPresent())
            return words(409, "pull request already exists for these targets [id: 1, issue_id: 2, head_repo_id: 3]");
        String title = request.body().path("title").asString("");
        ModelPull opened =
                model.open(head, base, title, request.body().path("body").asString(""), title.startsWith("WIP:"));
        return Reply.of(201, pull(opened));
    }

    private ObjectNode pull(ModelPull pull) {
        ObjectNode node = object().put("id", 1000 + pull.number())
                .put("number", pull.number())
                .put("title", pull.title())
                .put("body", pull.body())
                .put("state", pull.isOpen() ? "open" : "closed")
                .put("draft", pull.isDraft())
                .put("merged", pull.state() == ModelPull.State.MERGED)
                .put("mergeable", pull.isOpen() && !model.isConflicting(pull))
                .put("html_url", root() + "/" + model.nameToday() + "/pulls/" + pull.number())
                .put("merge_commit_sha", pull.mergedAs().map(CommitId::hex).orElse(null));
        boolean gone = !model.hasBranch(pull.head());
        node.putObject("head")
                .put("label", pull.head())
                .put("ref", gone ? "refs/pull/" + pull.number() + "/head" : pull.head())
                .put("sha", pull.headCommit().hex())
                .put("repo_id", pull.isFromFork() ? 8 : 7);
        node.putObject("base").put("label", pull.base()).put("ref", pull.base()).put("repo_id", 7);
        if (pull.state() == ModelPull.State.MERGED) node.putObject("merged_by").put("login", pull.endedBy());
        return node;
    }

    private Reply edit(ModelPull pull, Request request) {
        if (request.body().path("state").asString("").equals("closed")) pull.close(ModelRepository.US);
        else {
            pull.rewrite(
                    request.body().path("title").asString(pull.title()),
                    request.body().path("body").asString(pull.body()));
            pull.setDraft(pull.title().startsWith("WIP:"));
        }
        return Reply.of(201, pull(pull));
    }

    private static ArrayNode labels() {
        ArrayNode labels = MAPPER.createArrayNode();
        for (int i = 0; i < ModelRepository.labels().size(); i++)
            labels.addObject()
                    .put("id", 1 + i)
                    .put("name", ModelRepository.labels().get(i));
        return labels;
    }

    private static Reply label(ModelPull pull, Request request) {
        request.body()
                .path("labels")
                .forEach(id -> pull.label(ModelRepository.labels().get(id.asInt() - 1)));
        return Reply.of(200, MAPPER.createArrayNode());
    }

    private static Reply askToReview(ModelPull pull, Request request) {
        String person = request.body().at("/reviewers/0").asString("");
        if (!ModelRepository.people().contains(person))
            return words(404, "user does not exist [uid: 0, name: " + person + "]");
        pull.askToReview(person);
        return Reply.of(201, MAPPER.createArrayNode());
    }

    private static ArrayNode reviews(ModelPull pull) {
        ArrayNode reviews = MAPPER.createArrayNode();
        pull.verdicts()
                .forEach((person, verdict) -> reviews.addObject()
                        .put("state", verdict == ModelPull.Verdict.APPROVED ? "APPROVED" : "REQUEST_CHANGES")
                        .put("dismissed", false)
                        .putObject("user")
                        .put("login", person));
        return reviews;
    }

    private static ArrayNode timeline(ModelPull pull) {
        ArrayNode events = MAPPER.createArrayNode();
        if (pull.state() == ModelPull.State.CLOSED)
            events.addObject().put("type", "close").putObject("user").put("login", pull.endedBy());
        return events;
    }

    private static ArrayNode comments(ModelPull pull) {
        ArrayNode comments = MAPPER.createArrayNode();
        pull.comments()
                .forEach(comment -> comments.addObject().put("id", comment.id()).put("body", comment.body()));
        return comments;
    }

    private static Reply comment(ModelPull pull, Request request) {
        pull.comment(request.body().path("body").asString(""));
        return Reply.of(201, object());
    }

    private Reply recomment(long id, Request request) {
        model.pulls()
                .forEach(pull -> pull.recomment(id, request.body().path("body").asString("")));
        return Reply.of(200, object());
    }

    private Reply merge(ModelPull pull, Request request) {
        if (pull.state() == ModelPull.State.MERGED) return words(405, "The PR is already merged");
        MergeStyle style =
                MergeStyle.valueOf(request.body().path("do").asString("").toUpperCase(Locale.ROOT));
        Optional<CommitId> expected =
                CommitId.parse(request.body().path("head_commit_id").asString(""));
        ModelMerge merge = model.merge(pull, style, expected, ModelRepository.US);
        return switch (merge) {
            case MERGED -> Reply.empty(200);
            case HEAD_MOVED -> words(409, "head out of date");
            case CONFLICTING -> words(405, "Please try again later");
            case NOT_OPEN -> words(404, "not found");
            case DRAFT -> words(405, "Work in progress PRs cannot be merged");
            case CHECKS_MISSING -> words(405, "Not all required status checks successful");
            case APPROVALS_MISSING -> words(405, "Does not have enough approvals");
            case STYLE_OFF ->
                words(
                        405,
                        request.body().path("do").asString("")
                                + " is not allowed an allowed merge style for this repository");
        };
    }

    private ObjectNode branch(String name) {
        ObjectNode node = object().put("name", name)
                .put("protected", !model.requiredChecks().isEmpty() || model.requiredApprovals() > 0)
                .put("required_approvals", model.requiredApprovals())
                .put("enable_status_check", !model.requiredChecks().isEmpty());
        ArrayNode contexts = node.putArray("status_check_contexts");
        model.requiredChecks().forEach(contexts::add);
        node.putObject("commit").put("id", model.head(name).hex());
        return node;
    }

    private ObjectNode combined(CommitId commit) {
        ObjectNode node = object();
        ArrayNode statuses = node.putArray("statuses");
        model.statusesOf(commit)
                .values()
                .forEach(status -> statuses.addObject()
                        .put("context", status.context())
                        .put("status", word(status.state()))
                        .put("description", status.description()));
        return node.put("total_count", statuses.size());
    }

    private static String word(CommitStatus.State state) {
        return switch (state) {
            case PENDING -> "pending";
            case SUCCESS -> "success";
            case FAILURE -> "failure";
        };
    }

    private Reply report(CommitId commit, Request request) {
        CommitStatus.State state = CommitStatus.State.valueOf(
                request.body().path("state").asString("").toUpperCase(Locale.ROOT));
        model.setStatus(
                commit,
                new ModelStatus(
                        request.body().path("context").asString(""),
                        state,
                        request.body().path("description").asString("")));
        return Reply.of(201, object());
    }
}
