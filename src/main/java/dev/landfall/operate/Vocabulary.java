package dev.landfall.operate;

import dev.landfall.words.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The words that a sentence may be made of, besides names and values. */
final class Vocabulary {
    static final Set<String> TO = Set.of("to", "at", "as", "=");
    static final Set<String> REPLICAS = Set.of("replicas", "replica", "instances", "instance", "copies");
    static final Set<String> PODS = Set.of("pods", "pod");
    static final Set<String> IMAGE = Set.of("image", "images", "tag", "version");
    static final Set<String> RESOURCES = Set.of("memory", "mem", "ram", "cpu", "cpus", "core", "cores");
    static final Set<String> LIMIT = Set.of("limit", "limits", "maximum");
    static final Set<String> REQUEST = Set.of("request", "requests");
    static final Set<String> ENVIRONMENT = Set.of("env", "environment", "variable", "variables", "envs");
    static final Set<String> LABEL = Set.of("label", "labels");
    static final Set<String> ANNOTATION = Set.of("annotation", "annotations");
    static final Set<String> FIELD = Set.of("field", "fields", "path");

    private static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private static final Map<String, Verb> VERBS = verbs();

    /** What a sentence may begin with. */
    enum Verb {
        SCALE,
        MULTIPLY,
        SET,
        MORE,
        LESS,
        GIVE,
        LIMIT,
        REQUEST,
        ADD,
        REMOVE,
        UNSET,
        DELETE,
        RESTART,
        PAUSE,
        RESUME,
        AUTOSCALE,
        LABEL,
        ANNOTATE,
        STOP,
        START,
        UPGRADE,
        ROLL_BACK,
        UNDO
    }

    private Vocabulary() {}

    private static Map<String, Verb> verbs() {
        Map<String, Verb> verbs = new LinkedHashMap<>();
        put(verbs, Verb.SCALE, "scale", "run", "resize");
        put(verbs, Verb.MULTIPLY, "double", "triple", "halve");
        put(verbs, Verb.SET, "set", "change", "update", "make", "configure", "put", "adjust", "use");
        put(verbs, Verb.MORE, "increase", "raise", "bump");
        put(verbs, Verb.LESS, "decrease", "reduce", "lower");
        put(verbs, Verb.GIVE, "give");
        put(verbs, Verb.LIMIT, "limit", "cap");
        put(verbs, Verb.REQUEST, "request", "reserve");
        put(verbs, Verb.ADD, "add");
        put(verbs, Verb.REMOVE, "remove", "drop");
        put(verbs, Verb.UNSET, "unset", "clear", "unlabel");
        put(verbs, Verb.DELETE, "delete");
        put(verbs, Verb.RESTART, "restart", "bounce", "redeploy", "recycle", "reboot");
        put(verbs, Verb.PAUSE, "pause", "suspend", "freeze");
        put(verbs, Verb.RESUME, "resume", "unpause", "unsuspend", "continue", "unfreeze");
        put(verbs, Verb.AUTOSCALE, "autoscale");
        put(verbs, Verb.LABEL, "label");
        put(verbs, Verb.ANNOTATE, "annotate");
        put(verbs, Verb.STOP, "stop");
        put(verbs, Verb.START, "start");
        put(verbs, Verb.UPGRADE, "upgrade", "downgrade", "deploy");
        put(verbs, Verb.UNDO, "undo", "revert");
        put(verbs, Verb.ROLL_BACK, "rollback", "rollout-undo");
        return verbs;
    }

    private static void put(Map<String, Verb> verbs, Verb meant, String... words) {
        for (String word : words) verbs.put(word, meant);
    }

    static Optional<Verb> verb(Word word) {
        return word.is(Word.Kind.PLAIN) ? Optional.ofNullable(VERBS.get(word.lower())) : Optional.empty();
    }

    /** Every word that a sentence may begin with. */
    static Set<String> verbsInWords() {
        return VERBS.keySet();
    }

    /** A count, in digits or as a word. */
    static OptionalInt number(Word word) {
        int named = NUMBERS.indexOf(word.lower());
        if (named >= 0) return OptionalInt.of(named);
        if (!word.text().matches("[0-9]{1,10}")) return OptionalInt.empty();
        long count = Long.parseLong(word.text());
        return count <= Integer.MAX_VALUE ? OptionalInt.of((int) count) : OptionalInt.empty();
    }
}
