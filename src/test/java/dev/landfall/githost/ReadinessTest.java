package dev.landfall.githost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.Readiness.Check;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.githost.Readiness.Reviews;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads while a pull request waits. */
final class ReadinessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // the host says | checks                      | approvals | against   | what is told
                "READY       | -                              | 0/0 | -        | nothing is missing",
                "READY       | build:PASSED                   | 0/0 | -        | nothing is missing",
                "READY       | -                              | 1/0 | -        | 1 approval",
                "READY       | -                              | 3/0 | -        | 3 approvals",
                "READY       | -                              | 2/2 | -        | 2 of 2 approvals",
                "WAITING     | -                              | 0/0 | -        | rules of the base",
                "WAITING     | -                              | 0/1 | -        | 0 of 1 approvals",
                "WAITING     | build:PENDING                  | 1/2 | -        | 1 of 2 approvals, check build pending",
                "WAITING     | build:FAILED                   | 0/0 | -        | check build failed",
                "WAITING     | a:FAILED b:PENDING c:FAILED    | 0/0 | -        | checks a, c failed, check b pending",
                "WAITING     | -                              | 1/1 | bob      | changes requested by bob, 1 of 1 approvals",
                "WAITING     | -                              | 0/0 | bob,eve  | changes requested by bob, eve",
                "CONFLICTING | -                              | 0/0 | -        | it conflicts with the base",
                "BEHIND      | -                              | 0/0 | -        | the base has moved and must be contained",
                "DRAFT       | build:PENDING                  | 0/0 | -        | it is a draft, check build pending",
                "UNKNOWN     | -  | 0/0 | - | the host has not worked out yet whether it can be merged",
                "READY       | a:FAILED b:FAILED c:FAILED d:FAILED e:FAILED         | 0/0 | - | checks a, b, c, d, e failed",
                "READY       | a:FAILED b:FAILED c:FAILED d:FAILED e:FAILED f:FAILED g:FAILED | 0/0 | -"
                        + " | checks a, b, c, d, e and 2 more failed",
            })
    void everyReasonToWaitIsTold(
            Mergeability mergeability, String checks, String approvals, String against, String told) {
        String[] counts = approvals.split("/", -1);
        Reviews reviews = new Reviews(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]), list(against, ","));

        assertThat(new Readiness(mergeability, checks(checks), reviews)).hasToString(told);
    }

    private static List<Check> checks(String text) {
        return list(text, " ").stream()
                .map(each -> each.split(":", 2))
                .map(parts -> new Check(parts[0], Check.State.valueOf(parts[1])))
                .toList();
    }

    private static List<String> list(String text, String separator) {
        return text == null ? List.of() : Arrays.asList(text.split(separator, -1));
    }

    @Test
    void namesThatOthersGaveCannotSteerATerminal() {
        Readiness readiness = new Readiness(
                Mergeability.WAITING,
                List.of(new Check("\u001b[2Jbuild\nx" + "y".repeat(200), Check.State.FAILED)),
                new Reviews(0, 0, List.of("e\u202eve")));

        assertThat(readiness.toString())
                .startsWith("changes requested by e?ve, check build xyyy")
                .endsWith("y… failed")
                .hasSizeLessThan(180);
    }

    @Test
    void checksAreToldApartByHowTheyWent() {
        Readiness readiness =
                new Readiness(Mergeability.WAITING, checks("a:PASSED b:FAILED c:PENDING d:FAILED"), Reviews.NONE);

        assertThat(readiness.failedChecks()).containsExactly("b", "d");
        assertThat(readiness.pendingChecks()).containsExactly("c");
    }
}
