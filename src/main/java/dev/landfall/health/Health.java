package dev.landfall.health;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.List;

/** How an object is, judged from one look at it and at what belongs to it. */
public sealed interface Health {

    /** What the verdict rests on; its text is for people, such as {@code 2 of 2 pods ready}. */
    sealed interface Observation {}

    /**
     * As pods go: those of the wanted revision that are ready, and how many are wanted.
     *
     * @param note what else is to be known of them, or an empty text
     */
    record Pods(long ready, long wanted, String note) implements Observation {
        public Pods(long ready, long wanted) {
            this(ready, wanted, "");
        }

        @Override
        public String toString() {
            return ready + " of " + wanted + " pods ready" + (note.isEmpty() ? "" : " (" + note + ")");
        }
    }

    /** Of a kind without pods: {@code Ready is True}. */
    record Words(String text) implements Observation {
        public Words {
            text = Printable.line(text);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Everything that is wanted is there.
     *
     * @param restarts of all containers of all its pods; a rise means that it is not stable
     * @param minReadySeconds how long a pod must be ready to count, as the workload says
     */
    record Healthy(Observation observed, long restarts, long minReadySeconds) implements Health {
        static Healthy as(String words) {
            return new Healthy(new Words(words), 0, 0);
        }
    }

    /**
     * On its way, and possibly stuck.
     *
     * @param troubles of pods of the wanted revision, in the words of the kubelet
     */
    record Progressing(Observation observed, String message, List<PodTrouble> troubles) implements Health {
        public Progressing {
            message = Printable.line(message);
            troubles = List.copyOf(troubles);
        }

        static Progressing as(String message) {
            return new Progressing(new Words(message), message, List.of());
        }
    }

    /** Its controller gave up, or nothing makes it well by itself. */
    record Degraded(Observation observed, Reason reason, List<PodTrouble> troubles) implements Health {
        static Degraded because(Reason reason) {
            return new Degraded(new Words(reason.message()), reason, List.of());
        }
    }

    /**
     * Nothing is wrong, but it takes no change as it is: somebody paused it.
     *
     * @param field the path of the field by which it is so; a change of this field wanted it
     */
    record Suspended(Reason reason, String field) implements Health {}

    /** It does not exist. */
    record Missing() implements Health {}
}
