package dev.landfall.githost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a comment of ours is known again. */
final class CommentTest {
    private static final Comment COMMENT = new Comment("landfall 01JAB-2", "**Merged.** It is followed.");

    @Test
    void theTextComesFirstAndTheMarkerOnALineOfItsOwn() {
        assertThat(COMMENT.marked()).isEqualTo("**Merged.** It is followed.\n\n[//]: # (landfall 01JAB-2)\n");
    }

    @Test
    void itIsFoundAgainByItsMarkerWhateverItsTextIsNow() {
        assertThat(COMMENT.isMarkedIn(COMMENT.marked())).isTrue();
        assertThat(COMMENT.isMarkedIn(new Comment("landfall 01JAB-2", "Verified.").marked()))
                .isTrue();
    }

    @Test
    void itIsFoundAlsoWhereTheHostChangedTheLineEnds() {
        assertThat(COMMENT.isMarkedIn(COMMENT.marked().replace("\n", "\r\n"))).isTrue();
        assertThat(COMMENT.isMarkedIn(COMMENT.marked().strip())).isTrue();
        assertThat(COMMENT.isMarkedIn(COMMENT.marked().strip() + "  \n\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "landfall 01JAB-2",
                "> **Merged.**\n>\n> [//]: # (landfall 01JAB-2)",
                ">[//]: # (landfall 01JAB-2)",
                "what is [//]: # (landfall 01JAB-2)?",
                "`[//]: # (landfall 01JAB-2)`",
                "```[//]: # (landfall 01JAB-2)```",
                "~~~ [//]: # (landfall 01JAB-2)\n~~~",
                "- [//]: # (landfall 01JAB-2)",
                "[//]: # (landfall 01JAB-2) and more",
                "[//]: # (landfall\n01JAB-2)",
            })
    void whoQuotesOurCommentHasWrittenAnother(String others) {
        assertThat(COMMENT.isMarkedIn(others)).isFalse();
    }

    @Test
    void anotherMarkerIsOfAnotherComment() {
        for (String other :
                new String[] {"landfall 01JAB-22", "landfall 01JAB-", "landfall 01jab-2", "x landfall 01JAB-2"})
            assertThat(COMMENT.isMarkedIn(new Comment(other, "").marked()))
                    .as(other)
                    .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a)b", "a(b", "a\nb", "a_b", "<!-- a", "ä"})
    void aMarkerHasNothingThatMarkdownReads(String marker) {
        assertThatIllegalStateException().isThrownBy(() -> new Comment(marker, "text"));
    }
}
