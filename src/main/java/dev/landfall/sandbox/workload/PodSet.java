package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.OwnerReference;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The Pods of a workload: makes them from its template, finds them again, and counts them. */
final class PodSet {
    /** Of names that Kubernetes makes up: no vowels, which could form words, and nothing that looks alike. */
    private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final int SUFFIX = 5;

    private final ObjectStore store;
    private final InstantSource clock;
    private final Events events;

    PodSet(ObjectStore store, InstantSource clock, Events events) {
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    /** Those that the workload controls, also if they are ending. */
    List<LiveObject> of(LiveObject workload) {
        return store.list("", "Pod", workload.ref().namespace()).stream()
                .filter(pod -> isControlledBy(pod, workload))
                .toList();
    }

    /** Those that count: neither ending nor ended. */
    List<LiveObject> active(LiveObject workload) {
        return of(workload).stream()
                .filter(pod -> !pod.isBeingDeleted() && !hasEnded(pod))
                .toList();
    }

    static boolean isControlledBy(LiveObject child, LiveObject parent) {
        return child.ownerReferences().stream()
                .filter(OwnerReference::controller)
                .anyMatch(reference -> reference.uid().equals(parent.uid()));
    }

    static boolean hasEnded(LiveObject pod) {
        String phase = pod.at("/status/phase").asString("");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    static boolean isReady(LiveObject pod) {
        return !pod.isBeingDeleted() && readySince(pod).isAfter(Instant.MIN);
    }

    /** Whether it has been ready for so long; Kubernetes keeps times in whole seconds. */
    boolean isAvailable(LiveObject pod, LiveObject workload) {
        Duration least = Duration.ofSeconds(workload.at("/spec/minReadySeconds").asLong(0));
        return isReady(pod) && !readySince(pod).plus(least).isAfter(clock.instant());
    }

    private static Instant readySince(LiveObject pod) {
        return pod.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals("Ready")
                        && condition.path("status").asString("").equals("True"))
                .map(condition ->
                        Instant.parse(condition.path("lastTransitionTime").asString()))
                .findFirst()
                .orElse(Instant.MIN);
    }

    /** Makes a Pod with a name of its own, or this one. */
    void create(LiveObject workload, String name, ObjectNode labels) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        JsonNode template = workload.at("/spec/template").deepCopy();
        ObjectNode metadata = pod.putObject("metadata");
        if (template.path("metadata").isObject()) metadata.setAll((ObjectNode) template.path("metadata"));
        metadata.withObject("/labels").setAll(labels);
        metadata.put("namespace", workload.ref().namespace()).put("name", name);
        own(metadata, workload);
        pod.set("spec", template.path("spec"));
        store.create(pod, "kube-controller-manager");
        events.normal(workload, "SuccessfulCreate", "Created pod: " + name);
    }

    void delete(LiveObject workload, LiveObject pod) {
        store.delete(pod.ref());
        events.normal(workload, "SuccessfulDelete", "Deleted pod: " + pod.ref().name());
    }

    static void own(ObjectNode metadata, LiveObject owner) {
        ObjectRef ref = owner.ref();
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", ref.apiVersion())
                .put("kind", ref.kind())
                .put("name", ref.name())
                .put("uid", owner.uid())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    /** {@code web-x7k2p}. */
    static String madeUpName(LiveObject workload) {
        StringBuilder name = new StringBuilder(workload.ref().name()).append('-');
        IntStream.range(0, SUFFIX)
                .map(i -> ThreadLocalRandom.current().nextInt(NAME_LETTERS.length()))
                .forEach(letter -> name.append(NAME_LETTERS.charAt(letter)));
        return name.toString();
    }

    /** A short name for a template, the same for the same one, in the letters of made-up names. */
    static String hash(JsonNode template) {
        // The order of fields is no part of what a template says.
        long hash = template.hashCode() & 0xffffffffL;
        StringBuilder text = new StringBuilder();
        for (long rest = hash; rest > 0 || text.isEmpty(); rest /= NAME_LETTERS.length()) {
            text.append(NAME_LETTERS.charAt((int) (rest % NAME_LETTERS.length())));
        }
        return text.toString();
    }
}
