package dev.landfall.manifest.yaml;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Says whether an edit did what it should and nothing else, without any code of the editor: both texts are loaded as
 * plain objects, the change is made in the one from before, and the text around the scalar is compared.
 */
final class EditJudge {
    private final String before;
    private final List<ScalarEvent> scalars = new ArrayList<>();

    EditJudge(String before) {
        this.before = before;
        for (Event event : new Parse(settings(before)).parseString(before))
            if (event instanceof ScalarEvent scalar) scalars.add(scalar);
    }

    /**
     * What is wrong with the edited text, if anything.
     *
     * @param scalar which of the file's scalars is set, in the order of the text
     * @param path to it: the number of the document, then of the entry or item at each level
     */
    Optional<String> fault(String after, int scalar, List<Integer> path, Object value) {
        ScalarEvent event = scalars.get(scalar);
        String head = before.substring(0, offset(event.getStartMark()));
        String tail = before.substring(offset(event.getEndMark()));
        if (!after.startsWith(head) || !after.endsWith(tail) || after.length() < head.length() + tail.length())
            return Optional.of("the text around the scalar changed");
        List<Object> wanted = load(before);
        set(wanted, path, value);
        List<Object> got = load(after);
        return wanted.equals(got) ? Optional.empty() : Optional.of("wanted " + wanted + "\nbut got " + got);
    }

    private int offset(Optional<Mark> mark) {
        return before.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }

    /** Mappings as lists of pairs, so that order counts; aliases written out. */
    static List<Object> load(String text) {
        List<Object> documents = new ArrayList<>();
        new Load(settings(text)).loadAllFromString(text).forEach(document -> documents.add(copy(document)));
        return documents;
    }

    private static Object copy(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copies(map.entrySet());
            case Map.Entry<?, ?> entry -> new ArrayList<>(List.of(copy(entry.getKey()), copy(entry.getValue())));
            case Collection<?> list -> copies(list);
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case null -> "(null)";
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }

    private static List<Object> copies(Collection<?> values) {
        List<Object> copies = new ArrayList<>();
        for (Object value : values) copies.add(copy(value));
        return copies;
    }

    @SuppressWarnings("unchecked")
    private static void set(List<Object> root, List<Integer> path, Object value) {
        List<Object> holder = root;
        for (int step : path.subList(0, path.size() - 1)) holder = (List<Object>) holder.get(step);
        holder.set(path.getLast(), copy(value));
    }

    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setBufferSize(text.length() + 2)
                .setCodePointLimit(8 * 1024 * 1024)
                .build();
    }
}
