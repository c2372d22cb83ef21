package dev.landfall.change;

import dev.landfall.git.GitException;
import dev.landfall.githost.GitHostException;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Waits until what was proposed is merged, for as long as a command may: days can pass between two of them. */
final class MergeWatch {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final ChangeJournal journal;
    private final ProposalLook looks;
    private final Supplier<Duration> elapsed;

    /** @param elapsed since some moment, by a clock that only goes forward */
    MergeWatch(ChangeJournal journal, ProposalLook looks, Supplier<Duration> elapsed) {
        this.journal = journal;
        this.looks = looks;
        this.elapsed = elapsed;
    }

    /** The outcomes of the parts that are not merged in the end, by their numbers. */
    Map<Integer, Outcome> await(Change change, Merge merge, Patience patience, Narration narration) {
        Map<Integer, Outcome> ended = new LinkedHashMap<>();
        Duration start = elapsed.get();
        Duration limit = patience.command()
                .filter(command -> command.compareTo(patience.merge()) < 0)
                .orElse(patience.merge());
        Outage outage = new Outage(limit);
        Duration pause = SHORTEST;
        while (true) {
            Map<Integer, String> phases = new LinkedHashMap<>();
            Duration now = elapsed.get().minus(start);
            String phase = look(journal.require(change.id()), merge, ended, phases, outage, now, narration);
            List<Integer> open = open(journal.require(change.id()), ended);
            if (open.isEmpty()) return ended;
            narration.waiting(phase);
            if (now.compareTo(limit) >= 0) {
                open.forEach(part -> ended.put(part, awaiting(phases.getOrDefault(part, phase))));
                return ended;
            }
            sleep(pause, limit.minus(now));
            pause = longer(pause);
        }
    }

    private static List<Integer> open(Change change, Map<Integer, Outcome> ended) {
        return IntStream.range(0, change.arrivals().size())
                .filter(part -> change.arrivals().get(part) instanceof Change.Arrival.Proposed)
                .filter(part -> !ended.containsKey(part))
                .boxed()
                .toList();
    }

    private String look(
            Change change,
            Merge merge,
            Map<Integer, Outcome> ended,
            Map<Integer, String> phases,
            Outage outage,
            Duration now,
            Narration narration) {
        try {
            for (int part : open(change, ended)) {
                switch (looks.at(change, part, merge, now, narration)) {
                    case ProposalLook.Step.Wait wait -> phases.put(part, wait.phase());
                    case ProposalLook.Step.Merged _ -> {}
                    case ProposalLook.Step.End end -> ended.put(part, end.outcome());
                }
            }
            outage.isOver();
            return phases.values().stream().distinct().collect(Collectors.joining("; "));
        } catch (GitHostException failed) {
            return outage.lasts(failed, failed.fault() == GitHostException.Fault.UNREACHABLE, failed.reason(), now);
        } catch (GitException failed) {
            return outage.lasts(failed, failed.fault() == GitException.Fault.UNREACHABLE, failed.reason(), now);
        }
    }

    private static Outcome awaiting(String phase) {
        return new Outcome.AwaitingMerge(
                Reason.passing("awaiting-merge", phase, "have it merged; then, or to wait for that, track the change"));
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(5).dividedBy(4);
        return next.compareTo(LONGEST) < 0 ? next : LONGEST;
    }

    private static void sleep(Duration pause, Duration left) {
        Duration jittered = pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1));
        try {
            Thread.sleep(jittered.compareTo(left) < 0 ? jittered : left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", interrupted);
        }
    }
}
