package dev.landfall.soak;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.Await;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Everybody else who has to do with the objects: does what the circumstance is. */
final class Others {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SoakWorld world;
    private final SoakCase soaked;
    private boolean stopped;
    private boolean acted;
    private String headBefore = "";

    Others(SoakWorld world, SoakCase soaked) {
        this.world = world;
        this.soaked = soaked;
    }

    /** From now on nobody does anything any more. */
    synchronized void stop() {
        stopped = true;
    }

    synchronized boolean haveActed() {
        return acted;
    }

    void at(Circumstance.When when) {
        if (when == Circumstance.When.BEFORE_LANDING && soaked.tool().hasOwner()) headBefore = world.head();
        if (soaked.circumstance().when() == when) act();
    }

    /** Some time after the landing, on a thread of its own. */
    Thread later() {
        return Thread.ofVirtual().start(() -> {
            Await.until(
                    "the time to act", Duration.ofSeconds(30), deadline(soaked.delayMillis())::isOver, over -> over);
            at(Circumstance.When.AFTER_LANDING);
            if (soaked.circumstance() == Circumstance.CONTROLLER_STOPPED) world.startController();
        });
    }

    private interface Deadline {
        boolean isOver();
    }

    private static Deadline deadline(int millis) {
        long at = System.nanoTime() + millis * 1_000_000L;
        return () -> System.nanoTime() >= at;
    }

    private synchronized void act() {
        if (stopped) return;
        acted = true;
        ObjectRef object = soaked.wish().object(world.namespace());
        switch (soaked.circumstance()) {
            case NOTHING, BROKEN_IMAGE, REFUSED_BY_SERVER -> {}
            case OTHER_LINES_BEFORE, OTHER_LINES_AFTER ->
                commit(Manifests.WEB, text(Manifests.WEB).replace("note: none", "note: theirs"));
            case SAME_LINE_BEFORE, SAME_LINE_AFTER -> sameLine(object);
            case BROKEN_FILE_AFTER ->
                commit("apps/broken.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b\n");
            case FORCE_PUSH_AFTER -> world.rewind(headBefore);
            case IDLE_BEFORE, IDLE_BETWEEN, IDLE_AFTER, SYNC_ASKED -> world.idleOwner();
            case NEIGHBOUR_BROKEN -> neighbour(true);
            case NEIGHBOUR_BREAKS -> neighbour(false);
            case BY_HAND_AFTER -> byHand(object);
            case DELETED_BY_HAND_AFTER -> world.delete(object);
            case POD_DELETED_AFTER -> deletePod();
            case CONTROLLER_STOPPED -> world.stopController();
            case CONTROLLER_RESTARTED -> {
                world.stopController();
                world.startController();
            }
            case PRUNING_OFF -> world.stopPruning();
        }
    }

    private String text(String path) {
        return world.files().get(path);
    }

    private void commit(String path, String text) {
        world.commit(text == null ? Collections.singletonMap(path, null) : Map.of(path, text));
    }

    private void sameLine(ObjectRef object) {
        if (!soaked.tool().hasOwner()) {
            byHand(object);
            return;
        }
        commit(
                Manifests.WEB,
                soaked.wish().asOthersWantIt(text(Manifests.WEB), world.images().getLast()));
    }

    private void byHand(ObjectRef object) {
        String image = world.images().getLast();
        String container =
                "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"web\", \"image\": \"%s\","
                        + " \"env\": [{\"name\": \"GREETING\", \"value\": \"%s\"}]}]}}}}";
        world.patch(
                object,
                switch (soaked.wish()) {
                    case SCALE -> "{\"spec\": {\"replicas\": 5}}";
                    case LABEL -> "{\"metadata\": {\"labels\": {\"tier\": \"theirs\"}}}";
                    case IMAGE -> container.formatted(image, "hello");
                    case ENV -> container.formatted(world.images().getFirst(), "theirs");
                    case CREATE, DELETE -> throw new IllegalStateException("nobody does that by hand");
                });
    }

    private void neighbour(boolean isThereBefore) {
        Map<String, String> files = new HashMap<>();
        files.put("apps/neighbour.yaml", Manifests.deployment(world.namespace(), "neighbour", world.missingImage()));
        world.commit(files);
        if (!isThereBefore) return;
        ObjectRef neighbour = new ObjectRef("apps", "v1", "Deployment", world.namespace(), "neighbour");
        Await.until("the neighbour", LONGEST, () -> world.read(neighbour).isPresent(), there -> there);
    }

    private void deletePod() {
        for (JsonNode pod : world.list("", "Pod")) {
            String name = pod.at("/metadata/name").asString();
            if (!name.startsWith("web-")) continue;
            world.delete(new ObjectRef("", "v1", "Pod", world.namespace(), name));
            return;
        }
    }
}
