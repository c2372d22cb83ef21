package dev.landfall.manifest.yaml;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Says whether an edit did what it should and nothing else, without any code of the editor: both texts are loaded as
 * plain objects, the change is made in the one from before, and the lines that differ are counted.
 */
final class EditJudge {
    private final String before;
    private final EventSpans spans;

    EditJudge(String before) {
        this.before = before;
        this.spans = new EventSpans(before);
    }

    /** What an edit is to do to plain objects. A path leads through documents, entries and items, each by its number. */
    sealed interface Wanted {}

    record Set(List<Integer> path, Object value) implements Wanted {}

    record AddKey(List<Integer> path, String key, Object value) implements Wanted {}

    record AddItem(List<Integer> path, int index, Object value) implements Wanted {}

    record Remove(List<Integer> path, int index) implements Wanted {}

    record AddDocument(Object value) implements Wanted {}

    record RemoveDocument(int index) implements Wanted {}

    /** A mapping, so that order counts and an empty one is no empty list. */
    private static final class Pairs extends ArrayList<Object> {
        private static final long serialVersionUID = 1;

        Pairs(Collection<?> pairs) {
            super(pairs);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pairs && super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode() + 1;
        }
    }

    /** What is wrong with the edited text, if anything. */
    Optional<String> fault(String after, Wanted wanted) {
        List<Object> model = load(before);
        apply(model, wanted);
        List<Object> got = load(after);
        if (!model.equals(got)) return Optional.of("wanted " + model + "\nbut got " + got + "\n" + after);
        return excess(after, wanted).map(excess -> excess + "\n" + before + "\n=======\n" + after);
    }

    /** Mappings as lists of pairs; aliases written out. */
    static List<Object> load(String text) {
        List<Object> documents = new ArrayList<>();
        new Load(settings(text)).loadAllFromString(text).forEach(document -> documents.add(copy(document)));
        return documents;
    }

    private static Object copy(Object value) {
        return switch (value) {
            case Map<?, ?> map -> new Pairs(copies(map.entrySet()));
            case Map.Entry<?, ?> entry -> pair(entry.getKey(), entry.getValue());
            case Collection<?> list -> copies(list);
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case null -> "(null)";
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }

    private static List<Object> pair(Object key, Object value) {
        return new ArrayList<>(List.of(copy(key), copy(value)));
    }

    private static List<Object> copies(Collection<?> values) {
        List<Object> copies = new ArrayList<>();
        for (Object value : values) copies.add(copy(value));
        return copies;
    }

    private static void apply(List<Object> documents, Wanted wanted) {
        switch (wanted) {
            case Set(List<Integer> path, Object value) -> put(documents, path, copy(value));
            case AddKey(List<Integer> path, String key, Object value) -> {
                if (!(at(documents, path) instanceof Pairs)) put(documents, path, new Pairs(List.of()));
                list(at(documents, path)).add(pair(key, value));
            }
            case AddItem(List<Integer> path, int index, Object value) -> {
                if (!(at(documents, path) instanceof List<?>)) put(documents, path, new ArrayList<>());
                list(at(documents, path)).add(index, copy(value));
            }
            case Remove(List<Integer> path, int index) ->
                list(at(documents, path)).remove(index);
            case AddDocument(Object value) -> documents.add(copy(value));
            case RemoveDocument(int index) -> documents.remove(index);
        }
    }

    private static Object at(List<Object> documents, List<Integer> path) {
        Object at = documents;
        for (int step : path)
            at = at instanceof Pairs pairs ? list(pairs.get(step)).get(1) : list(at).get(step);
        return at;
    }

    private static void put(List<Object> documents, List<Integer> path, Object value) {
        Object holder = at(documents, path.subList(0, path.size() - 1));
        if (holder instanceof Pairs pairs) list(pairs.get(path.getLast())).set(1, value);
        else list(holder).set(path.getLast(), value);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    /** Lines that an edit changed beyond what it needs to. */
    private Optional<String> excess(String after, Wanted wanted) {
        LineDifference lines = LineDifference.of(before, after);
        return switch (wanted) {
            case Set(List<Integer> path, Object value) -> setExcess(after, lines, path, value);
            case AddKey(List<Integer> path, String _, Object value) ->
                lines.excess(addable(path), lineCount(value) + brackets(path));
            case AddItem(List<Integer> path, int _, Object value) ->
                lines.excess(addable(path), lineCount(value) + brackets(path));
            case Remove(List<Integer> path, int index) ->
                // The line of its dash, and that of the key above where nothing else is left.
                lines.withoutComments()
                        .excess(spans.lines(path, index) + spans.blankLinesBelow(child(path, index)) + 2, 1);
            case AddDocument(Object value) -> lines.excess(1, lineCount(value) + 2);
            case RemoveDocument(int index) ->
                // A line next to it may get or lose a byte order mark or a line break.
                lines.withoutComments()
                        .withoutMarkers()
                        .excess(spans.lines(List.of(index)) + lines.added().size(), 1);
        };
    }

    /** A scalar's characters change, and none around them; of more than that, its lines. */
    private Optional<String> setExcess(String after, LineDifference lines, List<Integer> path, Object value) {
        if (!spans.isScalar(path) || value instanceof Collection<?> || value instanceof Map<?, ?>)
            return lines.withoutComments()
                    .excess(spans.lines(path) + spans.blankLinesBelow(path) + 1, lineCount(value) + 2);
        String head = before.substring(0, spans.start(path));
        String tail = before.substring(spans.end(path));
        boolean framed =
                after.startsWith(head) && after.endsWith(tail) && after.length() >= head.length() + tail.length();
        return framed ? Optional.empty() : Optional.of("the text around the scalar changed");
    }

    /** One line where something is put behind others, or what an empty holder takes. */
    private int addable(List<Integer> path) {
        return spans.isEmpty(path) ? spans.lines(path) : 1;
    }

    /** In a file that is spread over lines, brackets get lines of their own. */
    private int brackets(List<Integer> path) {
        return spans.isEmpty(path) ? 2 : 0;
    }

    private static List<Integer> child(List<Integer> path, int index) {
        List<Integer> longer = new ArrayList<>(path);
        longer.add(index);
        return longer;
    }

    /** How many lines a value takes at most: each of its nodes has one, and a text of several its own. */
    private static int lineCount(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                1 + map.values().stream().mapToInt(EditJudge::lineCount).sum() + 1;
            case Collection<?> list ->
                1 + list.stream().mapToInt(EditJudge::lineCount).sum() + 1;
            case null -> 1;
            default -> {
                int breaks = (int)
                        Objects.toString(value).chars().filter(c -> c == '\n').count();
                yield breaks == 0 ? 1 : breaks + 2;
            }
        };
    }

    static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setBufferSize(text.length() + 2)
                .setCodePointLimit(8 * 1024 * 1024)
                .build();
    }
}
