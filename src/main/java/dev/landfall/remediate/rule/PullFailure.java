package dev.landfall.remediate.rule;

import dev.landfall.cluster.EventNote;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A container whose image cannot be pulled, and why as far as kubelet and registry say. Their words differ between
 * releases and registries, so fragments of them are looked for.
 */
record PullFailure(Workload workload, ContainerState state, String words, List<Clue> clues) {
    private static final Set<String> WAITING = Set.of("ErrImagePull", "ImagePullBackOff");
    private static final List<String> UNREACHABLE = List.of(
            "no such host",
            "i/o timeout",
            "connection refused",
            "x509",
            "toomanyrequests",
            "too many requests",
            "429",
            "tls handshake timeout",
            "network is unreachable");
    private static final List<String> UNAUTHORIZED =
            List.of("unauthorized", "authentication required", "no basic auth", "403 forbidden", "401", "denied: ");
    /** Says of a private image and of a misspelt name the same: what other workloads pull tells them apart. */
    private static final String AMBIGUOUS = "repository does not exist or may require authorization";

    enum Cause {
        UNREACHABLE,
        UNAUTHORIZED,
        NOT_FOUND
    }

    /** The first of the newest pods' containers; one for all, since they fail alike. */
    static Optional<PullFailure> of(Workload workload, Snapshot snapshot) {
        return workload.states()
                .filter(state -> WAITING.contains(state.waitingFor()))
                .findFirst()
                .map(state -> of(workload, state, snapshot));
    }

    private static PullFailure of(Workload workload, ContainerState state, Snapshot snapshot) {
        List<EventNote> events = snapshot.warnings(state.pod()).stream()
                .filter(event -> event.message().toLowerCase(Locale.ROOT).contains("pull"))
                .toList();
        List<Clue> clues = new ArrayList<>();
        clues.add(new Clue(
                Clue.Source.STATUS,
                state.pod().ref(),
                "container " + state.name() + ": " + state.waitingFor() + ", " + state.waitingMessage()));
        events.forEach(event ->
                clues.add(new Clue(Clue.Source.EVENT, state.pod().ref(), event.reason() + ": " + event.message())));
        String words = Stream.concat(
                        Stream.of(state.waitingMessage()), events.stream().map(EventNote::message))
                .reduce("", (all, one) -> all + "\n" + one)
                .toLowerCase(Locale.ROOT);
        return new PullFailure(workload, state, words, clues);
    }

    Cause cause() {
        if (has(UNREACHABLE)) return Cause.UNREACHABLE;
        if (words.contains(AMBIGUOUS)) return Cause.NOT_FOUND;
        return has(UNAUTHORIZED) ? Cause.UNAUTHORIZED : Cause.NOT_FOUND;
    }

    private boolean has(List<String> fragments) {
        return fragments.stream().anyMatch(words::contains);
    }

    /** As the template has it; the status may show another name of the same image. */
    String image() {
        return workload.containers()
                .filter(container -> container.path("name").asString("").equals(state.name()))
                .map(container -> container.path("image").asString(""))
                .findFirst()
                .orElse(state.status().path("image").asString(""));
    }

    Optional<FieldPath> field() {
        return workload.template()
                .flatMap(template -> template.container(workload.live(), state.name()))
                .map(container -> container.to(new FieldPath.Key("image")));
    }

    String sign() {
        return "container " + state.name() + " does not get its image " + image() + ": " + state.waitingFor();
    }
}
