package dev.landfall.githost.azure;

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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks of a model as Azure DevOps does, in its paths, fields, statuses and words, as its published description and the
 * threads that the adaptor names have them: the collection fabrikam with the project "web shop" and its repository shop.
 */
final class AzureLookAlike extends LookAlikeHost {
    private static final String PROJECT = "/fabrikam/web%20shop/_apis";
    private static final String REPOSITORY = PROJECT + "/git/repositories/shop";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final int LONGEST_DESCRIPTION = 4000;

    /** In the form of Microsoft Entra's. */
    static final String ENTRA_TOKEN = "eyJ0eXAi.eyJhdWQi.c2lnbg";

    private final ModelRepository model;
    private final AzureTexts texts;
    private final Set<String> looked = ConcurrentHashMap.newKeySet();
    private final Map<String, Queue<Reply>> ordered = new ConcurrentHashMap<>();
    private volatile JsonNode lastThread = MAPPER.missingNode();

    private AzureLookAlike(ModelRepository model) throws IOException {
        super(Optional.empty());
        this.model = model;
        this.texts = new AzureTexts(model);
    }

    static AzureLookAlike start(ModelRepository model) {
        try {
            AzureLookAlike host = new AzureLookAlike(model);
            host.listen();
            return host;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * The next request of this kind gets this answer.
     *
     * @param route such as {@code PATCH /pullrequests/N}
     */
    void orderOn(String route, int status, String json) {
        ordered.computeIfAbsent(route, _ -> new ConcurrentLinkedQueue<>()).add(Reply.of(status, MAPPER.readTree(json)));
    }

    /** As it was sent. */
    JsonNode lastThread() {
        return lastThread;
    }

    @Override
    protected Reply reply(Request request) {
        boolean reading = request.authorization().equals(basic(READING_TOKEN));
        Set<String> known = Set.of(basic(TOKEN), basic(READING_TOKEN), "Bearer " + ENTRA_TOKEN);
        if (!known.contains(request.authorization())) return signIn();
        if (reading && !request.method().equals("GET"))
            return fault(401, "TF400813", "The user is not authorized to access this resource.", "Unauthorized");
        if (request.path().equals("/fabrikam/_apis/identities")) return identities(request.parameter("filterValue"));
        if (request.path().equals(PROJECT + "/policy/evaluations")) return policies(request);
        if (!request.path().startsWith(REPOSITORY))
            return fault(404, "TF200016", "The following project does not exist.", "ProjectDoesNotExistWithName");
        return inRepository(request, request.path().substring(REPOSITORY.length()));
    }

    private static String basic(String token) {
        byte[] pair = (":" + token).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static Reply signIn() {
        return new Reply(302, null, Map.of("Location", "https://spsprodweu1.vssps.visualstudio.com/_signin?realm=x"));
    }

    private Reply inRepository(Request request, String path) {
        boolean preview = path.endsWith("/labels") || path.matches("/pullRequests/[0-9]+/statuses");
        if (!request.parameter("api-version").equals(preview ? "6.0-preview.1" : "6.0"))
            return fault(400, "VS403364", "The requested version is not there.", "VssVersionOutOfRangeException");
        String route =
                request.method() + " " + COMMIT.matcher(path).replaceAll("SHA").replaceAll("/[0-9]+", "/N");
        Reply order = ordered.getOrDefault(route, new ConcurrentLinkedQueue<>()).poll();
        if (order != null) return order;
        return switch (route) {
            case "GET " -> Reply.of(200, texts.repository());
            case "GET /pullrequests" -> list(request);
            case "POST /pullrequests" -> open(request.body());
            case "GET /pullrequests/N" -> withPull(path, pull -> Reply.of(200, looked(pull)));
            case "PATCH /pullrequests/N" -> withPull(path, pull -> edit(pull, request.body()));
            case "POST /pullRequests/N/labels" -> withPull(path, pull -> label(pull, request.body()));
            case "GET /pullRequests/N/threads" -> withPull(path, pull -> Reply.of(200, texts.threads(pull)));
            case "POST /pullRequests/N/threads" -> withPull(path, pull -> comment(pull, request.body()));
            case "PATCH /pullRequests/N/threads/N/comments/N" ->
                withPull(path, pull -> recomment(pull, path, request.body()));
            case "GET /pullRequests/N/statuses" -> Reply.of(200, AzureTexts.valued(MAPPER.createArrayNode()));
            case "GET /commits/SHA/statuses" -> Reply.of(200, texts.statuses(commit(path)));
            case "POST /commits/SHA/statuses" -> report(commit(path), request.body());
            case "GET /refs" -> Reply.of(200, texts.refs(request.parameter("filter")));
            default -> reviewer(request, path);
        };
    }

    private interface WithPull {
        Reply reply(ModelPull pull);
    }

    private Reply withPull(String path, WithPull with) {
        Matcher number = Pattern.compile("(?i)/pullrequests/([0-9]+).*").matcher(path);
        if (!number.matches()) throw new IllegalStateException("no number in " + path);
        return model.pull(Long.parseLong(number.group(1)))
                .map(with::reply)
                .orElseGet(() ->
                        fault(404, "TF401180", "The requested pull request was not found.", "GitPullRequestNotFound"));
    }

    private static CommitId commit(String path) {
        Matcher commit = COMMIT.matcher(path);
        if (!commit.find()) throw new IllegalStateException("no commit in " + path);
        return new CommitId(commit.group());
    }

    static Reply fault(int status, String code, String message, String type) {
        ObjectNode body = object().put("$id", "1");
        body.putNull("innerException");
        body.put("message", code.isEmpty() ? message : code + ": " + message)
                .put("typeName", "Microsoft.TeamFoundation.Git.Server." + type + "Exception")
                .put("typeKey", type.endsWith("Exception") ? type : type + "Exception")
                .put("errorCode", 0);
        return Reply.of(status, body);
    }

    private Reply policies(Request request) {
        if (!request.parameter("api-version").equals("6.0-preview.1"))
            return fault(400, "VS403364", "-preview is missing.", "VssInvalidPreviewVersion");
        Matcher artifact = Pattern.compile("vstfs:///CodeReview/CodeReviewId/" + AzureTexts.PROJECT_ID + "/([0-9]+)")
                .matcher(request.parameter("artifactId"));
        if (!artifact.matches()) return fault(400, "", "no such artifact", "InvalidArgumentValue");
        return Reply.of(
                200,
                texts.policies(model.pull(Long.parseLong(artifact.group(1))).orElseThrow()));
    }

    private static Reply identities(String name) {
        ArrayNode found = MAPPER.createArrayNode();
        if (ModelRepository.people().contains(name))
            found.addObject().put("id", AzureTexts.id(name)).put("providerDisplayName", name);
        return Reply.of(200, AzureTexts.valued(found));
    }

    private Reply list(Request request) {
        int top = Integer.parseInt(request.query().getOrDefault("$top", "100"));
        int skip = Integer.parseInt(request.query().getOrDefault("$skip", "0"));
        ArrayNode entries = MAPPER.createArrayNode();
        model.newestFirst().stream()
                .filter(pull ->
                        request.parameter("searchCriteria.sourceRefName").equals("refs/heads/" + pull.head()))
                .filter(pull ->
                        request.parameter("searchCriteria.targetRefName").equals("refs/heads/" + pull.base()))
                .filter(pull -> request.parameter("searchCriteria.status").equals("all") || pull.isOpen())
                .skip(skip)
                .limit(top)
                .forEach(pull -> entries.add(texts.listed(pull)));
        return Reply.of(200, AzureTexts.valued(entries));
    }

    private Reply open(JsonNode body) {
        String head = branch(body, "sourceRefName");
        String base = branch(body, "targetRefName");
        if (head.isEmpty()) return fault(400, "", "Value cannot be null.", "InvalidArgumentValue");
        if (!model.mayWrite())
            return fault(403, "TF401027", "You need the Git 'PullRequestContribute' permission.", "GitNeedsPermission");
        if (!model.hasBranch(head) || !model.hasBranch(base))
            return fault(400, "TF401398", "The source and/or the target branch no longer exists.", "GitPullRequest");
        if (model.openOne(head, base).isPresent())
            return fault(409, "TF401179", "An active pull request already exists.", "GitPullRequestExists");
        if (isTooLong(body)) return tooLong();
        ModelPull opened = model.open(
                head,
                base,
                body.path("title").asString(""),
                body.path("description").asString(""),
                body.path("isDraft").asBoolean(false));
        return Reply.of(201, texts.pull(opened, "queued"));
    }

    private static String branch(JsonNode body, String field) {
        String ref = body.path(field).asString("");
        return ref.startsWith("refs/heads/") ? ref.substring("refs/heads/".length()) : "";
    }

    private static boolean isTooLong(JsonNode body) {
        return body.path("description").asString("").length() > LONGEST_DESCRIPTION;
    }

    private static Reply tooLong() {
        return fault(
                400,
                "",
                "A description for a pull request must not be longer than 4000 characters.",
                "InvalidArgumentValue");
    }

    /** A merge is tried once somebody looks, and again after every push. */
    private ObjectNode looked(ModelPull pull) {
        String seen = pull.number() + " " + pull.headCommit() + " " + model.head(pull.base());
        return texts.pull(pull, looked.add(seen) && pull.isOpen() ? "queued" : texts.mergeStatus(pull));
    }

    private Reply edit(ModelPull pull, JsonNode body) {
        if (!pull.isOpen())
            return fault(
                    400,
                    "TF401181",
                    "The pull request cannot be edited due to its state.",
                    "GitPullRequestNotEditable");
        String status = body.path("status").asString("");
        if (status.equals("completed")) return complete(pull, body);
        if (status.equals("abandoned")) pull.close(ModelRepository.US);
        if (isTooLong(body)) return tooLong();
        if (body.has("title"))
            pull.rewrite(
                    body.path("title").asString(""), body.path("description").asString(pull.body()));
        return Reply.of(200, texts.pull(pull, texts.mergeStatus(pull)));
    }

    /** The answer is of the time before the merge, which is done in the background. */
    private Reply complete(ModelPull pull, JsonNode body) {
        Optional<CommitId> expected =
                CommitId.parse(body.at("/lastMergeSourceCommit/commitId").asString(""));
        if (expected.isEmpty())
            return fault(
                    400, "", "You must specify a valid LastMergeSourceCommit to perform this operation.", "Argument");
        ObjectNode before = texts.pull(pull, "queued");
        MergeStyle style = switch (body.at("/completionOptions/mergeStrategy").asString("")) {
            case "noFastForward" -> MergeStyle.MERGE;
            case "squash" -> MergeStyle.SQUASH;
            case "rebase" -> MergeStyle.REBASE;
            default -> throw new IllegalStateException("no strategy: " + body);
        };
        ModelMerge merge = model.merge(pull, style, expected, ModelRepository.US);
        return switch (merge) {
            case MERGED, CONFLICTING -> Reply.of(200, before);
            case HEAD_MOVED -> fault(409, "TF401192", "The source branch has been modified.", "GitPullRequestStale");
            case CHECKS_MISSING, APPROVALS_MISSING, STYLE_OFF ->
                fault(403, "", "The pull request was rejected by policy.", "GitPullRequestUpdateRejectedByPolicy");
            case NOT_OPEN, DRAFT -> fault(400, "TF401181", "It cannot be edited.", "GitPullRequestNotEditable");
        };
    }

    private static Reply label(ModelPull pull, JsonNode body) {
        pull.label(body.path("name").asString(""));
        return Reply.of(200, object().put("active", true));
    }

    private Reply reviewer(Request request, String path) {
        Matcher reviewer = Pattern.compile("/pullRequests/[0-9]+/reviewers/([0-9a-f-]{36})")
                .matcher(path);
        Optional<String> person = ModelRepository.people().stream()
                .filter(name -> reviewer.matches() && AzureTexts.id(name).equals(reviewer.group(1)))
                .findFirst();
        if (!request.method().equals("PUT") || person.isEmpty())
            return fault(404, "", "The controller for path " + path + " was not found.", "HttpResource");
        return withPull(path, pull -> {
            pull.askToReview(person.get());
            return Reply.of(200, object().put("vote", 0));
        });
    }

    private Reply comment(ModelPull pull, JsonNode body) {
        lastThread = body;
        long id = pull.comment(body.at("/comments/0/content").asString("")).id();
        return Reply.of(200, object().put("id", id));
    }

    private static Reply recomment(ModelPull pull, String path, JsonNode body) {
        List<String> segments = List.of(path.split("/", -1));
        long thread = Long.parseLong(segments.get(segments.indexOf("threads") + 1));
        pull.recomment(thread, body.path("content").asString(""));
        return Reply.of(200, object().put("id", 1));
    }

    private Reply report(CommitId commit, JsonNode body) {
        CommitStatus.State state = switch (body.path("state").asString("")) {
            case "pending" -> CommitStatus.State.PENDING;
            case "succeeded" -> CommitStatus.State.SUCCESS;
            case "failed" -> CommitStatus.State.FAILURE;
            default -> throw new IllegalStateException("no state: " + body);
        };
        String context = body.at("/context/name").asString("");
        model.setStatus(
                commit, new ModelStatus(context, state, body.path("description").asString("")));
        return Reply.of(201, object().put("id", 1));
    }
}
