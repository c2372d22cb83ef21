package dev.landfall.reason;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
