package dev.landfall.cli;

import dev.landfall.change.RequestException;
import dev.landfall.cli.GivenAnswers.Given;
import dev.landfall.reason.Printable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A file of answers: a mapping from the keys of questions to single values, as YAML or JSON. */
record AnswerFile(Path path) {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String FORM = "write one line for each answer, such as replicas: 5";

    /** @throws RequestException naming file and line of the first fault */
    Map<String, Given> read() {
        Optional<Node> root = parsed(content());
        if (root.isEmpty()) return Map.of();
        if (!(root.get() instanceof MappingNode mapping)) throw fault(root.get(), "is no mapping of keys to answers");
        Map<String, Given> answers = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = text(entry.getKeyNode(), "has a key that is no text");
            String value = text(entry.getValueNode(), "has no single value for " + Printable.line(key, 80));
            Given given = new Given(value, place(entry.getKeyNode()));
            Given before = answers.put(key, given);
            if (before != null)
                throw RequestException.because(
                        "answered-twice",
                        given.place() + ": " + Printable.line(key, 80) + " is answered already at " + before.place(),
                        "leave one of them out");
        }
        return answers;
    }

    private String content() {
        try {
            if (Files.size(path) > MOST_BYTES) throw unreadable("it has more than a megabyte");
            return Files.readString(path);
        } catch (NoSuchFileException gone) {
            throw unreadable("there is no such file");
        } catch (CharacterCodingException notText) {
            throw unreadable("it is not UTF-8");
        } catch (IOException failed) {
            throw unreadable(String.valueOf(failed.getMessage()));
        }
    }

    private RequestException unreadable(String why) {
        return RequestException.because(
                "file-unreadable", path + " cannot be read: " + why, "check the name of the file");
    }

    private Optional<Node> parsed(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(path.toString())
                .setUseMarks(true)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException broken) {
            String place = broken.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1))
                    .orElse("");
            throw RequestException.because(
                    "bad-answers", path + place + ": " + Printable.line(broken.getProblem(), 200), FORM);
        } catch (YamlEngineException broken) {
            throw RequestException.because("bad-answers", path + ": " + Printable.line(broken.getMessage(), 200), FORM);
        }
    }

    private String text(Node node, String otherwise) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) return scalar.getValue();
        throw fault(node, otherwise);
    }

    private RequestException fault(Node node, String what) {
        return RequestException.because("bad-answers", place(node) + " " + what, FORM);
    }

    private String place(Node node) {
        return path
                + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    }
}
