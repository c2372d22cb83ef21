package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.render.Renderer;
import dev.landfall.render.YamlDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about repository layouts: every example comes out as it says. */
class RepositoryLayoutsDocumentationTest extends PlacementFixture {
    private static final Path PAGE = Path.of("docs/repository-layouts.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?m)^### ([^\\n]+)\\n(?:(?!^### )[^\\n]*\\n)*?```text\\n(.*?)```\\s+"
                    + "Wanted: (?:`([^`]+)` of )?`(\\w+) (\\w+)/([^`]+)` (?:becomes `([^`]+)`|goes)[^`]*\\n\\s*```diff\\n(.*?)```",
            Pattern.DOTALL);

    /** One of the page. */
    record Example(String title, String files, DesiredChange wanted, String diff) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Example> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE)).results().map(match -> {
            String group = match.group(4).equals("Deployment") ? "apps" : "";
            ObjectRef object = new ObjectRef(group, "v1", match.group(4), match.group(5), match.group(6));
            return new Example(match.group(1), match.group(2), wanted(object, match), match.group(8));
        });
    }

    private static DesiredChange wanted(ObjectRef object, MatchResult match) {
        if (match.group(3) == null) return new DeleteObject(object);
        var value = YamlDocuments.in(match.group(7).getBytes(StandardCharsets.UTF_8))
                .getFirst();
        return new SetField(object, FieldPath.parse(match.group(3)), value);
    }

    @Override
    Renderer renderer() {
        return new KustomizeLookAlike();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void theExampleComesOut(Example example) {
        commit(example.files());

        assertThat(diff(place(source("prod"), example.wanted()))).isEqualTo(example.diff());
    }

    @Test
    void everyBlockOfFilesIsAnExample() throws IOException {
        Matcher blocks = Pattern.compile("(?m)^```diff").matcher(Files.readString(PAGE));

        assertThat(examples()).hasSize((int) blocks.results().count()).isNotEmpty();
    }

    private static String diff(Placed placed) {
        if (placed.plan() instanceof CannotPlace refused) throw new AssertionError(refused.reason());
        return ((Edits) placed.plan())
                .files().stream().map(RepositoryLayoutsDocumentationTest::diff).collect(Collectors.joining());
    }

    /** What lies between the lines with which both begin and end. */
    private static String diff(FileEdit edit) {
        List<String> before = lines(edit.before());
        List<String> after = lines(edit.after());
        int head = 0;
        int most = Math.min(before.size(), after.size());
        while (head < most && before.get(head).equals(after.get(head))) head++;
        int tail = 0;
        while (tail < most - head
                && before.reversed().get(tail).equals(after.reversed().get(tail))) tail++;
        return Stream.of(
                        Stream.of(edit.path()),
                        before.subList(head, before.size() - tail).stream().map(line -> "-" + line),
                        after.subList(head, after.size() - tail).stream().map(line -> "+" + line))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> lines(Optional<byte[]> content) {
        return content.map(bytes ->
                        new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }
}
