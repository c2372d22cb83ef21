package dev.landfall.gitops;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the tables of the state machines: files of YAML or JSON documents, each a snapshot and its verdict. */
public final class CaseFiles {
    private static final JsonMapper MAPPER = new JsonMapper();

    private CaseFiles() {}

    public static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** {@code Succeeded EXACT ccccccc [neighbour-unhealthy]}. */
    public static String inShort(Progress progress) {
        return switch (progress) {
            case Progress.Pending pending -> "Pending " + pending.reason().code();
            case Progress.Progressing progressing ->
                "Progressing " + progressing.reason().code();
            case Progress.Blocked blocked ->
                "Blocked " + blocked.reason().code() + (blocked.needsPerson() ? " until a person acts" : "");
            case Progress.Succeeded succeeded ->
                "Succeeded %s %s %s%s"
                        .formatted(
                                succeeded.evidence().evidenceClass(),
                                succeeded.evidence().revision().substring(0, 7),
                                succeeded.warnings().stream()
                                        .map(CaseFiles::inShort)
                                        .toList(),
                                succeeded
                                        .leavesAlone()
                                        .map(reason -> ", and differs again: " + reason.code())
                                        .orElse(""));
            case Progress.Degraded degraded -> "Degraded " + degraded.reason().code();
            case Progress.Superseded superseded ->
                "Superseded " + superseded.reason().code();
            case Progress.Failed failed -> "Failed " + failed.reason().code();
        };
    }

    /** Its code, with whether it was so before, where it says that. */
    private static String inShort(Reason warning) {
        boolean before = warning.message().contains("(as before the change)");
        boolean since = warning.message().contains("(since the change)");
        return warning.code() + (before ? " as before" : "") + (since ? " since" : "");
    }

    /** What a case says of Git, over what is usual. */
    public static KnownHistory history(JsonNode history) {
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
                history.path("survives").asBoolean(true),
                history.path("head")
                        .asString(history.path("isOnBranch").asBoolean(true) ? usual.head() : KnownHistory.ASIDE));
    }

    /** {@code former}: what the owner said was not well when the change was planned. */
    public static FormerTroubles former(JsonNode document) {
        return new FormerTroubles(
                document.path("former").valueStream().map(JsonNode::asString).toList());
    }

    /** As in RFC 7386. */
    public static ObjectNode merged(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) target.remove(entry.getKey());
            else if (value.isObject() && target.path(entry.getKey()).isObject()) {
                merged((ObjectNode) target.get(entry.getKey()), value);
            } else target.set(entry.getKey(), value);
        });
        return target;
    }

    public static List<JsonNode> documents(Path file) {
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
