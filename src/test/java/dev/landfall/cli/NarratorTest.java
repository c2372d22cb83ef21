package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a person sees while it goes on, at a terminal and in a log. */
class NarratorTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long seconds;

    @Test
    void atATerminalOneLineIsWrittenOver() {
        Narrator narrator = narrator(true, "");
        narrator.done("pushed abc");
        narrator.waiting("rollout: 1 of 3 pods ready");
        seconds = 7;
        narrator.waiting("rollout: 2 of 3 pods ready");
        narrator.done("end");

        String clear = "\r\u001b[K";
        assertThat(text(err))
                .isEqualTo("✔ pushed abc\n" + clear + "◎ 0 s: rollout: 1 of 3 pods ready" + clear
                        + "◎ 7 s: rollout: 2 of 3 pods ready" + clear + "✔ end\n");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void inALogEachPhaseIsALineAndNoneIsRepeated() {
        Narrator narrator = narrator(false, "");
        narrator.waiting("one");
        narrator.waiting("one");
        narrator.waiting("two");
        assertThat(text(err)).isEqualTo("◎ one\n◎ two\n");
    }

    @Test
    void textOfOthersCannotSteerTheTerminal() {
        narrator(true, "").waiting("a\u001b[2Jb\nc\u0007");
        assertThat(text(err)).endsWith("◎ 0 s: ab c?");
    }

    @Test
    void onlyAYesIsOne() {
        for (String answer : new String[] {"y\n", "YES\n", " yes \n"}) {
            assertThat(terminal(true, answer).confirms("Land it?")).as(answer).isTrue();
        }
        for (String answer : new String[] {"", "\n", "n\n", "yep\n", "ja\n"}) {
            assertThat(terminal(true, answer).confirms("Land it?")).as(answer).isFalse();
        }
    }

    private Narrator narrator(boolean live, String input) {
        return new Narrator(terminal(live, input), () -> Duration.ofSeconds(seconds));
    }

    private Terminal terminal(boolean live, String input) {
        return new Terminal(
                Terminal.Output.plain(new PrintStream(out, true, StandardCharsets.UTF_8)),
                Terminal.Output.plain(new PrintStream(err, true, StandardCharsets.UTF_8)),
                new BufferedReader(new StringReader(input)),
                live,
                live,
                false);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
