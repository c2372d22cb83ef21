package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.Relation;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One snapshot and the verdict that it must get, as a YAML or JSON document: {@code case}, {@code application} (merged
 * over the base as in RFC 7386), {@code objects} (entries as in status.resources), {@code history} ({@code commit},
 * {@code relations}, {@code isOnBranch}, {@code survives}), {@code requests}, {@code awaited}, {@code waited}, {@code
 * syncAsked}, and {@code then}: the verdict in short, as {@link #inShort} writes it.
 */
record VerdictCase(String name, JsonNode document, ObjectNode application) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Documents of one file; the first gives the base of the others where it has no {@code then}. */
    static List<VerdictCase> load(Path file) {
        List<JsonNode> documents = documents(file);
        boolean hasBase = !documents.getFirst().has("then");
        ObjectNode base = hasBase ? (ObjectNode) documents.getFirst().path("application") : MAPPER.createObjectNode();
        return documents.stream()
                .skip(hasBase ? 1 : 0)
                .map(document -> new VerdictCase(
                        document.path("case").asString(file.getFileName().toString()),
                        document,
                        merged(base.deepCopy(), document.path("application"))))
                .toList();
    }

    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String expected() {
        return document.path("then").asString("");
    }

    Snapshot snapshot() {
        return new Snapshot(
                hop(),
                new Application(new LiveObject(application)),
                requests(),
                Verdict.Awaited.valueOf(document.path("awaited").asString("NOTHING")),
                Duration.parse(document.path("waited").asString("PT0S")));
    }

    /** {@code Pending revision-lag, asks REFRESH} or {@code Succeeded EXACT ccccccc [neighbour-unhealthy]}. */
    static String inShort(Verdict verdict) {
        String ask = verdict.ask() == Verdict.Ask.NOTHING ? "" : ", asks " + verdict.ask();
        return inShort(verdict.progress()) + ask;
    }

    static String inShort(Progress progress) {
        return switch (progress) {
            case Progress.Pending pending -> "Pending " + pending.reason().code();
            case Progress.Progressing progressing ->
                "Progressing " + progressing.reason().code();
            case Progress.Blocked blocked ->
                "Blocked " + blocked.reason().code() + (blocked.needsPerson() ? " until a person acts" : "");
            case Progress.Succeeded succeeded ->
                "Succeeded %s %s %s"
                        .formatted(
                                succeeded.evidence().evidenceClass(),
                                succeeded.evidence().revision().substring(0, 7),
                                succeeded.warnings().stream().map(Reason::code).toList());
            case Progress.Degraded degraded -> "Degraded " + degraded.reason().code();
            case Progress.Superseded superseded ->
                "Superseded " + superseded.reason().code();
            case Progress.Failed failed -> "Failed " + failed.reason().code();
        };
    }

    private Hop hop() {
        LiveObject planned = new LiveObject(application);
        List<ObjectRef> objects = document.path("objects").isEmpty()
                ? List.of(new ObjectRef("apps", "v1", "Deployment", "shop", "web"))
                : document.path("objects")
                        .valueStream()
                        .map(ResourceEntry::object)
                        .toList();
        Owner owner = new Owner("argocd", planned, objects.getFirst(), objects, List.of());
        return new Hop(
                owner,
                plannedSource(planned),
                history(),
                objects,
                document.path("syncAsked").asBoolean(false));
    }

    /** That of the base; a recorded case is planned for what it has. */
    private GitSource plannedSource(LiveObject planned) {
        JsonNode source =
                document.path("plannedSource").isObject() ? document.path("plannedSource") : planned.at("/spec/source");
        return new GitSource(
                planned.ref(),
                source.path("repoURL").asString(""),
                source.path("targetRevision").asString(""),
                source.path("path").asString(""),
                path -> true,
                "",
                false);
    }

    private KnownHistory history() {
        JsonNode history = document.path("history");
        KnownHistory usual = KnownHistory.usual();
        Map<String, Relation> relations = new HashMap<>(usual.relations());
        history.path("relations")
                .properties()
                .forEach(entry -> relations.put(
                        entry.getKey(), Relation.valueOf(entry.getValue().asString(""))));
        return new KnownHistory(
                history.path("commit").asString(usual.commit()),
                relations,
                history.path("isOnBranch").asBoolean(true),
                history.path("survives").asBoolean(true));
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

    private static ObjectNode merged(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) target.remove(entry.getKey());
            else if (value.isObject() && target.path(entry.getKey()).isObject()) {
                merged((ObjectNode) target.get(entry.getKey()), value);
            } else target.set(entry.getKey(), value);
        });
        return target;
    }

    private static List<JsonNode> documents(Path file) {
        try {
            Iterable<Object> loaded =
                    new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file));
            return StreamSupport.stream(loaded.spliterator(), false)
                    .<JsonNode>map(MAPPER::valueToTree)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
