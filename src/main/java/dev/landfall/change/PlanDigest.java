package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fingerprint of what a plan means: the request, the owner's uid, repository, branch, delivery, and each edit's file,
 * object, field, old and new value. Commits, blobs and line numbers are no part of it, so an approval survives an
 * unrelated commit; two changes of one field have different old values, so only one of them lands.
 */
final class PlanDigest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private PlanDigest() {}

    static String of(ChangeRequest request, PlanPart part) {
        ObjectNode canonical = MAPPER.createObjectNode();
        canonical.put("version", 2);
        addRequest(canonical.putObject("request"), request);
        canonical.put("ownerUid", part.ownerUid());
        canonical.put("repository", part.repository());
        canonical.put("branch", part.branch());
        canonical.put("delivery", "push");
        addEdits(canonical.putArray("edits"), part);
        return sha256(MAPPER.writeValueAsString(canonical));
    }

    private static void addRequest(ObjectNode node, ChangeRequest request) {
        node.put("object", name(request.object()));
        ArrayNode changes = node.putArray("changes");
        for (DesiredChange change : request.changes()) {
            StoredDesire desire = StoredDesire.of(change);
            changes.addObject()
                    .put("kind", desire.kind().name())
                    .put("object", name(change.object()))
                    .put("path", desire.path())
                    .put("value", desire.value());
        }
        node.put("reason", request.reason());
        node.put("syncAsked", request.syncAsked());
        node.put("reverts", request.reverts());
    }

    private static void addEdits(ArrayNode node, PlanPart part) {
        part.edits().stream()
                .sorted(Comparator.comparing(PlannedEdit::file).thenComparing(PlannedEdit::field))
                .forEach(edit -> node.addObject()
                        .put("file", edit.file())
                        .put("object", name(edit.object()))
                        .put("field", edit.field())
                        .put("old", edit.before())
                        .put("new", edit.after()));
    }

    private static String name(ObjectRef ref) {
        return ref.group() + "/" + ref.kind() + "/" + ref.namespace() + "/" + ref.name();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
