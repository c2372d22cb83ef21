package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlException.Fault;
import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Entry;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Place;
import dev.landfall.manifest.yaml.YamlNode.Scalar;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import dev.landfall.manifest.yaml.YamlNode.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the nodes of a file from the parser's events. Events, since a composed alias would point at its anchor's
 * place and the place is what an edit needs; and since nothing is expanded, hostile aliases cost nothing here.
 */
final class NodeReader {
    private static final int DEEPEST = 100;
    /** How many nodes the aliases of one document may stand for, in all. */
    private static final int MOST_ALIASED_NODES = 100_000;

    private final YamlText text;
    private final Iterator<Event> events;
    /** In the order of the text; null while a node is still open. */
    private final List<YamlNode> nodes = new ArrayList<>();
    /** By node index: how many nodes it stands for, aliases expanded. */
    private final List<Integer> weights = new ArrayList<>();

    private final Map<String, Integer> anchors = new HashMap<>();
    private int aliasedNodes;

    private NodeReader(YamlText text) {
        this.text = text;
        // All of the text in one buffer: to see the end of a token, the parser copies what it holds for every further
        // one.
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(YamlText.LIMIT)
                .setBufferSize(Math.max(1024, text.chars().length() + 2))
                .build();
        this.events = new Parse(settings).parseString(text.chars()).iterator();
    }

    /** What was read: the documents, and all nodes by their index. */
    record Nodes(List<Document> documents, List<YamlNode> all) {}

    /**
     * One document.
     *
     * @param start offset of its directives or its {@code ---}; of its content where it has none of these
     */
    record Document(YamlNode root, int start, boolean explicit) {}

    static Nodes read(YamlText text) {
        try {
            return new NodeReader(text).documents();
        } catch (MarkedYamlEngineException failure) {
            int offset = failure.getProblemMark()
                    .map(mark -> text.offset(mark.getIndex()))
                    .orElse(0);
            throw syntax(text, offset, failure.getProblem());
        } catch (ReaderException failure) {
            throw syntax(
                    text,
                    text.offset(failure.getPosition()),
                    "the character U+%04X is not allowed".formatted(failure.getCodePoint()));
        } catch (YamlEngineException failure) {
            throw syntax(text, 0, failure.getMessage());
        }
    }

    private Nodes documents() {
        List<Document> documents = new ArrayList<>();
        while (events.hasNext()) {
            if (!(events.next() instanceof DocumentStartEvent start)) continue;
            anchors.clear();
            aliasedNodes = 0;
            YamlNode root = node(events.next(), Surroundings.BLOCK, 0);
            documents.add(new Document(root, start(start), start.isExplicit()));
        }
        return new Nodes(List.copyOf(documents), List.copyOf(nodes));
    }

    private YamlNode node(Event event, Surroundings surroundings, int depth) {
        if (depth > DEEPEST) throw fault(Fault.TOO_DEEP, event, "it nests deeper than " + DEEPEST + " levels");
        int index = nodes.size();
        nodes.add(null);
        weights.add(1);
        YamlNode node = switch (event) {
            case AliasEvent alias -> alias(alias, place(index, alias, alias, "", surroundings));
            case ScalarEvent scalar -> scalar(scalar, index, surroundings);
            case MappingStartEvent mapping -> mapping(mapping, index, surroundings, depth);
            case SequenceStartEvent sequence -> sequence(sequence, index, surroundings, depth);
            default -> throw new IllegalStateException("no node begins with " + event);
        };
        nodes.set(index, node);
        return node;
    }

    private Scalar scalar(ScalarEvent event, int index, Surroundings surroundings) {
        open(event, index);
        Place place = place(index, event, event, event.getTag().orElse(""), surroundings);
        return new Scalar(place, event.getValue(), event.getScalarStyle());
    }

    private Mapping mapping(MappingStartEvent event, int index, Surroundings surroundings, int depth) {
        open(event, index);
        Surroundings inside = event.isFlow() ? Surroundings.FLOW : surroundings;
        Set<String> names = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        Event next = events.next();
        for (; next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            YamlNode key = child(index, next, inside, depth);
            if (!names.add(name(key, next)))
                throw fault(Fault.DUPLICATE_KEY, next, "the key " + name(key, next) + " stands here a second time");
            entries.add(new Entry(key, child(index, events.next(), underKey(key, inside), depth)));
        }
        Place place = place(index, event, next, event.getTag().orElse(""), surroundings);
        return new Mapping(place, event.isFlow(), List.copyOf(entries));
    }

    /** What JSON cannot say as a key fails in every tool that reads manifests. */
    private String name(YamlNode key, Event event) {
        if (key.resolved() instanceof Scalar scalar) return scalar.value();
        throw fault(Fault.SYNTAX, event, "a mapping or a list stands where a key belongs");
    }

    private static Surroundings underKey(YamlNode key, Surroundings inside) {
        boolean json = inside != Surroundings.BLOCK
                && key instanceof Scalar scalar
                && scalar.style() == ScalarStyle.DOUBLE_QUOTED;
        return json ? Surroundings.JSON : inside;
    }

    private Sequence sequence(SequenceStartEvent event, int index, Surroundings surroundings, int depth) {
        open(event, index);
        Surroundings inside = event.isFlow() && surroundings == Surroundings.BLOCK ? Surroundings.FLOW : surroundings;
        List<YamlNode> items = new ArrayList<>();
        Event next = events.next();
        for (; next.getEventId() != Event.ID.SequenceEnd; next = events.next())
            items.add(child(index, next, inside, depth));
        Place place = place(index, event, next, event.getTag().orElse(""), surroundings);
        return new Sequence(place, event.isFlow(), List.copyOf(items));
    }

    private YamlNode child(int parent, Event event, Surroundings inside, int depth) {
        YamlNode child = node(event, inside, depth + 1);
        weights.set(parent, weights.get(parent) + weights.get(child.place().index()));
        return child;
    }

    private Alias alias(AliasEvent event, Place place) {
        Integer target = anchors.get(event.getAlias().getValue());
        if (target == null) throw fault(Fault.SYNTAX, event, "no anchor for the alias *" + event.getAlias());
        if (nodes.get(target) == null)
            throw fault(Fault.SYNTAX, event, "the alias *" + event.getAlias() + " stands within its own anchor");
        int weight = weights.get(target);
        weights.set(place.index(), weight);
        aliasedNodes += weight;
        if (aliasedNodes > MOST_ALIASED_NODES)
            throw fault(
                    Fault.TOO_MANY_ALIASES, event, "its aliases stand for more than " + MOST_ALIASED_NODES + " nodes");
        return new Alias(place, nodes.get(target));
    }

    private void open(NodeEvent event, int index) {
        event.getAnchor().map(Anchor::getValue).ifPresent(name -> anchors.put(name, index));
    }

    private Place place(int index, NodeEvent event, Event last, String tag, Surroundings surroundings) {
        String anchor = event instanceof AliasEvent
                ? ""
                : event.getAnchor().map(Anchor::getValue).orElse("");
        return new Place(index, start(event), end(last), anchor, tag, surroundings);
    }

    private int start(Event event) {
        return event.getStartMark().map(mark -> text.offset(mark.getIndex())).orElseThrow();
    }

    private int end(Event event) {
        return event.getEndMark().map(mark -> text.offset(mark.getIndex())).orElseThrow();
    }

    private YamlException fault(Fault fault, Event at, String problem) {
        return new YamlException(fault, text.line(start(at)), text.column(start(at)), problem);
    }

    private static YamlException syntax(YamlText text, int offset, String problem) {
        return new YamlException(
                Fault.SYNTAX,
                text.line(offset),
                text.column(offset),
                Optional.ofNullable(problem).orElse("it is no YAML"));
    }
}
