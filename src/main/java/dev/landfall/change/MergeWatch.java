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
        Duration limit = patience.command()
                .filter(command -> command.compareTo(patience.merge()) < 0)
                .orElse(patience.merge());
        return new Wait(change.id(), merge, narration, limit).end();
    }

    /** One wait, with what came of it so far. */
    private final class Wait {
        private final String change;
        private final Merge merge;
        private final Narration narration;
        private final Duration limit;
        private final Duration start = elapsed.get();
        private final Outage outage;
        private final Map<Integer, Outcome> ended = new LinkedHashMap<>();
        private final Map<Integer, String> phases = new LinkedHashMap<>();

        Wait(String change, Merge merge, Narration narration, Duration limit) {
            this.change = change;
            this.merge = merge;
            this.narration = narration;
            this.limit = limit;
            this.outage = new Outage(limit);
        }

        Map<Integer, Outcome> end() {
            Duration pause = SHORTEST;
            while (true) {
                Duration now = elapsed.get().minus(start);
                String phase = look(now);
                List<Integer> open = open(journal.require(change));
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

        /** @return what is waited for */
        private String look(Duration now) {
            phases.clear();
            try {
                Change known = journal.require(change);
                for (int part : open(known)) look(known, part, now);
                outage.isOver();
                return phases.values().stream().distinct().collect(Collectors.joining("; "));
            } catch (GitHostException failed) {
                return outage.lasts(failed, failed.fault() == GitHostException.Fault.UNREACHABLE, failed.reason(), now);
            } catch (GitException failed) {
                return outage.lasts(failed, failed.fault() == GitException.Fault.UNREACHABLE, failed.reason(), now);
            }
        }

        private void look(Change known, int part, Duration now) {
            switch (looks.at(known, part, merge, now, narration)) {
                case ProposalLook.Step.Wait wait -> phases.put(part, wait.phase());
                case ProposalLook.Step.Merged _ -> {}
                case ProposalLook.Step.End end -> ended.put(part, end.outcome());
            }
        }

        private List<Integer> open(Change known) {
            return IntStream.range(0, known.arrivals().size())
                    .filter(part -> known.arrivals().get(part) instanceof Change.Arrival.Proposed)
                    .filter(part -> !ended.containsKey(part))
                    .boxed()
                    .toList();
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
