package dev.landfall.manifest.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where the values of a text stand, by the parser's events alone. */
final class EventSpans {
    private final String text;
    private final Iterator<Event> events;
    private final List<Span> documents = new ArrayList<>();

    /** From the key, if any, to the last character. */
    private record Span(int begin, int start, int end, Optional<Event> scalar, List<Span> children) {}

    EventSpans(String text) {
        this.text = text;
        this.events = new Parse(EditJudge.settings(text)).parseString(text).iterator();
        while (events.hasNext())
            if (events.next().getEventId() == Event.ID.DocumentStart) documents.add(span(events.next(), -1));
    }

    int start(List<Integer> path) {
        return at(path).start();
    }

    int end(List<Integer> path) {
        Span span = at(path);
        return offset(span.scalar().orElseThrow().getEndMark());
    }

    boolean isScalar(List<Integer> path) {
        return at(path).scalar().isPresent();
    }

    boolean isEmpty(List<Integer> path) {
        return at(path).children().isEmpty();
    }

    int lines(List<Integer> path) {
        Span span = at(path);
        return lines(span.begin(), span.end());
    }

    /** Those that a text which ends in all its line breaks takes in. */
    int blankLinesBelow(List<Integer> path) {
        int end = at(path).end();
        int next = end;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) next++;
        return lines(end, next) - 1;
    }

    /** Of a child, from the end of the one before: a comma or a comment may stand there. */
    int lines(List<Integer> path, int child) {
        Span span = at(path).children().get(child);
        return lines(span.begin(), span.end());
    }

    private int lines(int from, int to) {
        return 1
                + (int) text.substring(from, Math.max(from, to))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private Span at(List<Integer> path) {
        Span at = documents.get(path.getFirst());
        for (int step : path.subList(1, path.size())) at = at.children().get(step);
        return at;
    }

    private Span span(Event event, int key) {
        int start = offset(event.getStartMark());
        int begin = key < 0 ? start : key;
        if (event instanceof ScalarEvent || event instanceof AliasEvent)
            return new Span(begin, start, stripped(start, offset(event.getEndMark())), Optional.of(event), List.of());
        List<Span> children = new ArrayList<>();
        boolean mapping = event instanceof MappingStartEvent;
        Event.ID endOf = mapping ? Event.ID.MappingEnd : Event.ID.SequenceEnd;
        Event next = events.next();
        for (; next.getEventId() != endOf; next = events.next()) {
            int keyStart = mapping ? span(next, -1).begin() : -1;
            children.add(span(mapping ? events.next() : next, keyStart));
        }
        boolean flow = text.startsWith("}", offset(next.getEndMark()) - 1)
                || text.startsWith("]", offset(next.getEndMark()) - 1);
        int end = children.isEmpty() || flow
                ? offset(next.getEndMark())
                : children.getLast().end();
        return new Span(begin, start, stripped(start, end), Optional.empty(), children);
    }

    private int stripped(int start, int end) {
        int last = Math.min(end, text.length());
        while (last > start && Character.isWhitespace(text.charAt(last - 1))) last--;
        return last;
    }

    private int offset(Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }
}
