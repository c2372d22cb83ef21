package dev.landfall.githost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out of a pull request where its host takes less. */
final class PullRequestTextTest {
    private static final String CUT = "(cut: the host takes no more)";
    private static final String BEGINNING = "Scales web.\n\n" + "why ".repeat(40) + "end";
    private static final String DETAIL = "```diff\n" + "-1\n+2\n".repeat(60) + "```";
    private static final String ENDING = "Change-Id: 01JAB\nPlan-Digest: 51fd";
    private static final PullRequestText WHOLE = new PullRequestText("Scale web", BEGINNING, DETAIL, ENDING);
    private static final String WITHOUT_DETAIL = BEGINNING + "\n\n" + CUT + "\n\n" + ENDING;

    @Test
    void theBodyIsWholeWhereItFits() {
        String body = BEGINNING + "\n\n" + DETAIL + "\n\n" + ENDING;

        assertThat(WHOLE.body()).isEqualTo(body);
        assertThat(WHOLE.bodyWithin(100_000)).isEqualTo(body);
        assertThat(WHOLE.bodyWithin(body.length())).isEqualTo(body);
    }

    @Test
    void theDetailGoesFirstAndNothingElseGoesWithIt() {
        assertThat(WHOLE.bodyWithin(WHOLE.body().length() - 1)).isEqualTo(WITHOUT_DETAIL);
        assertThat(WHOLE.bodyWithin(WITHOUT_DETAIL.length())).isEqualTo(WITHOUT_DETAIL);
    }

    @Test
    void thenTheBeginningIsCutAndWhatIsToBeFoundAgainStays() {
        int length = WITHOUT_DETAIL.length() - 1;

        String body = WHOLE.bodyWithin(length);

        assertThat(body)
                .hasSize(length)
                .endsWith("\n\n" + CUT + "\n\n" + ENDING)
                .startsWith("Scales web.")
                .doesNotContain("diff");
    }

    @Test
    void whatHasNoDetailIsCutInTheSameWay() {
        PullRequestText text = new PullRequestText("Scale web", BEGINNING, "", ENDING);

        assertThat(text.bodyWithin(text.body().length())).isEqualTo(text.body());
        assertThat(text.bodyWithin(text.body().length() - 1))
                .hasSize(text.body().length() - 1)
                .endsWith("\n\n" + CUT + "\n\n" + ENDING);
        assertThat(new PullRequestText("Scale web", BEGINNING).bodyWithin(100))
                .hasSize(100)
                .endsWith("\n\n" + CUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aCharacterOfTwoUnitsIsNeverCutInTwo(int shift) {
        PullRequestText text = new PullRequestText("Scale web", "x".repeat(shift) + "😀".repeat(200), "", ENDING);

        for (int length = 120; length < 130; length++) {
            String body = text.bodyWithin(length);
            assertThat(body).hasSizeBetween(length - 1, length).endsWith("\n\n" + CUT + "\n\n" + ENDING);
            assertThat(body.codePoints()).noneMatch(PullRequestTextTest::isHalf);
        }
    }

    private static boolean isHalf(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }

    /** An ending that would push out everything else cannot stay. */
    @Test
    void everyBodyFitsWhateverItIsMadeOf() {
        String[] sizes = {"", "x", "y".repeat(200), "😀".repeat(100)};
        for (String beginning : sizes) {
            for (String detail : sizes) {
                for (String ending : sizes) {
                    PullRequestText text = new PullRequestText("Scale web", beginning, detail, ending);
                    IntStream.rangeClosed(80, 640)
                            .forEach(length -> assertThat(text.bodyWithin(length))
                                    .hasSizeLessThanOrEqualTo(length)
                                    .satisfies(body ->
                                            assertThat(body.codePoints()).noneMatch(PullRequestTextTest::isHalf)));
                }
            }
        }
    }

    @Test
    void anEndingIsKeptWholeOrNotAtAll() {
        PullRequestText text = new PullRequestText("Scale web", "short", "", "z".repeat(300));

        assertThat(text.bodyWithin(200)).isEqualTo("short\n\n" + CUT);
        assertThat(text.bodyWithin(307)).isEqualTo("short\n\n" + "z".repeat(300));
    }

    @Test
    void theTitleIsOneLineThatEveryHostTakes() {
        assertThat(new PullRequestText("Scale\n\u001b[31mweb  ", "").title()).isEqualTo("Scale web");
        assertThat(new PullRequestText("x".repeat(400), "").title())
                .hasSize(250)
                .endsWith("x…");
        assertThatIllegalStateException().isThrownBy(() -> new PullRequestText(" \n ", "body"));
    }

    @Test
    void noPartCanSteerATerminal() {
        assertThat(new PullRequestText("t", "a\u202e", "b\u001b[2J", "c\r\nd").body())
                .isEqualTo("a?\n\nb\n\nc\nd");
    }
}
