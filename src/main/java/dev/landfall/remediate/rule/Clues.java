package dev.landfall.remediate.rule;

import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The clues that many rules quote. */
final class Clues {
    private Clues() {}

    /** How a container ended last. */
    static List<Clue> ofEnd(ContainerState state) {
        return state.lastEnd().stream()
                .map(end -> new Clue(
                        Clue.Source.STATUS,
                        state.pod().ref(),
                        "container " + state.name() + ", " + state.restarts() + " restarts: " + end))
                .toList();
    }

    /** For what a container waits. */
    static Clue ofWaiting(ContainerState state) {
        return new Clue(
                Clue.Source.STATUS,
                state.pod().ref(),
                "container " + state.name() + ": " + state.waitingFor() + ", " + state.waitingMessage());
    }

    /** Warnings about an object that say one of these, in lower case; oldest first. */
    static List<Clue> ofWarnings(LiveObject object, Snapshot snapshot, String... fragments) {
        return warnings(object, snapshot, fragments)
                .map(event -> new Clue(Clue.Source.EVENT, object.ref(), event.reason() + ": " + event.message()))
                .toList();
    }

    static Stream<EventNote> warnings(LiveObject object, Snapshot snapshot, String... fragments) {
        return snapshot.warnings(object).stream()
                .filter(event -> Stream.of(fragments).anyMatch(event.message().toLowerCase(Locale.ROOT)::contains));
    }

    static Clue ofField(Workload workload, FieldPath field, String value) {
        return new Clue(Clue.Source.SPEC, workload.ref(), field + " is " + value);
    }
}
