package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkdownTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            plain                        | ~`plain`~
            @alice please                | ~`@alice please`~
            fixes #12                    | ~`fixes #12`~
            <b onclick=x>                | ~`<b onclick=x>`~
            a ` b                        | ~``a ` b``~
            a `` b                       | ~```a `` b```~
            ~`~                          | ~`` ` ``~
            ~`rm`~                       | ~`` `rm` ``~
            ''                           | ~`''`~
            """)
    void textInALineIsCodeThatItCannotLeave(String untrusted, String markdown) {
        assertThat(Markdown.code(untrusted)).isEqualTo(markdown);
    }

    @Test
    void linesBecomeOneAndNothingIsSaidToBeEmpty() {
        assertThat(Markdown.code("one\n\n# two\r\n- three")).isEqualTo("`one # two - three`");
        assertThat(Markdown.code("")).isEqualTo("(empty)");
        assertThat(Markdown.code(" \u001b[31m\u202e ")).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void barsDoNotLeaveACell() {
        assertThat(Markdown.cell("a|b | c")).isEqualTo("`a\\|b \\| c`");
    }

    @Test
    void aBlockIsFencedLongerThanAnyFenceInIt() {
        assertThat(Markdown.block("diff", "+ ```\n+ @alice\n+ `````\n"))
                .isEqualTo("``````diff\n+ ```\n+ @alice\n+ `````\n``````");
        assertThat(Markdown.block("", "x".repeat(40_000)))
                .hasSizeLessThan(31_000)
                .endsWith("(cut)\n```");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scale to 3                            | scale to 3
            @alice: look                          | @ alice: look
            ask (@team/sre)                       | ask (@ team/sre)
            fixes #12                             | fixes # 12
            closes team/shop#12                   | closes team/shop # 12
            resolves GH-7                         | resolves GH 7
            see !5                                | see ! 5
            fixes https://h.example.org/a/issues/1 | fixes https: //h.example.org/a/issues/1
            set to <script>                       | set to ‹script›
            registry/web@sha256:00ff              | registry/web@sha256:00ff
            a # b                                 | a # b
            """)
    void aTitleMentionsNobodyAndClosesNothing(String untrusted, String title) {
        assertThat(Markdown.title(untrusted)).isEqualTo(title);
    }
}
