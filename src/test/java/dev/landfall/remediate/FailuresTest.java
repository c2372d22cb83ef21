package dev.landfall.remediate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.remediate.rule.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure of {@code src/test/resources/failures} is found with its cause and its repairs, and nothing else is. */
class FailuresTest {

    static List<FailureCase> cases() {
        return FailureCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void what_is_wrong_is_found_with_its_repairs(FailureCase given) {
        assertThat(given.found()).containsExactlyElementsOf(given.expected());
    }

    /** A case in which no rule finds anything is a trap, and proves that the rules do not see ghosts. */
    @Test
    void each_rule_has_a_case() {
        List<String> shown = cases().stream()
                .flatMap(each -> each.diagnosis().findings().stream())
                .map(Finding::rule)
                .distinct()
                .toList();

        assertThat(shown)
                .containsAll(Rules.all(List.of()).stream().map(Analyzer::rule).toList());
    }
}
