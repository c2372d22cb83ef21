package dev.landfall.cluster;

import dev.landfall.reason.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The cluster behind an API server. Safe for use by several threads. */
public final class ApiCluster implements Cluster, Diagnostics, ControllerRequests, ObjectWriter, AutoCloseable {
    /** As many as kubectl takes: some kinds have objects of a megabyte. */
    private static final int PAGE = 500;
    /** Pods and what makes them are small, and many. */
    private static final int PAGE_OF_WORKLOADS = 2000;
    /** Smaller still. */
    private static final int PAGE_OF_EVENTS = 5000;

    private static final int EVENTS = 50;
    private static final int LOG_LINES = 200;
    private static final int LOG_CHARACTERS = 64 * 1024;
    /** Read of those lines at most: the server counts its limit from the first one, so more than is kept. */
    private static final int LOG_BYTES = 1024 * 1024;

    private static final String FIELD_MANAGER = "fieldManager=landfall";

    private final ApiServer server;
    private final OpenApiDocuments openApi;
    private volatile ServedKinds kinds;
    private volatile Capabilities capabilities;

    public ApiCluster(Kubeconfig kubeconfig) {
        this(new ApiServer(kubeconfig.resolve()));
    }

    ApiCluster(ApiServer server) {
        this.server = server;
        this.openApi = new OpenApiDocuments(server);
    }

    @Override
    public String description() {
        String context = server.contextName();
        return (context.isEmpty() ? "" : "context " + context + " at ") + server.address();
    }

    /** The URL of the API server, as the kubeconfig has it. */
    public String address() {
        return server.address();
    }

    /** The namespace that the kubeconfig's context names, else {@code default}. */
    public String defaultNamespace() {
        return server.defaultNamespace();
    }

    /** The version of Kubernetes, such as {@code v1.37.2}. */
    public String version() {
        return server.get("/version").body().path("gitVersion").asString("unknown");
    }

    /** The version as Argo CD passes it on: without what a vendor adds (gitops-engine, GetServerVersion). */
    @Override
    public Optional<Capabilities> capabilities() {
        if (capabilities == null)
            capabilities = new Capabilities(version().replaceFirst("^(v\\d+\\.\\d+\\.\\d+).*", "$1"), kinds().apis());
        return Optional.of(capabilities);
    }

    @Override
    public List<ResourceType> typesNamed(String word) {
        return kinds().typesNamed(word);
    }

    @Override
    public Optional<ResourceType> typeOf(String group, String kind) {
        return kinds().typeOf(group, kind);
    }

    @Override
    public Optional<JsonNode> openApi(String group, String version) {
        return openApi.of(group, version);
    }

    @Override
    public Optional<LiveObject> get(ObjectRef ref) {
        Optional<ResourceType> type = typeOf(ref.group(), ref.kind());
        if (type.isEmpty()) return Optional.empty();
        ApiServer.Answer answer = server.get(path(type.get(), ref.namespace()) + "/" + encoded(ref.name()));
        if (answer.status() == 404) return Optional.empty();
        requireSuccess(answer, Access.to("get", type.get(), ref.namespace()));
        return Optional.of(new LiveObject(answer.body()));
    }

    @Override
    public void scan(ResourceType type, String namespace, String labelSelector, Consumer<LiveObject> each) {
        list(type, namespace, labelSelector.isEmpty() ? "" : "&labelSelector=" + encoded(labelSelector), each);
    }

    private void list(ResourceType type, String namespace, String selector, Consumer<LiveObject> each) {
        Set<String> seen = new HashSet<>();
        String next = "";
        do {
            String page = path(type, namespace) + pageQuery(type, selector, next);
            ApiServer.Answer answer = server.list(page, item -> {
                LiveObject object = new LiveObject(withType(item, type));
                if (seen.add(object.uid())) each.accept(object);
            });
            // The list is too old to be continued: start anew, but show nothing twice.
            if (answer.status() == 410) {
                next = "";
                continue;
            }
            requireSuccess(answer, Access.to("list", type, namespace));
            next = answer.body().at("/metadata/continue").asString("");
        } while (!next.isEmpty());
    }

    @Override
    public boolean allows(Access access) {
        ObjectNode review = server.mapper().createObjectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        review.putObject("spec")
                .putObject("resourceAttributes")
                .put("verb", access.verb())
                .put("group", access.group())
                .put("resource", access.resource())
                .put("namespace", access.namespace());
        ApiServer.Answer answer = server.send(
                "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "application/json", review);
        return answer.body().at("/status/allowed").asBoolean(false);
    }

    @Override
    public List<EventNote> events(LiveObject object) {
        ResourceType type = typeOf("", "Event").orElseThrow(() -> new IllegalStateException("no kind Event"));
        String selector = "?limit=" + PAGE + "&fieldSelector=" + encoded("involvedObject.uid=" + object.uid());
        ApiServer.Answer answer = server.get(path(type, object.ref().namespace()) + selector);
        requireSuccess(answer, Access.to("list", type, object.ref().namespace()));
        List<EventNote> notes = answer.body()
                .path("items")
                .valueStream()
                .map(EventNote::of)
                .sorted(Comparator.comparing(EventNote::at))
                .toList();
        return notes.subList(Math.max(0, notes.size() - EVENTS), notes.size());
    }

    @Override
    public void warnings(String namespace, Consumer<Warning> each) {
        ResourceType type = typeOf("", "Event").orElseThrow(() -> new IllegalStateException("no kind Event"));
        list(
                type,
                namespace,
                "&fieldSelector=" + encoded("type=Warning"),
                event -> each.accept(Warning.of(event, EventNote.of(event.json()))));
    }

    @Override
    public Optional<String> log(ObjectRef pod, String container, boolean previous) {
        ResourceType type = typeOf("", "Pod").orElseThrow(() -> new IllegalStateException("no kind Pod"));
        ApiServer.Text answer = server.text(path(type, pod.namespace()) + "/" + encoded(pod.name()) + "/log?container="
                + encoded(container) + "&tailLines=" + LOG_LINES + "&limitBytes=" + LOG_BYTES
                + (previous ? "&previous=true" : ""));
        // The API server answers 400 for a container that has not run, and for one that had no run before.
        if (answer.status() == 404 || answer.status() == 400) return Optional.empty();
        if (answer.status() == 403)
            throw ClusterException.forbidden(new Access("get", "", "pods/log", pod.namespace()), null);
        if (answer.status() >= 300) throw refused("read the log of " + pod, "status " + answer.status());
        String text = answer.text();
        return Optional.of(text.substring(Math.max(0, text.length() - LOG_CHARACTERS)));
    }

    @Override
    public Watching watch(ObjectRef ref, Runnable changed) {
        ResourceType type =
                typeOf(ref.group(), ref.kind()).orElseThrow(() -> new IllegalStateException("no kind of " + ref));
        String selector = "?watch=true&fieldSelector=" + encoded("metadata.name=" + ref.name());
        return new ObjectWatch(server, path(type, ref.namespace()) + selector, changed);
    }

    @Override
    public Optional<LiveObject> annotate(ObjectRef ref, String annotation, String value) {
        ObjectNode patch = server.mapper().createObjectNode();
        patch.putObject("metadata").putObject("annotations").put(annotation, value);
        ApiServer.Answer answer = patch(ref, "application/merge-patch+json", patch);
        if (answer.status() == 403) return Optional.empty();
        requireSuccess(answer, patchOf(ref));
        return Optional.of(new LiveObject(answer.body()));
    }

    @Override
    public boolean patch(ObjectRef ref, JsonNode jsonPatch) {
        ApiServer.Answer answer = patch(ref, "application/json-patch+json", jsonPatch);
        // 422 is what the API server says of a test operation that does not hold.
        if (answer.status() == 409 || answer.status() == 422) return false;
        requireSuccess(answer, patchOf(ref));
        return true;
    }

    @Override
    public Written create(ObjectRef ref, JsonNode object, boolean dryRun) {
        Optional<ResourceType> type = typeOf(ref.group(), ref.kind());
        if (type.isEmpty()) return new Written.Refused(UnservedKind.reason(ref));
        ApiServer.Answer answer =
                server.send("POST", path(type.get(), ref.namespace()) + writing(dryRun), "application/json", object);
        return WriteAnswers.of(answer, Access.to("create", type.get(), ref.namespace()), ref);
    }

    @Override
    public Written patch(ObjectRef ref, JsonNode jsonPatch, boolean dryRun) {
        String path = path(served(ref), ref.namespace()) + "/" + encoded(ref.name()) + writing(dryRun);
        ApiServer.Answer answer = server.send("PATCH", path, "application/json-patch+json", jsonPatch);
        return WriteAnswers.of(answer, patchOf(ref), ref);
    }

    @Override
    public Written delete(ObjectRef ref, String uid, String resourceVersion, boolean dryRun) {
        ObjectNode options = server.mapper().createObjectNode();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions").put("propagationPolicy", "Background");
        options.putObject("preconditions").put("uid", uid).put("resourceVersion", resourceVersion);
        if (dryRun) options.putArray("dryRun").add("All");
        String path = path(served(ref), ref.namespace()) + "/" + encoded(ref.name());
        ApiServer.Answer answer = server.send("DELETE", path, "application/json", options);
        return WriteAnswers.of(answer, Access.to("delete", served(ref), ref.namespace()), ref);
    }

    /** Strictly, so that a misspelt field is refused and not dropped. */
    private static String writing(boolean dryRun) {
        return "?" + FIELD_MANAGER + "&fieldValidation=Strict" + (dryRun ? "&dryRun=All" : "");
    }

    @Override
    public void close() {
        server.close();
    }

    private ApiServer.Answer patch(ObjectRef ref, String contentType, JsonNode patch) {
        String path = path(served(ref), ref.namespace()) + "/" + encoded(ref.name()) + "?" + FIELD_MANAGER;
        return server.send("PATCH", path, contentType, patch);
    }

    private Access patchOf(ObjectRef ref) {
        return Access.to("patch", served(ref), ref.namespace());
    }

    private ResourceType served(ObjectRef ref) {
        return typeOf(ref.group(), ref.kind())
                .orElseThrow(() -> new IllegalStateException("the kind of " + ref + " is not served"));
    }

    private ServedKinds kinds() {
        // Two threads may both read it at first: that costs two requests and gives the same answer.
        ServedKinds known = kinds;
        if (known == null) kinds = known = Discovery.read(server);
        return known;
    }

    private static String path(ResourceType type, String namespace) {
        String root = type.group().isEmpty() ? "/api/" : "/apis/" + type.group() + "/";
        String scope = namespace.isEmpty() || !type.namespaced() ? "" : "/namespaces/" + encoded(namespace);
        return root + type.version() + scope + "/" + type.plural();
    }

    private static int pageOf(ResourceType type) {
        if (type.group().equals("apps")) return PAGE_OF_WORKLOADS;
        return switch (type.group().isEmpty() ? type.kind() : "") {
            case "Pod" -> PAGE_OF_WORKLOADS;
            case "Event" -> PAGE_OF_EVENTS;
            default -> PAGE;
        };
    }

    private static String pageQuery(ResourceType type, String selector, String next) {
        return "?limit=" + pageOf(type) + selector + (next.isEmpty() ? "" : "&continue=" + encoded(next));
    }

    /** Items of a list carry neither kind nor API version. */
    private static JsonNode withType(JsonNode item, ResourceType type) {
        String apiVersion = type.group().isEmpty() ? type.version() : type.group() + "/" + type.version();
        return ((ObjectNode) item).put("apiVersion", apiVersion).put("kind", type.kind());
    }

    private static void requireSuccess(ApiServer.Answer answer, Access access) {
        if (answer.status() == 403) throw ClusterException.forbidden(access, null);
        if (!answer.isSuccess()) throw refused(access.toString(), answer.message());
    }

    private static ClusterException refused(String what, String words) {
        Reason reason = Reason.lasting(
                "api-server-refused", "the API server refused to " + what + ": " + words, "check the request");
        return new ClusterException(ClusterException.Fault.USAGE, reason, null);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
