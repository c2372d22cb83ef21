package dev.landfall.mcp;

import dev.landfall.change.RequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code operate} can be asked to do, and by which arguments of its own. */
enum Action {
    SCALE(Target.OBJECTS, "replicas", ""),
    SET_IMAGE(Target.OBJECTS, "set", ""),
    SET_ENV(Target.OBJECTS, "set", "container"),
    SET_RESOURCES(Target.OBJECTS, "", "requests limits container"),
    SET(Target.OBJECTS, "set", "asText"),
    LABEL(Target.OBJECTS, "set", ""),
    ANNOTATE(Target.OBJECTS, "set", ""),
    RESTART(Target.OBJECTS, "", ""),
    ROLLOUT_UNDO(Target.OBJECTS, "", ""),
    PAUSE(Target.OBJECTS, "", ""),
    RESUME(Target.OBJECTS, "", ""),
    AUTOSCALE(Target.OBJECTS, "min max", "cpuPercent"),
    APPLY(Target.MANIFESTS, "", ""),
    CREATE(Target.MANIFESTS, "", ""),
    DELETE(Target.OBJECTS, "", "");

    private static final String OF_EVERY_ACTION =
            "action namespace reason direct owner sync ignoreStaleOwner acceptUnproven at";

    /** How it is said what the action is about. */
    private enum Target {
        OBJECTS("objects", "selector"),
        MANIFESTS("manifests", "");

        private final String required;
        private final String optional;

        Target(String required, String optional) {
            this.required = required;
            this.optional = optional;
        }
    }

    private final Target target;
    private final String required;
    private final String optional;

    /** Names of arguments have spaces between them. */
    Action(Target target, String required, String optional) {
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
        for (String name : names(target.required, required))
            if (!arguments.has(name))
                throw RequestException.because("missing-argument", word() + " needs the argument " + name, "give it");
        List<String> its = names(OF_EVERY_ACTION, target.required, target.optional, required, optional);
        for (String name : arguments.values().propertyNames())
            if (!its.contains(name))
                throw RequestException.because(
                        "needless-argument", "the argument " + name + " is none of " + word(), "leave it out");
    }

    private static List<String> names(String... lists) {
        return Arrays.stream(lists)
                .flatMap(list -> Arrays.stream(list.split(" ", -1)))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
