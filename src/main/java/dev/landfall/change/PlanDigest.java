package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.Sha256;
import dev.landfall.manifest.DesiredChange;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fingerprint of what a plan means: the request, and of each part the place, the owners' or objects' uids, and each
 * edit's file, object, field, old and new value. Commits, blobs, resource versions and line numbers are no part of it,
 * so an approval survives an unrelated commit; two changes of one field have different old values, so only one of them
 * lands.
 */
final class PlanDigest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private PlanDigest() {}

    static String of(ChangeRequest request, List<PlanPart> parts) {
        ObjectNode canonical = MAPPER.createObjectNode();
        canonical.put("version", 3);
        addRequest(canonical.putObject("request"), request);
        ArrayNode places = canonical.putArray("parts");
        parts.forEach(part -> places.add(canonical(part)));
        return Sha256.of(MAPPER.writeValueAsString(canonical));
    }

    /** Whether both mean the same. */
    static boolean isSame(PlanPart one, PlanPart other) {
        return canonical(one).equals(canonical(other));
    }

    private static void addRequest(ObjectNode node, ChangeRequest request) {
        ArrayNode changes = node.putArray("changes");
        for (DesiredChange change : request.changes()) {
            StoredDesire desire = StoredDesire.of(change);
            changes.addObject()
                    .put("kind", desire.kind().name())
                    .put("object", name(change.object()))
                    .put("path", desire.path())
                    .put("value", desire.value());
        }
        node.put("reason", request.manner().reason());
        node.put("syncAsked", request.manner().syncAsked());
        // Only where it is said, so that plans of before keep their digest.
        if (request.manner().ignoreStaleOwner()) node.put("ignoreStaleOwner", true);
        if (request.manner().acceptUnproven()) node.put("acceptUnproven", true);
        if (request.manner().at() != At.UNSAID)
            node.put("at", request.manner().at().name());
        node.put("reverts", request.reverts());
        if (request.symptoms().isEmpty()) return;
        ArrayNode symptoms = node.putArray("symptoms");
        request.symptoms()
                .forEach(one -> symptoms.addObject().put("rule", one.rule()).put("object", name(one.object())));
    }

    private static ObjectNode canonical(PlanPart part) {
        ObjectNode node = MAPPER.createObjectNode();
        switch (part) {
            case PlanPart.InGit git -> {
                node.put("repository", git.repository());
                node.put("branch", git.branch());
                node.put("delivery", git.way().word());
                ArrayNode owners = node.putArray("owners");
                git.owners().forEach(owner -> owners.add(owner.ownerUid()));
                addRendered(node, git.rendered());
            }
            case PlanPart.Direct direct -> {
                node.put("delivery", "direct");
                ArrayNode objects = node.putArray("objects");
                direct.writes()
                        .forEach(write -> objects.addObject()
                                .put("object", name(write.object()))
                                .put("uid", write.uid()));
                // Only where there is some, so that plans of before keep their digest.
                if (!direct.rendered().isEmpty()) addRendered(node, direct.rendered());
            }
        }
        addEdits(node.putArray("edits"), part);
        return node;
    }

    private static void addRendered(ObjectNode node, List<String> lines) {
        ArrayNode rendered = node.putArray("rendered");
        lines.stream().sorted().forEach(rendered::add);
    }

    private static void addEdits(ArrayNode node, PlanPart part) {
        part.edits().stream()
                .sorted(Comparator.comparing(PlannedEdit::file)
                        .thenComparing(edit -> name(edit.object()))
                        .thenComparing(PlannedEdit::field))
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
}
