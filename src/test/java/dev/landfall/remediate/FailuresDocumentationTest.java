package dev.landfall.remediate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.remediate.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on failures has an entry for each rule, and for no other. */
class FailuresDocumentationTest {
    private static final Pattern ENTRY = Pattern.compile("(?m)^### `([a-z-]+)`$\\n(.*)$");

    @Test
    void every_rule_has_one_entry() throws IOException {
        List<String> entries = ENTRY.matcher(Files.readString(Path.of("docs/failures.md")))
                .results()
                .map(entry -> entry.group(1))
                .toList();

        assertThat(entries)
                .containsExactlyInAnyOrderElementsOf(
                        Rules.all(List.of()).stream().map(Analyzer::rule).toList());
    }

    @Test
    void an_entry_tells_the_sign_the_repairs_and_what_is_left_to_a_person() throws IOException {
        assertThat(ENTRY.matcher(Files.readString(Path.of("docs/failures.md"))).results())
                .allSatisfy(entry -> assertThat(entry.group(2)).contains("*Sign*: ", "*Repairs*", "*A person*"));
    }
}
