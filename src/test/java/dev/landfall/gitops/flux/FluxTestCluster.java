package dev.landfall.gitops.flux;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A cluster in memory that serves the kinds of Flux. */
final class FluxTestCluster implements Cluster, ControllerRequests {
    static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

    private final List<ResourceType> types = new ArrayList<>(List.of(
            type("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"),
            type("helm.toolkit.fluxcd.io", "v2", "HelmRelease"),
            new ResourceType(
                    "source.toolkit.fluxcd.io",
                    "v1",
                    "GitRepository",
                    "gitrepositories",
                    "gitrepository",
                    List.of(),
                    true)));
    private final Map<String, LiveObject> objects = new LinkedHashMap<>();
    private final Set<String> forbidden = new HashSet<>();

    /** Each annotation that was asked for, as {@code Kind/name}. */
    final List<String> requests = new ArrayList<>();

    /** The kinds that were listed, each time. */
    final List<String> lists = new ArrayList<>();

    FluxTestCluster with(LiveObject... added) {
        for (LiveObject object : added) objects.put(object.ref().toString(), object);
        return this;
    }

    FluxTestCluster without(ObjectRef ref) {
        objects.remove(ref.toString());
        return this;
    }

    FluxTestCluster serving(String group, String version, String kind) {
        types.add(type(group, version, kind));
        return this;
    }

    FluxTestCluster notServing(String kind) {
        types.removeIf(type -> type.kind().equals(kind));
        return this;
    }

    /** @param what verb and plural, such as {@code list helmreleases} */
    FluxTestCluster forbidding(String what) {
        forbidden.add(what);
        return this;
    }

    private static ResourceType type(String group, String version, String kind) {
        String singular = kind.toLowerCase(Locale.ROOT);
        return new ResourceType(group, version, kind, singular + "s", singular, List.of(), true);
    }

    @Override
    public String description() {
        return "test cluster";
    }

    @Override
    public Optional<JsonNode> openApi(String group, String version) {
        throw new IllegalStateException("not asked for by a provider");
    }

    @Override
    public List<ResourceType> typesNamed(String word) {
        throw new IllegalStateException("not asked for by a provider");
    }

    @Override
    public Optional<ResourceType> typeOf(String group, String kind) {
        return types.stream()
                .filter(type -> type.group().equals(group) && type.kind().equals(kind))
                .findFirst();
    }

    @Override
    public Optional<LiveObject> get(ObjectRef ref) {
        typeOf(ref.group(), ref.kind()).ifPresent(type -> demand("get", type, ref.namespace()));
        return Optional.ofNullable(objects.get(ref.toString()));
    }

    @Override
    public void scan(ResourceType type, String namespace, String labelSelector, Consumer<LiveObject> each) {
        demand("list", type, namespace);
        lists.add(type.kind());
        objects.values().stream()
                .filter(object -> object.ref().kind().equals(type.kind())
                        && object.ref().group().equals(type.group()))
                .filter(object ->
                        namespace.isEmpty() || object.ref().namespace().equals(namespace))
                .forEach(each);
    }

    @Override
    public boolean allows(Access access) {
        return !forbidden.contains(access.verb() + " " + access.resource());
    }

    @Override
    public List<EventNote> events(LiveObject object) {
        return List.of();
    }

    @Override
    public Watching watch(ObjectRef ref, Runnable changed) {
        throw new IllegalStateException("not asked for by a provider");
    }

    @Override
    public Optional<LiveObject> annotate(ObjectRef ref, String annotation, String value) {
        ResourceType type = typeOf(ref.group(), ref.kind()).orElseThrow();
        if (!allows(Access.to("patch", type, ref.namespace()))) return Optional.empty();
        requests.add(ref.kind() + "/" + ref.name());
        LiveObject object = objects.get(ref.toString());
        ((ObjectNode) object.json())
                .withObject("metadata")
                .withObject("annotations")
                .put(annotation, value);
        return Optional.of(object);
    }

    /** As the controller does at the end of a pass, whatever came of it. */
    void takeUpRequest(ObjectRef ref) {
        LiveObject object = objects.get(ref.toString());
        String token = object.annotations().get(REQUESTED_AT);
        ((ObjectNode) object.json()).withObject("status").put("lastHandledReconcileAt", token);
    }

    @Override
    public boolean patch(ObjectRef ref, JsonNode jsonPatch) {
        throw new IllegalStateException("Flux is asked by annotations only");
    }

    private void demand(String verb, ResourceType type, String namespace) {
        Access access = Access.to(verb, type, namespace);
        if (!allows(access)) throw ClusterException.forbidden(access, null);
    }
}
