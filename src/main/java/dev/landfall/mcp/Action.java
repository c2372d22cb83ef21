package dev.landfall.mcp;

import dev.landfall.change.RequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What {@code operate} can be asked to do, and by which arguments of its own. */
enum Action {
    SCALE(Target.OBJECTS, List.of("replicas"), List.of()),
    SET_IMAGE(Target.OBJECTS, List.of("set"), List.of()),
    SET_ENV(Target.OBJECTS, List.of("set"), List.of("container")),
    SET_RESOURCES(Target.OBJECTS, List.of(), List.of("requests", "limits", "container")),
    SET(Target.OBJECTS, List.of("set"), List.of("asText")),
    LABEL(Target.OBJECTS, List.of("set"), List.of()),
    ANNOTATE(Target.OBJECTS, List.of("set"), List.of()),
    RESTART(Target.OBJECTS, List.of(), List.of()),
    PAUSE(Target.OBJECTS, List.of(), List.of()),
    RESUME(Target.OBJECTS, List.of(), List.of()),
    AUTOSCALE(Target.OBJECTS, List.of("min", "max"), List.of("cpuPercent")),
    APPLY(Target.MANIFESTS, List.of(), List.of()),
    CREATE(Target.MANIFESTS, List.of(), List.of()),
    DELETE(Target.OBJECTS, List.of(), List.of());

    private static final List<String> OF_EVERY_ACTION =
            List.of("action", "namespace", "reason", "direct", "owner", "sync", "ignoreStaleOwner");

    /** How it is said what the action is about. */
    private enum Target {
        OBJECTS(List.of("objects"), List.of("selector")),
        MANIFESTS(List.of("manifests"), List.of());

        private final List<String> required;
        private final List<String> optional;

        Target(List<String> required, List<String> optional) {
            this.required = required;
            this.optional = optional;
        }
    }

    private final Target target;
    private final List<String> required;
    private final List<String> optional;

    Action(Target target, List<String> required, List<String> optional) {
        this.target = target;
        this.required = required;
        this.optional = optional;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Action::word).toList();
    }

    static Action of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no action: " + word));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An argument that would be passed over silently is a misunderstanding, as is one that is missing. */
    void requireIts(Arguments arguments) {
        for (String name :
                Stream.concat(target.required.stream(), required.stream()).toList())
            if (!arguments.has(name))
                throw RequestException.because("missing-argument", word() + " needs the argument " + name, "give it");
        List<String> its = Stream.of(OF_EVERY_ACTION, target.required, target.optional, required, optional)
                .flatMap(List::stream)
                .toList();
        for (String name : arguments.values().propertyNames())
            if (!its.contains(name))
                throw RequestException.because(
                        "needless-argument", "the argument " + name + " is none of " + word(), "leave it out");
    }
}
