package dev.landfall.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What real controllers wrote while the end-to-end suite changed something, version after version: {@code
 * recorded/PROVIDER/TEST-NNN.json}, and beside it {@code TEST.txt}, the verdicts that they must get, of which those that
 * repeat the one before are left out. Our commit is the second one of the branch; what follows takes it back.
 *
 * @param commits of the branch, oldest first
 * @param versions in the order in which they were seen
 */
public record RecordedStory(List<String> commits, List<LiveObject> versions) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path RECORDED = Path.of("src/test/resources/recorded");

    /** Judges each version of a story. */
    public interface Teller {
        List<String> tell(RecordedStory story);
    }

    public static Stream<DynamicTest> tests(String provider, Teller teller) {
        return files(RECORDED.resolve(provider), ".txt").stream()
                .map(expected ->
                        DynamicTest.dynamicTest(expected.getFileName().toString(), () -> check(expected, teller)));
    }

    private static void check(Path expected, Teller teller) throws IOException {
        String test = expected.getFileName().toString().replace(".txt", "");
        RecordedStory story = read(expected.getParent(), test);
        List<String> told = new ArrayList<>();
        for (String verdict : teller.tell(story)) {
            String ours = verdict.replace(story.ours().substring(0, 7), "ours");
            if (told.isEmpty() || !told.getLast().equals(ours)) told.add(ours);
        }
        assertThat(told).isEqualTo(Files.readAllLines(expected));
    }

    public String ours() {
        return commits.get(1);
    }

    public KnownHistory history() {
        Map<String, Relation> relations = new HashMap<>();
        for (int i = 0; i < commits.size(); i++) {
            relations.put(commits.get(i), i == 0 ? Relation.ANCESTOR : i == 1 ? Relation.SAME : Relation.DESCENDANT);
        }
        return new KnownHistory(ours(), relations, true, false, ours());
    }

    private static RecordedStory read(Path folder, String test) {
        List<JsonNode> documents = files(folder, ".json").stream()
                .filter(file -> file.getFileName().toString().matches(test + "-[0-9]{3}\\.json"))
                .map(RecordedStory::json)
                .toList();
        List<String> commits = documents
                .getFirst()
                .path("commits")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        return new RecordedStory(
                commits,
                documents.stream()
                        .map(document -> new LiveObject(document.path("object")))
                        .toList());
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> files(Path folder, String end) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
