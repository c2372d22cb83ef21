package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.git.GitException;
import dev.landfall.gitops.Evidence;
import dev.landfall.health.HealthReader;
import dev.landfall.placement.Placement;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Watches a change become live: looks at owners and objects after each event, and at least every five seconds. */
final class Tracking {
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(300);

    private final Cluster cluster;
    private final Followings followings;
    private final HealthReader health;
    private final Supplier<Duration> elapsed;
    private final SymptomCheck check;

    /** @param elapsed since some moment, by a clock that only goes forward */
    Tracking(
            Cluster cluster,
            Providers providers,
            RepositoryAccess access,
            Placement placement,
            Supplier<Duration> elapsed,
            SymptomCheck check) {
        this.check = check;
        this.cluster = cluster;
        this.followings = new Followings(providers, access, placement.contents());
        this.health = new HealthReader(cluster);
        this.elapsed = elapsed;
    }

    /**
     * @param arrivals where each part is; parts that are not there yet end as failed
     * @param ended parts that are not followed, by their numbers
     */
    Verdict follow(
            ChangePlan plan,
            List<Change.Arrival> arrivals,
            Map<Integer, Outcome> ended,
            Patience patience,
            Narration narration) {
        List<Symptom> symptoms = plan.request().symptoms();
        List<Following> all = followings.of(plan, arrivals, ended, patience.settlingFor(SymptomWatch.settle(symptoms)));
        SymptomWatch mended = new SymptomWatch(symptoms, check, patience.rollout());
        Semaphore changed = new Semaphore(0);
        List<Cluster.Watching> watches = watch(all, changed);
        try {
            loop(all, mended, patience, narration, changed);
        } finally {
            watches.forEach(Cluster.Watching::close);
        }
        return verdict(plan, all, mended);
    }

    private void loop(
            List<Following> all, SymptomWatch mended, Patience patience, Narration narration, Semaphore changed) {
        Duration start = elapsed.get();
        Outage outage = new Outage(patience.sync());
        while (true) {
            Duration now = elapsed.get().minus(start);
            String phase = look(all, mended, outage, now);
            if (phase.isEmpty()) return;
            narration.waiting(phase);
            Optional<Duration> left = patience.command().map(limit -> limit.minus(now));
            if (left.isPresent() && !left.get().isPositive()) {
                List<Following> unfinished = open(all).isEmpty() ? all : open(all);
                unfinished.forEach(each -> each.end(Outcome.TimedOut.during(phase)));
                return;
            }
            await(changed, left.orElse(AT_LEAST_EVERY));
        }
    }

    /** @return what is waited for; empty at the end */
    private String look(List<Following> all, SymptomWatch mended, Outage outage, Duration now) {
        try {
            for (Following each : open(all)) each.look(health, now);
            Optional<String> symptoms = look(all, mended, now);
            outage.isOver();
            if (open(all).isEmpty()) return symptoms.orElse("");
            return open(all).stream().map(Following::phase).distinct().collect(Collectors.joining("; "));
        } catch (ClusterException unreachable) {
            return outage.lasts(
                    unreachable, unreachable.fault() == ClusterException.Fault.UNREACHABLE, unreachable.reason(), now);
        } catch (GitException unreachable) {
            return outage.lasts(
                    unreachable, unreachable.fault() == GitException.Fault.UNREACHABLE, unreachable.reason(), now);
        }
    }

    /** @return what is waited for of the symptoms; empty where there is nothing to wait for, or no sense in it */
    private static Optional<String> look(List<Following> all, SymptomWatch mended, Duration now) {
        if (all.stream()
                .anyMatch(each -> each.outcome().filter(Tracking::isNotVerified).isPresent())) return Optional.empty();
        if (!all.stream().allMatch(Following::isApplied)) {
            mended.isNotLive();
            return Optional.empty();
        }
        Optional<Reason> remains = mended.look(now);
        remains.ifPresent(reason -> all.forEach(each -> each.end(new Outcome.Degraded(
                reason, each.outcome().map(Outcome::evidence).orElse(List.of())))));
        return remains.isPresent() ? Optional.empty() : mended.phase();
    }

    private static boolean isNotVerified(Outcome outcome) {
        return !(outcome instanceof Outcome.Verified);
    }

    private static List<Following> open(List<Following> all) {
        return all.stream().filter(each -> each.outcome().isEmpty()).toList();
    }

    private List<Cluster.Watching> watch(List<Following> all, Semaphore changed) {
        return open(all).stream()
                .flatMap(each -> each.watched(cluster).stream())
                .distinct()
                .map(watched -> watched.cluster().watch(watched.object(), changed::release))
                .toList();
    }

    private static void await(Semaphore changed, Duration left) {
        Duration longest = left.compareTo(AT_LEAST_EVERY) < 0 ? left : AT_LEAST_EVERY;
        try {
            // A controller at work writes several times a second: one look serves them all.
            Thread.sleep(AT_MOST_EVERY);
            boolean event = changed.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (event) changed.drainPermits();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", interrupted);
        }
    }

    private static Verdict verdict(ChangePlan plan, List<Following> all, SymptomWatch mended) {
        List<Outcome> parts = new ArrayList<>();
        for (int part = 0; part < plan.parts().size(); part++) {
            int wanted = part;
            parts.add(worst(all.stream()
                    .filter(each -> each.part() == wanted)
                    .map(each -> each.outcome().orElseThrow())
                    .toList()));
        }
        Verdict verdict = new Verdict(parts);
        return verdict.worst() instanceof Outcome.Verified ? verdict.provenBy(mended.evidence()) : verdict;
    }

    /** Of several owners of one part; what is proven of all of them is proven of the part. */
    private static Outcome worst(List<Outcome> ofOwners) {
        Outcome worst =
                ofOwners.stream().max(Comparator.comparingInt(Verdict::badness)).orElseThrow();
        if (!(worst instanceof Outcome.Verified)) return worst;
        List<Evidence> evidence =
                ofOwners.stream().flatMap(each -> each.evidence().stream()).toList();
        List<Reason> warnings = ofOwners.stream()
                .flatMap(each -> each.warnings().stream())
                .distinct()
                .toList();
        return new Outcome.Verified(evidence, warnings);
    }
}
