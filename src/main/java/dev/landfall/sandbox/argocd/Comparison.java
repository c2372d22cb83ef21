package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Git wants beside what is there.
 *
 * @param error why there is no comparison, or empty
 */
record Comparison(String revision, List<Entry> entries, String error) {
    static final String MANAGER = "argocd-controller";

    /**
     * One object.
     *
     * @param live empty where it is missing
     * @param isExtra whether it is there and not in Git
     */
    record Entry(ObjectRef ref, Optional<LiveObject> live, boolean isSynced, boolean isExtra) {}

    static Comparison of(ObjectStore store, CommitId revision, List<LiveObject> wanted, List<LiveObject> live) {
        List<Entry> entries = new ArrayList<>();
        wanted.forEach(target -> {
            Optional<LiveObject> there = store.get(target.ref());
            entries.add(new Entry(target.ref(), there, isSynced(store, target, there), false));
        });
        live.stream()
                .filter(object ->
                        wanted.stream().noneMatch(target -> target.ref().isSameObjectAs(object.ref())))
                .forEach(object -> entries.add(new Entry(object.ref(), Optional.of(object), false, true)));
        return new Comparison(revision.hex(), entries, "");
    }

    static Comparison failed(String revision, String error) {
        return new Comparison(revision, List.of(), error);
    }

    private static boolean isSynced(ObjectStore store, LiveObject target, Optional<LiveObject> live) {
        try {
            return live.isPresent()
                    && store.apply((ObjectNode) target.json(), MANAGER, true).equals(live.get());
        } catch (Rejected notTaken) {
            return false;
        }
    }

    boolean hasFailed() {
        return !error.isEmpty();
    }

    String syncStatus() {
        if (hasFailed()) return "Unknown";
        return entries.stream().allMatch(Entry::isSynced) ? "Synced" : "OutOfSync";
    }

    /** Whether nothing but the removal of objects is outstanding. */
    boolean onlyExtrasDiffer() {
        return entries.stream().allMatch(entry -> entry.isSynced() || entry.isExtra());
    }

    /** The worst of all; that of something that is missing only where nothing is there. */
    ResourceHealth health() {
        boolean nothingThere = !entries.isEmpty()
                && entries.stream().allMatch(entry -> entry.live().isEmpty());
        if (nothingThere) return ResourceHealth.MISSING;
        return healths().max(Comparator.naturalOrder()).orElse(ResourceHealth.HEALTHY);
    }

    private Stream<ResourceHealth> healths() {
        return entries.stream().flatMap(entry -> entry.live().flatMap(ResourceHealth::of).stream());
    }

    /** The first object that makes the health what it is, as the status names it. */
    Optional<String> cause() {
        ResourceHealth worst = health();
        if (worst == ResourceHealth.HEALTHY || worst == ResourceHealth.MISSING) return Optional.empty();
        return entries.stream()
                .filter(entry -> entry.live().flatMap(ResourceHealth::of).equals(Optional.of(worst)))
                .map(entry ->
                        "Caused by " + entry.ref().group() + "/" + entry.ref().kind() + ":"
                                + entry.ref().namespace() + "/" + entry.ref().name())
                .findFirst();
    }
}
