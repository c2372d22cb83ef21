package dev.landfall.change;

import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a change ended.
 *
 * @param parts one for each part of the plan, in its order
 */
public record Verdict(List<Outcome> parts) {
    public Verdict {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) throw new IllegalStateException("a change without parts");
    }

    /** The same for every part. */
    public static Verdict ofAll(ChangePlan plan, Outcome outcome) {
        return new Verdict(plan.parts().stream().<Outcome>map(_ -> outcome).toList());
    }

    /** With more evidence, which the first of its verified parts gets to show. */
    Verdict provenBy(List<Evidence> more) {
        List<Outcome> shown = new ArrayList<>(parts);
        for (int i = 0; i < shown.size(); i++) {
            if (!(shown.get(i) instanceof Outcome.Verified(List<Evidence> evidence, List<Reason> warnings))) continue;
            List<Evidence> all = new ArrayList<>(evidence);
            all.addAll(more);
            shown.set(i, new Outcome.Verified(all, warnings));
            return new Verdict(shown);
        }
        return this;
    }

    /** The whole is as its worst part. */
    public Outcome worst() {
        return parts.stream().max(Comparator.comparingInt(Verdict::badness)).orElseThrow();
    }

    static int badness(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Verified verified -> 0;
            case Outcome.AwaitingMerge awaiting -> 1;
            case Outcome.InProgress inProgress -> 2;
            case Outcome.TimedOut timedOut -> 3;
            case Outcome.Blocked blocked -> 4;
            case Outcome.Superseded superseded -> 5;
            case Outcome.Declined declined -> 6;
            case Outcome.RolledBack back -> 7;
            case Outcome.Degraded degraded -> 8;
            case Outcome.Failed failed -> 9;
        };
    }
}
