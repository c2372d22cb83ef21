package dev.landfall.health;

import dev.landfall.cluster.InventoryId;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The workloads that a deployed release made. They count for the release as pods do for a Deployment: helm-controller
 * waits for them only while it acts, and not at all with {@code disableWait}.
 */
final class ReleasedWorkloads {
    /** So many are looked at; each costs a few requests. */
    static final int MOST = 30;

    private static final Set<Map.Entry<String, String>> KINDS = Set.of(
            Map.entry("apps", "Deployment"),
            Map.entry("apps", "StatefulSet"),
            Map.entry("apps", "DaemonSet"),
            Map.entry("batch", "Job"));

    private final LiveObject release;
    private final Health.Words deployed;
    private final List<ObjectRef> all;
    private final List<Seen> seen;

    /** @param health empty where we may not read it */
    private record Seen(ObjectRef workload, Optional<Health> health) {

        boolean isWell() {
            return is(Health.Healthy.class) || isRestingJob();
        }

        /** A Job with a time to live vanishes when it has ended; one that its chart suspends is as it shall be. */
        private boolean isRestingJob() {
            return workload.kind().equals("Job") && (is(Health.Missing.class) || is(Health.Suspended.class));
        }

        private boolean is(Class<? extends Health> kind) {
            return health.filter(kind::isInstance).isPresent();
        }
    }

    /**
     * @param deployed what the release says of itself
     * @param look at one workload; empty where we may not read it
     */
    ReleasedWorkloads(LiveObject release, Health.Words deployed, Function<ObjectRef, Optional<Health>> look) {
        this.release = release;
        this.deployed = deployed;
        this.all = isElsewhere(release) ? List.of() : listed(release);
        this.seen = all.stream()
                .limit(MOST)
                .map(workload -> new Seen(workload, look.apply(workload)))
                .toList();
    }

    Health judge() {
        return first(Health.Degraded.class)
                .map(degraded -> (Health) new Health.Degraded(words(), degraded.reason(), degraded.troubles()))
                .or(() -> first(Health.Suspended.class).map(Health.class::cast))
                .or(this::progressing)
                .or(this::unproven)
                .orElseGet(this::well);
    }

    private Optional<Health> progressing() {
        return seen.stream()
                .filter(each -> !each.isWell() && each.health().isPresent())
                .findFirst()
                .map(each -> new Health.Progressing(
                        words(),
                        count() + "; " + each.workload() + ": "
                                + state(each.health().get()),
                        troubles()));
    }

    /** Where Helm does not wait, what may not be read is not known to be well. */
    private Optional<Health> unproven() {
        boolean waits = Stream.of("install", "upgrade")
                .noneMatch(
                        action -> release.at("/spec/" + action + "/disableWait").asBoolean(false));
        if (waits || unread() == 0) return Optional.empty();
        return Optional.of(Health.Progressing.as(count() + ", and by disableWait nobody waits for those"));
    }

    private Health well() {
        List<Health.Healthy> healthy = seen.stream()
                .flatMap(each -> each.health().stream())
                .filter(Health.Healthy.class::isInstance)
                .map(Health.Healthy.class::cast)
                .toList();
        return new Health.Healthy(
                words(),
                healthy.stream().mapToLong(Health.Healthy::restarts).sum(),
                healthy.stream()
                        .mapToLong(Health.Healthy::minReadySeconds)
                        .max()
                        .orElse(0));
    }

    private Health.Words words() {
        return new Health.Words(deployed + "; " + count());
    }

    /** {@code 2 of 3 workloads are well}. */
    private String count() {
        if (isElsewhere(release)) return "its workloads are in another cluster (spec.kubeConfig)";
        if (!release.at("/status/inventory").isObject()) return "it does not list its workloads";
        if (all.isEmpty()) return "it has no workloads";
        String unread = unread() > 0 ? ", " + unread() + " may not be read" : "";
        String more = all.size() > MOST ? ", the others were not looked at" : "";
        return "%d of %d workloads are well%s%s"
                .formatted(seen.stream().filter(Seen::isWell).count(), all.size(), unread, more);
    }

    private long unread() {
        return seen.stream().filter(each -> each.health().isEmpty()).count();
    }

    private List<PodTrouble> troubles() {
        return seen.stream().flatMap(ReleasedWorkloads::troubles).toList();
    }

    private static Stream<PodTrouble> troubles(Seen each) {
        if (each.isWell() || each.health().isEmpty()) return Stream.of();
        return switch (each.health().get()) {
            case Health.Progressing progressing -> progressing.troubles().stream();
            case Health.Missing missing ->
                Stream.of(new PodTrouble(each.workload(), "", "Missing", "its release lists it, and it is not there"));
            case Health.Healthy _, Health.Degraded _, Health.Suspended _ -> Stream.of();
        };
    }

    private static String state(Health health) {
        return health instanceof Health.Progressing progressing ? progressing.message() : "is not there";
    }

    private <H extends Health> Optional<H> first(Class<H> kind) {
        return seen.stream()
                .filter(each -> !each.isWell())
                .flatMap(each -> each.health().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private static boolean isElsewhere(LiveObject release) {
        return release.at("/spec/kubeConfig").isObject();
    }

    private static List<ObjectRef> listed(LiveObject release) {
        return release.at("/status/inventory/entries")
                .valueStream()
                .flatMap(entry -> workload(entry).stream())
                .toList();
    }

    private static Optional<ObjectRef> workload(JsonNode entry) {
        return InventoryId.parse(Printable.line(entry.path("id").asString("")))
                .filter(id -> KINDS.contains(Map.entry(id.group(), id.kind())))
                .map(id -> id.object(entry.path("v").asString("v1")));
    }
}
