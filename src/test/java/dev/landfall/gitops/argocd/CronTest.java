package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules of sync windows, after robfig/cron v3 (parser.go, spec.go). 2026-03-01 is a Sunday. */
class CronTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # at any minute, and strictly later
            * * * * *            | 2026-03-01T10:00:00   | 2026-03-01T10:01
            * * * * *            | 2026-03-01T09:59:59.5 | 2026-03-01T10:00
            0 22 * * *           | 2026-03-01T10:00      | 2026-03-01T22:00
            0 22 * * *           | 2026-03-01T22:00      | 2026-03-02T22:00
            30 6 * * *           | 2026-12-31T23:59      | 2027-01-01T06:30
            # lists, ranges and steps; one number and a step goes to the end of the field
            0,30 8-17 * * *      | 2026-03-01T17:31      | 2026-03-02T08:00
            0,,30 * * * *        | 2026-03-01T10:01      | 2026-03-01T10:30
            */15 * * * *         | 2026-03-01T10:46      | 2026-03-01T11:00
            5/20 * * * *         | 2026-03-01T10:26      | 2026-03-01T10:45
            10-30/10 * * * *     | 2026-03-01T10:21      | 2026-03-01T10:30
            10-30/10 * * * *     | 2026-03-01T10:31      | 2026-03-01T11:10
            # names, in any case
            0 0 * feb,NOV *      | 2026-03-01T10:00      | 2026-11-01T00:00
            0 9 * * mon-FRI      | 2026-03-06T10:00      | 2026-03-09T09:00
            0 9 * * 0            | 2026-03-02T10:00      | 2026-03-08T09:00
            # both days narrowed down: either is enough
            0 0 13 * fri         | 2026-03-01T00:00      | 2026-03-06T00:00
            0 0 13 * fri         | 2026-03-06T00:00      | 2026-03-13T00:00
            0 0 13 * tue         | 2026-03-10T00:00      | 2026-03-13T00:00
            # one of them a star: both must hold
            0 0 13 * *           | 2026-03-01T00:00      | 2026-03-13T00:00
            0 0 ? * tue          | 2026-03-01T00:00      | 2026-03-03T00:00
            # a star with a step is no star
            0 0 */10 * tue       | 2026-03-01T00:00      | 2026-03-03T00:00
            0 0 */10 * tue       | 2026-03-10T00:00      | 2026-03-11T00:00
            # a star in a list is one
            0 0 *,5 * tue        | 2026-03-04T00:00      | 2026-03-10T00:00
            # days that not every month or year has
            0 0 31 * *           | 2026-03-31T00:00      | 2026-05-31T00:00
            0 0 29 2 *           | 2026-03-01T00:00      | 2028-02-29T00:00
            0 0 30 2 *           | 2026-03-01T00:00      | never
            , * * * *            | 2026-03-01T00:00      | never
            """)
    void comesNext(String schedule, LocalDateTime after, String expected) {
        assertThat(Cron.parse(schedule).next(after).map(LocalDateTime::toString).orElse("never"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@daily",
                "@every 1h",
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 7",
                "5-1 * * * *",
                "1-2-3 * * * *",
                "1/2/3 * * * *",
                "*/0 * * * *",
                "-5 * * * *",
                "a * * * *",
                "mon * * * *",
                "* * * * monday",
                "1- * * * *"
            })
    void isNoSchedule(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cron.parse(text));
    }
}
