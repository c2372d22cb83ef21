package dev.landfall.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables on the page about tracking name every rule of the two state machines, and no other. */
class TrackingDocumentationTest {
    private static final Path PAGE = Path.of("docs/developers/tracking.md");
    private static final Pattern LISTED = Pattern.compile("(\\w+Rules)::(\\w+)");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Rules)\\.(\\w+)`");

    @ParameterizedTest
    @CsvSource({"argocd/ApplicationVerdict, ## Argo CD: rows", "flux/KustomizationVerdict, ## Flux: rows"})
    void everyRuleHasItsRow(String verdict, String heading) throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/landfall/gitops/" + verdict + ".java"));
        String section = Files.readString(PAGE).split(heading, 2)[1].split("\n## ", 2)[0];
        String rows = section.lines()
                .filter(line -> line.startsWith("|") && !line.contains("before all rules"))
                .collect(Collectors.joining("\n"));

        assertThat(names(NAMED, rows)).isEqualTo(names(LISTED, source)).isNotEmpty();
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher rule = pattern.matcher(text);
        while (rule.find()) names.add(rule.group(1) + "." + rule.group(2));
        return names;
    }
}
