package dev.landfall.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.manifest.yaml.EditJudge.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes edits of every kind at places chosen by chance, with values chosen to hurt, and has every one judged by {@link
 * EditJudge}. Prints, for each kind, how many were exact and minimal, and how many were refused.
 *
 * <p>{@code -Dfuzz.seed=N -Dfuzz.edits=N} for other documents; {@code -Dcorpus=FOLDER} for the YAML and JSON files below
 * a folder, {@code -Dcorpus.files=N} of them, {@code -Dcorpus.edits=N} in each.
 */
class YamlEditFuzzTest {
    private static final List<Object> SCALARS = List.of(
            7,
            7,
            true,
            1.5,
            -0.25e-12,
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
            "#!/bin/sh\nset -e\n\necho \"$1\" # done\n",
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

    private static final List<Object> STRUCTURES = List.of(
            Map.of(),
            List.of(),
            List.of("a", "b: c"),
            Map.of("name", "x"),
            Map.of("a b: c", List.of(1, List.of(2, 3), Map.of())),
            List.of(Map.of("name", "x", "args", List.of("-v", "two\nlines\n")), Map.of("name", "y")),
            Map.of("x", Map.of("y", Map.of("z", "")), "w", List.of(List.of("a"), List.of())));

    private final long seed = Long.getLong("fuzz.seed", 42);
    private final Random random = new Random(seed);
    private final List<String> wrong = new ArrayList<>();
    private final TreeMap<String, Integer> tally = new TreeMap<>();
    private final JsonMapper json = new JsonMapper();

    private enum Operation {
        SET_SCALAR,
        ADD_KEY,
        REMOVE_KEY,
        ADD_ITEM,
        REMOVE_ITEM,
        CREATE_DOCUMENT,
        DELETE_DOCUMENT,
        SET_STRUCTURE
    }

    /** An edit for the editor, and the same for the judge. */
    private record Case(Operation operation, NodeEdit edit, Wanted wanted) {}

    @Test
    void generatedDocuments() {
        int edits = Integer.getInteger("fuzz.edits", 6_000);
        while (count("edits") < edits) edit("seed " + seed, new GeneratedYaml(random).file(), 4);

        report("generated, seed " + seed);
        assertThat(wrong).as("seed %d, %s", seed, tally).isEmpty();
        assertThat(count("refused")).isLessThanOrEqualTo(count("edits") / 1_000);
        assertThat(Operation.values())
                .allSatisfy(operation -> assertThat(count(operation.name())).isGreaterThan(edits / 10));
    }

    @Test
    void theJudgeSeesWhatIsWrong() {
        EditJudge judge = new EditJudge("a: 1 # c\nb: 2\n");
        Wanted set = new EditJudge.Set(List.of(0, 1), 7);
        Wanted remove = new EditJudge.Remove(List.of(0), 0);

        assertThat(judge.fault("a: 1 # c\nb: 7\n", set)).isEmpty();
        assertThat(judge.fault("b: 2\n", remove)).isEmpty();
        assertThat(List.of("a: 1 # d\nb: 7\n", "a: 1 # c\nb: 3\n", "a: 1 # c\nb: '7'\n", "a: 1 # c\nb: 7\nx: y\n"))
                .allSatisfy(after -> assertThat(judge.fault(after, set)).isPresent());
        assertThat(List.of("b: 3\n", "{}\n", "a: 1\nb: 2\n", "\n\n\nb: 2\n"))
                .allSatisfy(after -> assertThat(judge.fault(after, remove)).isPresent());
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
        int most = Math.min(files.size(), Integer.getInteger("corpus.files", 3_000));
        Map<String, Integer> taken = new TreeMap<>();
        for (Path file : files) {
            if (Files.size(file) > 300_000) continue;
            String text = new String(Files.readAllBytes(file), UTF_8);
            // A third each, since most of what is found is JSON and has one document.
            if (taken.merge(sort(file, text), 1, Integer::sum) <= most / 3)
                edit(file.toString(), text, Integer.getInteger("corpus.edits", 10));
        }
        System.out.println("found " + taken + ", took at most " + most / 3 + " of each");
        report("corpus, " + most + " of " + files.size() + " files, seed " + seed);
        assertThat(wrong).isEmpty();
        assertThat(count("refused")).isLessThanOrEqualTo(count("edits") / 1_000);
    }

    private static String sort(Path file, String text) {
        if (file.toString().endsWith(".json")) return "JSON";
        return text.contains("\n---") ? "YAML of several documents" : "YAML of one document";
    }

    private void report(String title) {
        System.out.printf("%s: %d files parsed%n", title, count("file"));
        System.out.printf("%-16s %7s %7s %7s%n", "operation", "edits", "exact", "refused");
        for (Operation operation : Operation.values()) row(operation.name());
        row("edits");
        tally.forEach((what, times) -> {
            if (what.contains(" file")) System.out.println(what + ": " + times);
        });
    }

    private void row(String name) {
        int refused = count("edits".equals(name) ? "refused" : "refused " + name);
        System.out.printf("%-16s %7d %7d %7d%n", name, count(name), count("exact " + name), refused);
    }

    private void edit(String source, String text, int edits) {
        Optional<YamlFile> file = parsed(text);
        if (file.isEmpty()) return;
        EditCases cases = new EditCases(file.get());
        add("file");
        EditJudge judge = new EditJudge(text);
        for (int i = 0; i < edits; i++) rarest(cases).ifPresent(next -> edit(source, file.get(), judge, next));
    }

    /** Of the operations that the file has a place for, the one that was made least often. */
    private Optional<Case> rarest(EditCases cases) {
        return Stream.of(Operation.values())
                .sorted(Comparator.comparingInt(operation -> count(operation.name())))
                .flatMap(operation -> chosen(operation, cases).stream())
                .findFirst();
    }

    private Optional<Case> chosen(Operation operation, EditCases cases) {
        return switch (operation) {
            case SET_SCALAR -> pick(cases.scalars()).map(at -> set(operation, at, pickOf(SCALARS)));
            case SET_STRUCTURE -> pick(cases.values()).map(at -> set(operation, at, structure()));
            case ADD_KEY -> pick(cases.mappings()).map(this::addKey);
            case REMOVE_KEY -> pick(cases.entries()).map(at -> remove(operation, cases, at));
            case ADD_ITEM -> pick(cases.lists()).map(at -> addItem(cases, at));
            case REMOVE_ITEM -> pick(cases.items()).map(at -> remove(operation, cases, at));
            case CREATE_DOCUMENT -> cases.isJson() ? Optional.empty() : Optional.of(createDocument());
            case DELETE_DOCUMENT -> pick(cases.documents()).map(this::deleteDocument);
        };
    }

    private Case set(Operation operation, NodePath at, Object value) {
        return new Case(operation, new NodeEdit.SetValue(at, tree(value)), new EditJudge.Set(path(at), value));
    }

    private Case addKey(EditCases.Holder holder) {
        Object value = anything();
        String key = pickOf(List.of("added", "added.k8s.io/x", "true", "a: b"));
        NodeEdit edit = holder.empty()
                ? new NodeEdit.SetValue(holder.at(), tree(Map.of(key, value)))
                : new NodeEdit.AddEntry(holder.at(), key, tree(value));
        return new Case(Operation.ADD_KEY, edit, new EditJudge.AddKey(path(holder.at()), key, value));
    }

    private Case addItem(EditCases cases, EditCases.Holder holder) {
        Object value = anything();
        int index = holder.empty() ? 0 : cases.anyIndex(holder.at(), random);
        NodeEdit edit = holder.empty()
                ? new NodeEdit.SetValue(holder.at(), tree(List.of(value)))
                : new NodeEdit.AddItem(holder.at(), index, tree(value));
        return new Case(Operation.ADD_ITEM, edit, new EditJudge.AddItem(path(holder.at()), index, value));
    }

    private Case remove(Operation operation, EditCases cases, NodePath at) {
        NodeEdit edit = cases.isOnly(at)
                ? new NodeEdit.SetValue(at.parent(), tree(operation == Operation.REMOVE_KEY ? Map.of() : List.of()))
                : new NodeEdit.RemoveChild(at.parent(), at.last());
        return new Case(operation, edit, new EditJudge.Remove(path(at.parent()), at.last()));
    }

    private Case createDocument() {
        Object value = pickOf(STRUCTURES.subList(3, STRUCTURES.size()));
        return new Case(
                Operation.CREATE_DOCUMENT, new NodeEdit.AddDocument(tree(value)), new EditJudge.AddDocument(value));
    }

    private Case deleteDocument(int index) {
        return new Case(
                Operation.DELETE_DOCUMENT, new NodeEdit.RemoveDocument(index), new EditJudge.RemoveDocument(index));
    }

    private Object anything() {
        return random.nextInt(3) == 0 ? structure() : pickOf(SCALARS);
    }

    private Object structure() {
        return pickOf(STRUCTURES);
    }

    private void edit(String source, YamlFile file, EditJudge judge, Case next) {
        String operation = next.operation().name();
        add("edits");
        add(operation);
        Optional<YamlFile> edited = file.with(next.edit());
        if (edited.isEmpty()) {
            add("refused");
            add("refused " + operation);
            System.out.println("refused: " + source + ": " + next.edit()
                    + (System.getProperty("corpus") == null ? "\n" + text(file) : ""));
            return;
        }
        Optional<String> fault = judge.fault(text(edited.get()), next.wanted());
        if (fault.isEmpty()) add("exact " + operation);
        if (fault.isEmpty()) add("exact edits");
        fault.ifPresent(what -> wrong.add(source + ": " + next.edit() + ": " + what));
    }

    private Optional<YamlFile> parsed(String text) {
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
            return Optional.empty();
        }
    }

    private static List<Integer> path(NodePath at) {
        List<Integer> path = new ArrayList<>(List.of(at.document()));
        path.addAll(at.children());
        return path;
    }

    private JsonNode tree(Object value) {
        return json.valueToTree(value);
    }

    private <T> Optional<T> pick(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(pickOf(all));
    }

    private <T> T pickOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
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
