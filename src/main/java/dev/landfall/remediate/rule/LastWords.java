package dev.landfall.remediate.rule;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.SecretText;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The last lines that a container wrote before it ended, without what looks like a secret.
 *
 * @param lines oldest first
 */
record LastWords(ObjectRef pod, List<String> lines) {
    private static final int QUOTED = 4;
    /** Far more of a line than is ever quoted, and as much as patterns look through in no time. */
    private static final int LONGEST = 2000;

    /** Of the run that ended: the one before where the container runs again. */
    static LastWords of(ContainerState state, Snapshot snapshot) {
        boolean ended = state.status().at("/state/terminated").isObject();
        String text = snapshot.log(state.pod(), state.name(), !ended)
                .or(() -> snapshot.log(state.pod(), state.name(), ended))
                .orElse("");
        return masked(state, text);
    }

    /** Of a container that runs. */
    static LastWords ofPresentRun(ContainerState state, Snapshot snapshot) {
        return masked(state, snapshot.log(state.pod(), state.name(), false).orElse(""));
    }

    private static LastWords masked(ContainerState state, String text) {
        return new LastWords(
                state.pod().ref(),
                text.lines()
                        .map(SecretText::masked)
                        .map(line -> line.substring(0, Math.min(line.length(), LONGEST)))
                        .filter(line -> !line.isBlank())
                        .toList());
    }

    /** The last few, quoted. */
    List<Clue> clues() {
        return lines.stream()
                .skip(Math.max(0, lines.size() - QUOTED))
                .map(line -> new Clue(Clue.Source.LOG, pod, line))
                .toList();
    }

    /** The last line in which one of these stands, in lower case. */
    java.util.Optional<String> lastWith(String... fragments) {
        Predicate<String> says =
                line -> java.util.Arrays.stream(fragments).anyMatch(line.toLowerCase(Locale.ROOT)::contains);
        return lines.reversed().stream().filter(says).findFirst();
    }
}
