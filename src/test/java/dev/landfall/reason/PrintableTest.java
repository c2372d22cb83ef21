package dev.landfall.reason;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @Test
    void coloursAndCursorMovesAreTakenOut() {
        assertThat(Printable.text("\u001b[31mred\u001b[0m and \u001b[2Jcleared"))
                .isEqualTo("red and cleared");
    }

    @Test
    void whatSteersOrReordersIsShownAsAQuestionMark() {
        assertThat(Printable.text("a\u0007b\u202egnp.exe\u2028c\u001bd")).isEqualTo("a?b?gnp.exe?c?d");
    }

    /** Each of them can carry a byte that a person does not see, and a model does. */
    @Test
    void selectorsOfVariantsAreTakenOut() {
        assertThat(Printable.text("a\ufe00\ufe0fb\udb40\udd00\udb40\uddefc\u180b\u180dd"))
                .isEqualTo("abcd");
        assertThat(Printable.text("ready \u2714\ufe0f")).isEqualTo("ready \u2714");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x200B, 0x2060, 0x2065, 0x2800, 0x3164, 0xFEFF, 0xFFA0,
                0xFFF0, 0x1D173, 0xE0000, 0xE0001, 0xE0041, 0xE007F, 0xE0080, 0xE0FFF
            })
    void whatNobodySeesIsShownAsAQuestionMark(int point) {
        assertThat(Printable.text("a" + Character.toString(point) + "b")).isEqualTo("a?b");
    }

    @Test
    void lettersOfAllScriptsAndMarksOnThemStay() {
        String text = "Zürich, Ελλάδα, नमस्ते, 日本語, שלום, 한국어, e\u0301, 🚀";
        assertThat(Printable.text(text)).isEqualTo(text);
    }

    @Test
    void lineEndsAndTabsStay() {
        assertThat(Printable.text("a\r\nb\rc\td")).isEqualTo("a\nb\nc\td");
    }

    @Test
    void usersAndPasswordsOfUrlsAreMasked() {
        assertThat(Printable.text("fetching https://ada:canary@git.example.org/shop.git failed"))
                .isEqualTo("fetching https://***@git.example.org/shop.git failed");
    }

    @Test
    void aLineIsOneLineAndCut() {
        assertThat(Printable.line("  a\n b\t\tc ", 80)).isEqualTo("a b c");
        assertThat(Printable.line("abcdef", 4)).isEqualTo("abc…");
        assertThat(Printable.line("x".repeat(2000))).hasSize(1000).endsWith("…");
    }

    @Test
    void aReasonIsPrintable() {
        assertThat(Reason.lasting("some-code", "bad \u001b[1mtext", "do \u202ethat")
                        .toString())
                .isEqualTo("bad text (do ?that)");
    }
}
