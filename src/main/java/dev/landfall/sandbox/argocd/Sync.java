package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.sandbox.argocd.SyncResult.Applied;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One sync: applies what Git wants, and prunes what it wants no more.
 *
 * @param request {@code operation.sync}
 */
record Sync(ObjectStore store, LiveObject application, JsonNode request) {

    SyncResult run(CommitId revision, List<LiveObject> wanted, List<LiveObject> live) {
        if (request.path("syncOptions")
                .valueStream()
                .anyMatch(o -> o.asString("").equals("CreateNamespace=true"))) createNamespace();
        List<Applied> results = new ArrayList<>();
        live.stream()
                .filter(object -> isSelected(object.ref())
                        && wanted.stream().noneMatch(target -> target.ref().isSameObjectAs(object.ref())))
                .forEach(object -> results.add(prune(object)));
        wanted.stream().filter(target -> isSelected(target.ref())).forEach(target -> results.add(apply(target)));
        return SyncResult.of(revision.hex(), results);
    }

    private void createNamespace() {
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace.put("apiVersion", "v1").put("kind", "Namespace");
        namespace
                .putObject("metadata")
                .put("name", application.at("/spec/destination/namespace").asString(""));
        store.apply(namespace, Comparison.MANAGER, false);
    }

    private boolean isSelected(ObjectRef ref) {
        return request.path("resources").isEmpty()
                || request.path("resources")
                        .valueStream()
                        .anyMatch(each -> each.path("group").asString("").equals(ref.group())
                                && each.path("kind").asString("").equals(ref.kind())
                                && each.path("name").asString("").equals(ref.name()));
    }

    private Applied apply(LiveObject target) {
        Optional<LiveObject> before = store.get(target.ref());
        try {
            LiveObject after = store.apply((ObjectNode) target.json(), Comparison.MANAGER, false);
            String what = before.map(known -> known.equals(after) ? "unchanged" : "configured")
                    .orElse("created");
            return new Applied(after, "Synced", kubectlName(target.ref()) + " " + what);
        } catch (Rejected notTaken) {
            return new Applied(target, "SyncFailed", notTaken.getMessage());
        }
    }

    private Applied prune(LiveObject object) {
        if (!request.path("prune").asBoolean(false)) {
            return new Applied(object, "PruneSkipped", "ignored (requires pruning)");
        }
        store.delete(object.ref());
        return new Applied(object, "Pruned", "pruned");
    }

    /** {@code deployment.apps/web}. */
    private static String kubectlName(ObjectRef ref) {
        String kind = ref.kind().toLowerCase(Locale.ROOT);
        return (ref.group().isEmpty() ? kind : kind + "." + ref.group()) + "/" + ref.name();
    }
}
