package dev.landfall.remediate;

import dev.landfall.change.Symptom;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Something that is wrong, with its cause as far as it is known.
 *
 * @param rule that found it, as docs/failures.md names it
 * @param subject at which it shows: the topmost object that a person writes, never one that a controller makes
 * @param sign what is to be seen, one line; untrusted text may stand in it
 * @param cause why, one or two sentences
 * @param settle how long it must stay gone after a repair
 */
public record Finding(
        String rule, ObjectRef subject, String sign, String cause, List<Clue> clues, Remedy remedy, Duration settle) {
    /** A minute proves more than the shortest probe intervals and back-offs. */
    public static final Duration LEAST_SETTLE = Duration.ofSeconds(60);

    private static final int CLUES = 8;

    /** What can be done. */
    public sealed interface Remedy {

        /** @param repairs the best first */
        record Repairs(List<Repair> repairs) implements Remedy {
            public Repairs {
                repairs = repairs.stream()
                        .sorted(Comparator.comparing(Repair::confidence).thenComparingInt(Repair::risk))
                        .toList();
                if (repairs.isEmpty()) throw new IllegalStateException("no repair, and no word why");
            }
        }

        /** No manifest mends it, or only with a value or a risk that a person must choose. */
        record PersonDecides(Reason reason) implements Remedy {}
    }

    public Finding {
        sign = Printable.line(sign, 300);
        cause = Printable.line(cause, 500);
        clues = clues.stream().distinct().limit(CLUES).toList();
        if (settle.compareTo(LEAST_SETTLE) < 0) settle = LEAST_SETTLE;
    }

    public Symptom symptom() {
        return new Symptom(rule, subject, sign, settle);
    }

    Finding with(Remedy other) {
        return new Finding(rule, subject, sign, cause, clues, other, settle);
    }
}
