package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.Outcome;
import dev.landfall.reason.Reason;
import dev.landfall.reason.ReasonCodes;
import dev.landfall.report.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on outcomes names each end that a change can have, and no other. */
class OutcomesDocumentationTest {
    private static final Path PAGE = Path.of("docs/outcomes.md");
    private static final Pattern WORD = Pattern.compile("`([A-Za-z][A-Za-z0-9-]*)`");
    private static final Pattern LINK =
            Pattern.compile("\\[`([a-z0-9-]+)`]\\((?:\\.\\./)*outcomes\\.md#([a-z0-9-]+)\\)");
    private static final Reason WHY = Reason.lasting("some-reason", "so it is", "");

    /** A new code goes into the table of the section that it belongs to: {@code | `code` | means | who | what to do |}. */
    @Test
    void everyCodeHasOnePlaceOnThePageAndNoOtherHasOne() throws IOException {
        ReasonCodes program = ReasonCodes.below(Path.of("src/main/java"));
        Map<String, List<String>> page = codes();

        assertThat(program.unclear())
                .as("codes that are made so that this test cannot follow them: write them as a literal")
                .isEmpty();
        Map<String, Set<String>> missing = new TreeMap<>(program.codes());
        missing.keySet().removeAll(page.keySet());
        assertThat(missing)
                .as("codes without a row on the page, and where they are written")
                .isEmpty();
        Set<String> needless = new TreeSet<>(page.keySet());
        needless.removeAll(program.codes().keySet());
        assertThat(needless)
                .as("codes on the page that the program does not have")
                .isEmpty();
        assertThat(page)
                .as("each in one section")
                .allSatisfy((_, sections) -> assertThat(sections).hasSize(1));
    }

    @Test
    void everyRowOfACodeSaysWhatItMeansAndWhoMustAct() throws IOException {
        assertThat(rows().filter(OutcomesDocumentationTest::isOfCodes))
                .hasSizeGreaterThan(200)
                .allSatisfy(
                        row -> assertThat(row.cells().size() == 2 || row.cells().size() == 4)
                                .as(row.cells().getFirst())
                                .isTrue())
                .allSatisfy(
                        row -> assertThat(row.cells().stream().skip(1).limit(2)).doesNotContain(""));
    }

    @Test
    void everyOutcomeHasItsExitStatus() throws IOException {
        Map<String, String> statuses = new LinkedHashMap<>();
        rows().filter(row -> row.section().equals("outcomes") && !row.words().isEmpty())
                .forEach(row -> statuses.put(row.words().getFirst(), row.cells().get(1)));
        List<Outcome> outcomes = List.of(
                new Outcome.Verified(List.of(), List.of()),
                new Outcome.AwaitingMerge(WHY),
                new Outcome.InProgress(WHY),
                new Outcome.TimedOut(WHY, List.of()),
                new Outcome.Blocked(WHY),
                new Outcome.Superseded(WHY),
                new Outcome.Declined(WHY),
                new Outcome.RolledBack(WHY),
                new Outcome.Degraded(WHY, List.of()),
                new Outcome.Failed(WHY, List.of()));

        assertThat(outcomes).hasSameSizeAs(Outcome.class.getPermittedSubclasses());
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(statuses.get(outcome.name()))
                        .as(outcome.name())
                        .startsWith(String.valueOf(ExitStatus.of(outcome).code())));
    }

    @Test
    void linksFromOtherPagesLeadToTheSectionThatHasTheCode() throws IOException {
        Map<String, List<String>> page = codes();
        try (Stream<Path> walk = Files.walk(Path.of("docs"))) {
            for (Path file :
                    walk.filter(path -> path.toString().endsWith(".md")).toList()) {
                List<MatchResult> links =
                        LINK.matcher(Files.readString(file)).results().toList();
                for (MatchResult link : links)
                    assertThat(page.getOrDefault(link.group(1), List.of()))
                            .as(file + ": " + link.group())
                            .containsExactly(link.group(2));
            }
        }
    }

    /**
     * A row of a table.
     *
     * @param section as links name its heading
     */
    private record Row(String section, List<String> cells) {
        /** What is written as code in its first cell. */
        List<String> words() {
            return WORD.matcher(cells.getFirst())
                    .results()
                    .map(word -> word.group(1))
                    .toList();
        }
    }

    private static boolean isOfCodes(Row row) {
        return !row.section().equals("outcomes") && !row.words().isEmpty();
    }

    /** Each code with the sections that have a row for it. */
    private static Map<String, List<String>> codes() throws IOException {
        Map<String, List<String>> codes = new TreeMap<>();
        rows().filter(OutcomesDocumentationTest::isOfCodes)
                .forEach(row -> row.words()
                        .forEach(code -> codes.merge(
                                code,
                                List.of(row.section()),
                                (some, more) -> Stream.concat(some.stream(), more.stream())
                                        .toList())));
        return codes;
    }

    private static Stream<Row> rows() throws IOException {
        String[] section = {""};
        return Files.readAllLines(PAGE).stream()
                .peek(line -> {
                    if (line.startsWith("#")) section[0] = slug(line);
                })
                .filter(line -> line.startsWith("|"))
                .map(line -> new Row(
                        section[0],
                        Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                                .map(String::strip)
                                .toList()));
    }

    private static String slug(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }
}
