package dev.landfall.soak;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Landed;
import dev.landfall.change.Merge;
import dev.landfall.change.Outcome;
import dev.landfall.change.Patience;
import dev.landfall.change.Planned;
import dev.landfall.change.RequestException;
import dev.landfall.sandbox.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One change from the opening of its world to the comparison of its verdict with the truth. */
final class SoakRun {
    /** The longest from a look of Landfall's to the verdict that it gives by it, late answers included. */
    private static final Duration LAST_LOOK = Duration.ofMillis(1500);

    private static final Duration OPENING = Duration.ofMinutes(2);
    /** So many times the quiet after which nothing is expected any more is waited for it. */
    private static final int LONGEST_SETTLING = 6;

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final SoakWorld world;
    private final SoakCase soaked;
    private final Requests requests;
    private final Truth truth;
    private final Others others;
    private final Lives lives;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    private record Seen(long at, Sight sight) {}

    SoakRun(SoakWorld world, SoakCase soaked) {
        this.world = world;
        this.soaked = soaked;
        this.requests = new Requests(world, soaked);
        this.truth = new Truth(world, requests.wanted(), soaked.tool().hasOwner());
        this.others = new Others(world, soaked);
        this.lives = new Lives(world, soaked.deaths());
    }

    SoakResult run() {
        Map<String, String> files =
                Manifests.all(world.namespace(), world.images().getFirst());
        world.open(files);
        awaitPods("web");
        awaitPods("extra");
        others.at(Circumstance.When.BEFORE_PLAN);
        world.weatherBegins();
        long begun = System.nanoTime();
        End end = end();
        others.stop();
        List<Sight> atVerdict = sightsSince(System.nanoTime() - LAST_LOOK.toNanos());
        atVerdict.add(truth.look());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Settled settled = settle(end);
        boolean wrong = VerdictRules.isWrong(end, soaked.circumstance(), atVerdict, settled, truth)
                || (soaked.tool().hasOwner() && world.landfallCommits().size() > 1);
        return new SoakResult(
                soaked,
                end,
                settled,
                others.haveActed(),
                wrong,
                VerdictRules.isDecisive(end, soaked.circumstance()),
                took);
    }

    private void awaitPods(String name) {
        Await.until(
                "the first pods of " + name,
                OPENING,
                () -> world.list("", "Pod").stream()
                        .filter(pod ->
                                pod.at("/metadata/labels/app").asString("").equals(name))
                        .filter(pod -> pod.at("/status/conditions")
                                .valueStream()
                                .anyMatch(each -> each.path("type").asString("").equals("Ready")
                                        && each.path("status").asString("").equals("True")))
                        .count(),
                ready -> ready == 2);
    }

    private List<Sight> sightsSince(long moment) {
        List<Sight> sights = new ArrayList<>();
        seen.forEach(each -> {
            if (each.at() >= moment) sights.add(each.sight());
        });
        return sights;
    }

    private End end() {
        try {
            return switch (lives.run(process -> process.engine().plan(requests.request()))) {
                case Planned.Ready ready -> land(ready.plan());
                case Planned.NothingToDo _ -> new End("NothingToDo", "", Optional.empty());
                case Planned.AlreadyDesired desired -> trackDesired(desired);
                case Planned.NeedsInput needs ->
                    new End("Refused", needs.question().toString(), Optional.empty());
                case Planned.Refused refused ->
                    new End("Refused", refused.reason().toString(), Optional.empty());
            };
        } catch (Lives.GivenUp givenUp) {
            return new End("Error", givenUp.getMessage(), Optional.empty());
        } catch (RequestException turnedDown) {
            return new End("Refused", turnedDown.reason().toString(), Optional.empty());
        }
    }

    private End land(ChangePlan plan) {
        others.at(Circumstance.When.BEFORE_LANDING);
        Landed landed = lives.run(process -> process.engine().land(new Approved(plan, "soak"), process.narration()));
        return switch (landed) {
            case Landed.Complete complete -> track(complete.change());
            case Landed.Partly partly -> new End("Partly", partly.reason().toString(), Optional.empty());
            case Landed.Outdated outdated ->
                new End("Outdated", outdated.reason().toString(), Optional.empty());
            case Landed.Refused refused -> new End("Refused", refused.reason().toString(), Optional.empty());
        };
    }

    private End track(Change change) {
        world.weatherWorsens();
        Thread acting = others.later();
        Thread watching = Thread.ofVirtual().start(this::watch);
        try {
            Outcome outcome = lives.run(process -> process.engine()
                    .track(change, Merge.BY_PEOPLE, patience(), process.narration())
                    .worst());
            return new End(
                    outcome.name(),
                    Lives.told(outcome),
                    change.commits().stream().findFirst());
        } finally {
            watching.interrupt();
            others.stop();
            if (!acting.isAlive()) acting.interrupt();
        }
    }

    private End trackDesired(Planned.AlreadyDesired desired) {
        Thread watching = Thread.ofVirtual().start(this::watch);
        try {
            Outcome outcome = lives.run(process -> process.engine()
                    .trackDesired(desired, patience(), process.narration())
                    .worst());
            return new End(outcome.name(), Lives.told(outcome), Optional.empty());
        } finally {
            watching.interrupt();
        }
    }

    /** Settling takes a second of Landfall's own clock besides what objects ask for. */
    private Patience patience() {
        Duration all = world.patience();
        return new Patience(all, all, Duration.ofSeconds(2), all, Optional.of(all.plusSeconds(30)));
    }

    private void watch() {
        try {
            while (true) {
                long at = System.nanoTime();
                seen.add(new Seen(at, truth.look()));
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException ended) {
            // There is a verdict.
        } catch (IllegalStateException ended) {
            // On a real cluster a look is a program, which is interrupted as well.
            if (!Thread.currentThread().isInterrupted()) throw ended;
        }
    }

    /** Faults end, controllers run, and then it is waited until nothing has changed for long enough. */
    private Settled settle(End end) {
        world.heal();
        long deadline = System.nanoTime() + LONGEST_SETTLING * world.quiet().toNanos();
        Settled last = facts(end, false);
        long since = System.nanoTime();
        while (System.nanoTime() < deadline) {
            Await.pause(BETWEEN.multipliedBy(3));
            Settled now = facts(end, false);
            if (!now.equals(last)) since = System.nanoTime();
            last = now;
            // What is said to be live and well was looked at when it was said.
            boolean good = end.name().equals("Verified") || now.isAllWell();
            long quiet = good ? world.quiet().toNanos() / 4 : world.quiet().toNanos();
            if (System.nanoTime() - since > quiet) return facts(end, true);
        }
        return last;
    }

    private Settled facts(End end, boolean settled) {
        Sight sight = truth.look();
        if (!soaked.tool().hasOwner()) return new Settled(settled, false, true, true, true, true, sight);
        Optional<String> commit =
                end.commit().or(() -> world.landfallCommits().stream().findFirst());
        return new Settled(
                settled,
                true,
                commit.isPresent(),
                commit.filter(truth::isOnBranch).isPresent(),
                truth.isSaidAtHead(),
                commit.filter(ours -> truth.isApplied(sight, ours)).isPresent(),
                new Sight(sight.live(), sight.well(), java.util.Set.of()));
    }
}
