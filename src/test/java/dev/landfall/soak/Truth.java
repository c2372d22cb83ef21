package dev.landfall.soak;

import dev.landfall.sandbox.cluster.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what is so: from the cluster's own objects and from Git, never by Landfall's code or its journal. */
final class Truth {
    private final SoakWorld world;
    private final Wanted wanted;
    private final boolean owned;
    private final Map<String, Boolean> contained = new ConcurrentHashMap<>();

    Truth(SoakWorld world, Wanted wanted, boolean owned) {
        this.world = world;
        this.wanted = wanted;
        this.owned = owned;
    }

    Sight look() {
        Optional<JsonNode> object = world.read(wanted.object());
        return new Sight(wanted.holdsIn(object), isWell(object), owned ? world.applied() : java.util.Set.of());
    }

    private boolean isWell(Optional<JsonNode> object) {
        if (object.isEmpty()) return wanted.isGone();
        return !wanted.object().kind().equals("Deployment") || isRolledOut(object.get());
    }

    /** By its ReplicaSets and pods alone: what the Deployment's own status says need not be true yet. */
    private boolean isRolledOut(JsonNode deployment) {
        long ready = 0;
        long all = 0;
        JsonNode template = deployment.at("/spec/template");
        List<JsonNode> pods = world.list("", "Pod");
        for (JsonNode set : controlledBy(deployment, world.list("apps", "ReplicaSet"))) {
            boolean isNew = template(set).equals(template);
            for (JsonNode pod : controlledBy(set, pods)) {
                all++;
                if (isNew && isReady(pod)) ready++;
            }
        }
        return ready == deployment.at("/spec/replicas").asLong(1) && all == ready;
    }

    private static List<JsonNode> controlledBy(JsonNode owner, List<JsonNode> objects) {
        return objects.stream()
                .filter(each -> each.at("/metadata/ownerReferences")
                        .valueStream()
                        .anyMatch(reference -> reference.path("uid").equals(owner.at("/metadata/uid"))))
                .toList();
    }

    /** As the Deployment has it: the label that its controller adds is not in there. */
    private static JsonNode template(JsonNode replicaSet) {
        JsonNode template = replicaSet.at("/spec/template").deepCopy();
        if (template.at("/metadata/labels") instanceof ObjectNode labels) labels.remove("pod-template-hash");
        return template;
    }

    private static boolean isReady(JsonNode pod) {
        boolean ready = pod.at("/status/conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asString("").equals("Ready")
                        && condition.path("status").asString("").equals("True"));
        return ready && pod.at("/metadata/deletionTimestamp").isMissingNode();
    }

    /** Whether the owner says that it applied our commit. */
    boolean isApplied(Sight sight, String commit) {
        return sight.applied().stream().anyMatch(revision -> isIn(revision, commit));
    }

    private boolean isIn(String revision, String commit) {
        return contained.computeIfAbsent(revision + " " + commit, pair -> world.contains(revision, commit));
    }

    boolean isOnBranch(String commit) {
        return world.contains(world.head(), commit);
    }

    /** Whether the head of the branch still says what was asked for. */
    boolean isSaidAtHead() {
        List<JsonNode> found = new ArrayList<>();
        world.files().forEach((path, text) -> {
            if (!path.endsWith(".yaml")) return;
            try {
                for (JsonNode object : Yaml.objects(text)) if (isIt(object)) found.add(object);
            } catch (IllegalArgumentException noManifest) {
                // Nothing is said by it.
            }
        });
        return wanted.holdsIn(found.stream().findFirst());
    }

    private boolean isIt(JsonNode object) {
        return Objects.equals(object.path("kind").asString(""), wanted.object().kind())
                && object.at("/metadata/name")
                        .asString("")
                        .equals(wanted.object().name());
    }
}
