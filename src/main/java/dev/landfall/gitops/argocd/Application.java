package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * An Application as the API server showed it at one moment, read by Argo CD's own field names.
 *
 * @param index of the source that is asked about among those of {@code spec.sources}; 0 where it has no such list
 */
record Application(LiveObject live, int index) {
    static final String GROUP = "argoproj.io";
    static final String KIND = "Application";
    static final String ITS_OWN_CLUSTER = "https://kubernetes.default.svc";
    static final String REFRESH = "argocd.argoproj.io/refresh";
    private static final String SKIP_RECONCILE = "argocd.argoproj.io/skip-reconcile";
    private static final Set<String> TRUE_AS_GO_PARSES_IT = Set.of("1", "t", "T", "TRUE", "true", "True");

    Application(LiveObject live) {
        this(live, 0);
    }

    /** The same, asked about each of its sources. */
    List<Application> bySource() {
        int sources = Math.max(1, severalSources().size());
        return IntStream.range(0, sources)
                .mapToObj(i -> new Application(live, i))
                .toList();
    }

    /** {@code spec.sources}; missing where it has one source, or a hydrator. */
    private JsonNode severalSources() {
        JsonNode sources = live.at("/spec/sources");
        return hydration().isPresent() || sources.isEmpty() ? MissingNode.getInstance() : sources;
    }

    boolean hasSeveralSources() {
        return !severalSources().isEmpty();
    }

    ObjectRef ref() {
        return live.ref();
    }

    /** As the {@code argocd} command takes it: {@code argocd/web}. */
    String qualifiedName() {
        return ref().namespace() + "/" + ref().name();
    }

    /** Empty before its controller saw it for the first time. */
    String controllerNamespace() {
        return live.at("/status/controllerNamespace").asString("");
    }

    /** The namespace of its Argo CD: before its controller saw it for the first time, its own. */
    String installedIn() {
        return controllerNamespace().isEmpty() ? ref().namespace() : controllerNamespace();
    }

    /**
     * Whether it deploys to the cluster that it lives in. Another URL is another cluster, though it could be this one by
     * an address from outside: then its objects are claimed, never unmanaged, since they carry its mark.
     */
    boolean deploysHere() {
        String server = destinationServer();
        String name = destinationName();
        if (server.isEmpty()) return name.isEmpty() || name.equals("in-cluster");
        return server.replaceAll("/+$", "").equals(ITS_OWN_CLUSTER);
    }

    String destinationServer() {
        return live.at("/spec/destination/server").asString("");
    }

    String destinationName() {
        return live.at("/spec/destination/name").asString("");
    }

    List<ResourceEntry> resources() {
        return live.at("/status/resources").valueStream().map(ResourceEntry::of).toList();
    }

    /** Of the objects that it lists. */
    Set<String> namespaces() {
        return resources().stream()
                .filter(ResourceEntry::provesOwnership)
                .map(entry -> entry.object().namespace())
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<ResourceEntry> entryOf(ObjectRef object) {
        return resources().stream()
                .filter(entry -> entry.object().isSameObjectAs(object))
                .findFirst();
    }

    boolean lists(ObjectRef object) {
        return entryOf(object).filter(ResourceEntry::provesOwnership).isPresent();
    }

    boolean skipsReconcile() {
        return TRUE_AS_GO_PARSES_IT.contains(live.annotations().getOrDefault(SKIP_RECONCILE, ""));
    }

    boolean isRefreshPending() {
        return live.annotations().containsKey(REFRESH);
    }

    boolean syncsByItself() {
        JsonNode automated = live.at("/spec/syncPolicy/automated");
        return automated.isObject() && automated.path("enabled").asBoolean(true);
    }

    /** Whether it syncs again where somebody has changed the live objects. */
    boolean healsItself() {
        return syncsByItself() && live.at("/spec/syncPolicy/automated/selfHeal").asBoolean(false);
    }

    /** @param option as in {@code spec.syncPolicy.syncOptions}: {@code Prune=false} */
    boolean hasSyncOption(String option) {
        return live.at("/spec/syncPolicy/syncOptions")
                .valueStream()
                .anyMatch(entry -> entry.asString("").equals(option));
    }

    /** {@code Synced}, {@code OutOfSync}, {@code Unknown}, or empty. */
    String syncStatus() {
        return live.at("/status/sync/status").asString("");
    }

    /** The revision that was compared last; it tells nothing of what was applied. */
    String comparedRevision() {
        return revisionIn(live.at("/status/sync"));
    }

    /** Of the source, in a part of the status that has {@code revision}, or {@code revisions} by index. */
    String revisionIn(JsonNode status) {
        return (hasSeveralSources() ? status.path("revisions").path(index) : status.path("revision")).asString("");
    }

    boolean isSyncStatusUnknown() {
        return syncStatus().isEmpty() || syncStatus().equals("Unknown");
    }

    String health() {
        return live.at("/status/health/status").asString("");
    }

    /** When the last comparison began, in whole seconds. */
    Optional<Instant> reconciledAt() {
        try {
            return Optional.of(live.at("/status/reconciledAt").asString(""))
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** The message of a condition, printable; empty where the Application has none of the type. */
    Optional<String> condition(String type) {
        return live.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals(type))
                .map(condition -> Printable.line(condition.path("message").asString("")))
                .findFirst();
    }

    /** Whether the stored comparison belongs to the spec as it is now. */
    boolean isComparedToSpec() {
        JsonNode compared = live.at("/status/sync/comparedTo");
        return areSourcesOf(compared)
                && sameTexts(compared.path("destination"), live.at("/spec/destination"), "server", "name", "namespace");
    }

    private boolean areSourcesOf(JsonNode compared) {
        if (!hasSeveralSources()) return isSameSource(compared.path("source"), syncedSource());
        return compared.path("sources").size() == severalSources().size()
                && IntStream.range(0, severalSources().size())
                        .allMatch(i -> isSameSource(
                                compared.path("sources").path(i),
                                severalSources().path(i)));
    }

    private static boolean isSameSource(JsonNode one, JsonNode other) {
        return sameTexts(one, other, "repoURL", "path", "targetRevision", "chart");
    }

    /** Whether its spec, or what Argo CD found, makes one of its sources a chart. */
    boolean isOfCharts() {
        return live.at("/status/sourceType").asString("").equals("Helm")
                || live.at("/status/sourceTypes")
                        .valueStream()
                        .anyMatch(type -> type.asString("").equals("Helm"))
                || bySource().stream()
                        .anyMatch(each -> each.editedSource().path("helm").isObject() || each.takesPublishedChart());
    }

    /** Whether the source that is asked about is a chart of a chart repository. */
    boolean takesPublishedChart() {
        return !editedSource().path("chart").asString("").isEmpty();
    }

    /** Of that chart; where the spec has a range of versions, the one that it came to; empty where that is not known. */
    String chartVersion() {
        String wanted = editedSource().path("targetRevision").asString("");
        if (TargetRevision.isVersion(wanted)) return wanted;
        return isComparedToSpec() ? comparedRevision() : "";
    }

    /** Empty where Argo CD syncs what people commit. */
    Optional<Hydration> hydration() {
        return Hydration.of(live);
    }

    /** What people commit to. */
    JsonNode editedSource() {
        return hydration().map(Hydration::drySource).orElseGet(this::ownSource);
    }

    private JsonNode ownSource() {
        return hasSeveralSources() ? severalSources().path(index) : live.at("/spec/source");
    }

    /** Where that stands in the Application. */
    String editedSourcePlace() {
        if (hydration().isPresent()) return "spec.sourceHydrator.drySource";
        return hasSeveralSources() ? "spec.sources[" + index + "]" : "spec.source";
    }

    /** What is compared with the cluster. */
    JsonNode syncedSource() {
        return hydration().map(Hydration::syncedSource).orElseGet(this::ownSource);
    }

    Optional<SyncOperation> operation() {
        return SyncOperation.of(this);
    }

    static boolean sameTexts(JsonNode one, JsonNode other, String... fields) {
        return List.of(fields).stream()
                .allMatch(field ->
                        one.path(field).asString("").equals(other.path(field).asString("")));
    }

    /** The URLs of all its sources in Git. */
    List<String> repositories() {
        return Stream.concat(Stream.of(editedSource()), severalSources().valueStream())
                .distinct()
                .filter(source -> source.path("chart").asString("").isEmpty())
                .map(source -> source.path("repoURL").asString(""))
                .filter(url -> !url.isEmpty())
                .toList();
    }
}
