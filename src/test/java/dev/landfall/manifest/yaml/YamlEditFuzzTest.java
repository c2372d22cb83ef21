package dev.landfall.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Sets scalars chosen by chance to values chosen to hurt, and has every edit judged by {@link EditJudge}.
 *
 * <p>{@code -Dfuzz.seed=N -Dfuzz.edits=N} for other documents; {@code -Dcorpus=FOLDER} for the YAML and JSON files below
 * a folder, {@code -Dcorpus.files=N} of them.
 */
class YamlEditFuzzTest {
    private static final List<Object> VALUES = List.of(
            7,
            7,
            true,
            "registry/web:1.1",
            "a: b",
            "true",
            "# no",
            "",
            "0123",
            "it's \"q\"",
            "two\nlines",
            "line\n",
            "a\n b\n\nc",
            " lead",
            "trail ",
            "1.10",
            "null",
            "a,b]}",
            "🚀",
            "\ttab",
            "- x",
            "*x",
            "nel\u0085",
            "\\n",
            "key:");

    private final long seed = Long.getLong("fuzz.seed", 42);
    private final Random random = new Random(seed);
    private final List<String> wrong = new ArrayList<>();
    private final TreeMap<String, Integer> tally = new TreeMap<>();

    /** A scalar that may be set, where it stands for the judge, and for the editor. */
    private record Candidate(YamlNode.Scalar node, int scalar, List<Integer> path) {}

    @Test
    void generatedDocuments() {
        int edits = Integer.getInteger("fuzz.edits", 2_000);
        while (count("edits") < edits) edit("seed " + seed, new GeneratedYaml(random).file(), 4);

        assertThat(wrong).as("seed %d, %s", seed, tally).isEmpty();
        assertThat(tally).doesNotContainKeys("refused edit", "unparseable file");
    }

    @Test
    void theJudgeSeesWhatIsWrong() {
        EditJudge judge = new EditJudge("a: 1 # c\nb: 2\n");

        assertThat(judge.fault("a: 7 # c\nb: 2\n", 1, List.of(0, 0, 1), 7)).isEmpty();
        assertThat(List.of("a: 7 # d\nb: 2\n", "a: 7 # c\nb: 3\n", "a: '7' # c\nb: 2\n", "a: 7\nx: y # c\nb: 2\n"))
                .allSatisfy(after ->
                        assertThat(judge.fault(after, 1, List.of(0, 0, 1), 7)).isPresent());
    }

    @Test
    @EnabledIfSystemProperty(named = "corpus", matches = ".+")
    void realFiles() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of(System.getProperty("corpus")))) {
            files = new ArrayList<>(walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList());
        }
        Collections.shuffle(files, random);
        for (Path file : files.subList(0, Math.min(files.size(), Integer.getInteger("corpus.files", 3_000))))
            edit(file.toString(), new String(Files.readAllBytes(file), UTF_8), 12);

        System.out.println("corpus of " + files.size() + ", seed " + seed + ": " + tally);
        assertThat(wrong).isEmpty();
    }

    private void edit(String source, String text, int edits) {
        Optional<YamlFile> file = parsed(source, text);
        if (file.isEmpty()) return;
        List<Candidate> candidates = candidates(file.get());
        if (candidates.isEmpty()) return;
        add("file");
        EditJudge judge = new EditJudge(text);
        for (int i = 0; i < edits; i++)
            edit(source, file.get(), judge, candidates.get(random.nextInt(candidates.size())));
    }

    private void edit(String source, YamlFile file, EditJudge judge, Candidate candidate) {
        Object value = VALUES.get(random.nextInt(VALUES.size()));
        add("edits");
        Optional<YamlFile> edited = file.with(candidate.node(), value.toString(), type(value));
        String what = source + ": line " + file.line(candidate.node()) + " to '" + value + "'";
        if (edited.isEmpty()) {
            add("refused edit");
            wrong.addAll(System.getProperty("corpus") == null ? List.of("refused " + what + text(file)) : List.of());
            return;
        }
        judge.fault(text(edited.get()), candidate.scalar(), candidate.path(), value)
                .ifPresent(fault -> wrong.add(what + ": " + fault));
    }

    private Optional<YamlFile> parsed(String source, String text) {
        try {
            EditJudge.load(text);
        } catch (YamlEngineException _) {
            add("unparseable file");
            return Optional.empty();
        }
        try {
            return Optional.of(YamlFile.parse(text.getBytes(UTF_8)));
        } catch (YamlException refusal) {
            add("refused file " + refusal.fault());
            System.out.println(source + ":" + refusal.line() + ": " + refusal.getMessage());
            return Optional.empty();
        }
    }

    private static List<Candidate> candidates(YamlFile file) {
        List<Candidate> candidates = new ArrayList<>();
        int[] scalars = {0};
        for (int i = 0; i < file.documents().size(); i++)
            collect(file, file.documents().get(i), false, List.of(i), scalars, candidates);
        return candidates;
    }

    /** Values of mappings, but not where an alias or a tag gives them further meaning. */
    private static void collect(
            YamlFile file, YamlNode node, boolean value, List<Integer> path, int[] scalars, List<Candidate> found) {
        boolean own = file.aliasesOf(node).isEmpty() && node.place().tag().isEmpty();
        List<Candidate> inside = own ? found : new ArrayList<>();
        switch (node) {
            case YamlNode.Scalar scalar -> {
                if (value) inside.add(new Candidate(scalar, scalars[0], path));
                scalars[0]++;
            }
            case YamlNode.Mapping mapping -> {
                for (int i = 0; i < mapping.entries().size(); i++) {
                    YamlNode.Entry entry = mapping.entries().get(i);
                    collect(file, entry.key(), false, path, scalars, inside);
                    collect(file, entry.value(), true, step(step(path, i), 1), scalars, inside);
                }
            }
            case YamlNode.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++)
                    collect(file, sequence.items().get(i), false, step(path, i), scalars, inside);
            }
            case YamlNode.Alias _ -> {}
        }
    }

    private static List<Integer> step(List<Integer> path, int next) {
        List<Integer> longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }

    private static ScalarType type(Object value) {
        return switch (value) {
            case Integer _ -> ScalarType.INT;
            case Boolean _ -> ScalarType.BOOL;
            default -> ScalarType.TEXT;
        };
    }

    private static String text(YamlFile file) {
        return new String(file.bytes(), UTF_8);
    }

    private int count(String what) {
        return tally.getOrDefault(what, 0);
    }

    private void add(String what) {
        tally.merge(what, 1, Integer::sum);
    }
}
