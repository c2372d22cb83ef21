package dev.landfall.config;

import dev.landfall.config.GivenValues.Given;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a file into texts by key, as far as its shape is that of the {@link Schema}. */
final class ConfigurationFile {
    private static final int LARGEST = 256 * 1024;
    private static final int DEEPEST = 16;

    private final Path file;
    private final List<ConfigurationFault> faults;
    private final GivenValues values = GivenValues.none();

    private ConfigurationFile(Path file, List<ConfigurationFault> faults) {
        this.file = file;
        this.faults = faults;
    }

    /**
     * @param namedBy what names the file, to blame if it cannot be read
     * @param faults receives what is wrong with it
     */
    static GivenValues read(Path file, Origin namedBy, List<ConfigurationFault> faults) {
        ConfigurationFile reader = new ConfigurationFile(file, faults);
        try {
            reader.compose(text(file)).ifPresent(root -> reader.collect("", "", root));
        } catch (CharacterCodingException e) {
            faults.add(
                    new ConfigurationFault(namedBy, "", "the file " + file + " is no UTF-8 text", "save it as UTF-8"));
        } catch (IOException e) {
            faults.add(new ConfigurationFault(
                    namedBy,
                    "",
                    "the file " + file + " cannot be read",
                    "name a file that exists and that you may read"));
        } catch (MarkedYamlEngineException e) {
            reader.fault("", e.getProblemMark().or(e::getContextMark), problem(e), "mend the YAML there");
        } catch (YamlEngineException e) {
            reader.fault("", Optional.empty(), "this is no YAML: " + e.getMessage(), "mend the YAML");
        }
        return reader.values;
    }

    private static String problem(MarkedYamlEngineException e) {
        return ((e.getContext() == null ? "" : e.getContext()) + " " + e.getProblem()).strip();
    }

    private static String text(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw new YamlEngineException("it is larger than 256 KiB");
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setCodePointLimit(LARGEST)
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(20)
                .build();
        checkDepth(new Parse(settings).parseString(text));
        return new Compose(settings).composeString(text);
    }

    /** Before the composer, which recurses, sees the text. */
    private static void checkDepth(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {}
            }
            if (depth > DEEPEST) throw new YamlEngineException("it is nested more than " + DEEPEST + " deep");
        }
    }

    private void collect(String path, String schemaPath, Node node) {
        values.places().put(path, origin(node.getStartMark()));
        switch (Schema.shapeOf(schemaPath)) {
            case TEXT -> collectText(path, node);
            case LIST -> collectList(path, schemaPath, node);
            case SECTION -> collectSection(path, schemaPath, node);
        }
    }

    private void collectText(String path, Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            values.texts().put(path, new Given(scalar.getValue(), origin(node.getStartMark())));
        } else if (node instanceof ScalarNode) {
            fault(path, node.getStartMark(), "it has no value", "give it one, or remove the line");
        } else {
            fault(path, node.getStartMark(), "a single value is wanted here", "write it on the line of its key");
        }
    }

    private void collectList(String path, String schemaPath, Node node) {
        if (node.getTag().equals(Tag.NULL)) return;
        if (node instanceof SequenceNode list) {
            int index = 0;
            for (Node item : list.getValue()) collect(path + "[" + index++ + "]", schemaPath + "[]", item);
        } else {
            fault(
                    path,
                    node.getStartMark(),
                    "a list is wanted here",
                    "write each item on a line of its own that begins with -");
        }
    }

    private void collectSection(String path, String schemaPath, Node node) {
        // All lines of a section may have been commented out.
        if (node.getTag().equals(Tag.NULL)) return;
        if (!(node instanceof MappingNode section)) {
            String fix = "write keys below it: " + String.join(", ", Schema.namesIn(schemaPath));
            fault(path, node.getStartMark(), "a section with keys is wanted here", fix);
            return;
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : section.getValue()) collectEntry(path, schemaPath, entry, seen);
    }

    private void collectEntry(String path, String schemaPath, NodeTuple entry, Set<String> seen) {
        Optional<Mark> mark = entry.getKeyNode().getStartMark();
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            fault(path, mark, "a key is a single word", "known here: " + String.join(", ", Schema.namesIn(schemaPath)));
            return;
        }
        String name = key.getValue();
        String keyPath = path.isEmpty() ? name : path + "." + name;
        if (!seen.add(name)) {
            fault(keyPath, mark, "it is given twice", "remove one of the two");
        } else if (Schema.namesIn(schemaPath).contains(name)) {
            collect(keyPath, schemaPath.isEmpty() ? name : schemaPath + "." + name, entry.getValueNode());
        } else {
            WrongValue unknown = Schema.unknown(schemaPath, name);
            fault(keyPath, mark, unknown.getMessage(), unknown.fix());
        }
    }

    private void fault(String path, Optional<Mark> mark, String problem, String fix) {
        faults.add(
                new ConfigurationFault(origin(mark), WrongValue.printable(path), WrongValue.printable(problem), fix));
    }

    private Origin origin(Optional<Mark> mark) {
        return new Origin.InFile(
                file,
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1);
    }
}
