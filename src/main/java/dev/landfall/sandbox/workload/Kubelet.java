package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Runs Pods on the one node: pulls their images, or does not find them, starts them, and ends them. */
final class Kubelet implements Controller.Reconciler {
    private static final String MANAGER = "kubelet";
    static final String NODE = "sandbox";

    private final ObjectStore store;
    private final InstantSource clock;
    private final Images images;
    private final Pace pace;
    private final Events events;
    /** When the kubelet saw a Pod first, and when first as one to end; finer than the times that objects carry. */
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();

    private final Map<String, Instant> ending = new ConcurrentHashMap<>();

    Kubelet(ObjectStore store, InstantSource clock, Images images, Pace pace, Events events) {
        this.store = store;
        this.clock = clock;
        this.images = images;
        this.pace = pace;
        this.events = events;
    }

    @Override
    public Duration reconcile(LiveObject pod) {
        if (pod.isBeingDeleted()) return end(pod);
        if (pod.at("/spec/nodeName").isMissingNode()) bind(pod);
        Duration age = since(begun, pod);
        Optional<String> missing = missingImage(pod);
        if (missing.isPresent()) return fail(pod, missing.get(), age);
        if (age.compareTo(pace.imagePull().plus(pace.containerStart())) < 0) {
            tell(pod, PodStatus.Phase.creating());
            return pace.imagePull().plus(pace.containerStart()).minus(age);
        }
        if (!runsToEnd(pod)) {
            tell(pod, PodStatus.Phase.running());
            return Controller.UNTIL_IT_CHANGES;
        }
        boolean done =
                age.compareTo(pace.imagePull().plus(pace.containerStart()).plus(pace.jobRun())) >= 0;
        tell(pod, done ? PodStatus.Phase.succeeded() : PodStatus.Phase.running());
        return done ? Controller.UNTIL_IT_CHANGES : pace.jobRun();
    }

    private static boolean runsToEnd(LiveObject pod) {
        return !pod.at("/spec/restartPolicy").asString("").equals("Always");
    }

    private void bind(LiveObject pod) {
        store.update(
                pod.ref(),
                "kube-scheduler",
                object -> object.withObject("/spec").put("nodeName", NODE));
        events.normal(
                pod,
                "Scheduled",
                "Successfully assigned " + pod.ref().namespace() + "/"
                        + pod.ref().name() + " to " + NODE);
    }

    /** Between two failed pulls the kubelet says that it waits, and why. */
    private Duration fail(LiveObject pod, String image, Duration age) {
        if (age.compareTo(pace.imagePull()) < 0) {
            tell(pod, PodStatus.Phase.creating());
            return pace.imagePull().minus(age);
        }
        Duration half = pace.pullBackOff().dividedBy(2);
        long halves = age.minus(pace.imagePull()).dividedBy(half);
        boolean failing = halves % 2 == 0;
        String why = "failed to pull and unpack image \"" + image + "\": failed to resolve reference \"" + image
                + "\": " + image + ": not found";
        PodStatus.Phase phase = failing
                ? PodStatus.Phase.waiting(image, "ErrImagePull", why)
                : PodStatus.Phase.waiting(
                        image, "ImagePullBackOff", "Back-off pulling image \"" + image + "\": ErrImagePull: " + why);
        if (tell(pod, phase)) {
            if (failing) events.warning(pod, "Failed", "Failed to pull image \"" + image + "\": " + why);
            else events.normal(pod, "BackOff", "Back-off pulling image \"" + image + "\"");
        }
        return pace.imagePull().plus(half.multipliedBy(halves + 1)).minus(age).plusMillis(1);
    }

    private Optional<String> missingImage(LiveObject pod) {
        for (String list : new String[] {"initContainers", "containers"}) {
            for (JsonNode container : pod.at("/spec").path(list)) {
                String image = container.path("image").asString("");
                if (!images.has(image)) return Optional.of(image);
            }
        }
        return Optional.empty();
    }

    /** Whether that was news. */
    private boolean tell(LiveObject pod, PodStatus.Phase phase) {
        LiveObject before = store.get(pod.ref()).orElse(pod);
        PodStatus status = new PodStatus(before, phase, clock.instant());
        return !store.updateStatus(pod.ref(), MANAGER, status::writeTo).equals(before);
    }

    private Duration end(LiveObject pod) {
        Duration ended = since(ending, pod);
        if (ended.compareTo(pace.podEnd()) < 0) return pace.podEnd().minus(ended);
        begun.remove(pod.uid());
        ending.remove(pod.uid());
        store.remove(pod);
        return Controller.UNTIL_IT_CHANGES;
    }

    private Duration since(Map<String, Instant> moments, LiveObject pod) {
        Instant now = clock.instant();
        return Duration.between(moments.computeIfAbsent(pod.uid(), uid -> now), now);
    }
}
