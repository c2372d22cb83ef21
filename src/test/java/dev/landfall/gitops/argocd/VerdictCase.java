package dev.landfall.gitops.argocd;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.ShopSource;
import dev.landfall.reason.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One snapshot and the verdict that it must get, as a YAML or JSON document: {@code case}, {@code application} (merged
 * over the base as in RFC 7386), {@code objects} (entries as in status.resources), {@code history} ({@code commit},
 * {@code relations}, {@code isOnBranch}, {@code survives}), {@code requests}, {@code awaited}, {@code waited}, {@code
 * syncAsked}, {@code now} (an instant), {@code beside} (other objects of the cluster), {@code denied} (resources
 * that may not be read), {@code then}: the verdict in short, as {@link #inShort} writes it, and {@code says}: what its reason's
 * message has, too.
 */
record VerdictCase(String name, JsonNode document, ObjectNode application) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Documents of one file; the first gives the base of the others where it has no {@code then}. */
    static List<VerdictCase> load(Path file) {
        List<JsonNode> documents = CaseFiles.documents(file);
        boolean hasBase = !documents.getFirst().has("then");
        ObjectNode base = hasBase ? (ObjectNode) documents.getFirst().path("application") : MAPPER.createObjectNode();
        return documents.stream()
                .skip(hasBase ? 1 : 0)
                .map(document -> new VerdictCase(
                        document.path("case").asString(file.getFileName().toString()),
                        document,
                        CaseFiles.merged(base.deepCopy(), document.path("application"))))
                .toList();
    }

    String expected() {
        return document.path("then").asString("");
    }

    Snapshot snapshot() {
        Hop hop = hop();
        Application now = new Application(new LiveObject(application));
        return new Snapshot(
                hop,
                new ApplicationSource(now).stillFrom(hop.source()).orElse(now),
                around(),
                requests(),
                Verdict.Awaited.valueOf(document.path("awaited").asString("NOTHING")),
                Duration.parse(document.path("waited").asString("PT0S")));
    }

    /** {@code Pending revision-lag, asks REFRESH} or {@code Succeeded EXACT ccccccc [neighbour-unhealthy]}. */
    static String inShort(Verdict verdict) {
        String ask = verdict.ask() == Verdict.Ask.NOTHING ? "" : ", asks " + verdict.ask();
        return CaseFiles.inShort(verdict.progress()) + ask;
    }

    /** The text that a person reads with the verdict. */
    static String message(Verdict verdict) {
        return switch (verdict.progress()) {
            case Progress.Pending(Reason reason) -> reason.toString();
            case Progress.Progressing(Reason reason) -> reason.toString();
            case Progress.Blocked(Reason reason, boolean person) -> reason.toString();
            case Progress.Degraded(Reason reason, Evidence evidence) -> reason.toString();
            case Progress.Superseded(Reason reason) -> reason.toString();
            case Progress.Failed(Reason reason) -> reason.toString();
            case Progress.Succeeded succeeded -> succeeded.evidence().toString() + succeeded.warnings();
        };
    }

    List<String> said() {
        return document.path("says")
                .valueStream()
                .map(text -> text.asString(""))
                .toList();
    }

    /** As the tracker reads it. */
    private Surroundings around() {
        if (!document.has("beside") && !document.has("denied")) return Surroundings.clear();
        InMemoryCluster cluster = Fixtures.cluster();
        document.path("beside").valueStream().forEach(object -> cluster.with(new LiveObject(object)));
        document.path("denied").valueStream().forEach(resource -> {
            cluster.denying("get", resource.asString(""), "");
            cluster.denying("list", resource.asString(""), "");
        });
        SurroundingsReader reader = new SurroundingsReader(cluster, new Application(new LiveObject(application)));
        Instant now = Instant.parse(document.path("now").asString("2026-03-01T10:00:00Z"));
        return new Surroundings(reader.windows(now), reader.rolling(), reader.parts());
    }

    private Hop hop() {
        LiveObject planned = new LiveObject(application);
        ObjectRef web = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
        List<ObjectRef> removed = refs("removed");
        List<ObjectRef> objects = refs("objects").isEmpty() && removed.isEmpty() ? List.of(web) : refs("objects");
        Owner owner = new Owner("argocd", planned, web, List.of(web), List.of());
        return new Hop(
                owner,
                plannedSource(planned),
                CaseFiles.history(document.path("history")),
                objects,
                removed,
                CaseFiles.former(document),
                document.path("syncAsked").asBoolean(false));
    }

    private List<ObjectRef> refs(String field) {
        return document.path(field).valueStream().map(ResourceEntry::object).toList();
    }

    /** That of the base; a recorded case is planned for what it has. */
    private GitSource plannedSource(LiveObject planned) {
        JsonNode source = document.path("plannedSource").isObject()
                ? document.path("plannedSource")
                : new Application(planned).editedSource();
        return ShopSource.of(
                planned.ref(),
                source.path("repoURL").asString(""),
                source.path("targetRevision").asString(""),
                source.path("path").asString(""));
    }

    /** By default our refresh was asked for at 10:00:00.7 and nothing else has happened. */
    private Requests requests() {
        JsonNode requests = document.path("requests");
        boolean refreshAllowed = requests.path("refreshAllowed").asBoolean(true);
        return new Requests(
                refreshAllowed,
                refreshAllowed
                        ? Optional.of(Instant.parse(requests.path("refreshedAt").asString("2026-03-01T10:00:00.700Z")))
                        : Optional.empty(),
                Optional.of(requests.path("firstReconciledAt").asString(""))
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse),
                requests.path("recompares").asInt(0),
                requests.path("syncs").asInt(0),
                requests.path("syncAllowed").asBoolean(true));
    }
}
