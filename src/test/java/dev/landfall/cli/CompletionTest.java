package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that completes words, in a real bash. */
class CompletionTest {
    @TempDir
    Path home;

    private Path script;

    @BeforeEach
    void printed() throws IOException {
        Program.Ended ended = Program.in(home).run("completion", "bash");
        assertThat(ended.status()).isZero();
        assertThat(ended.err()).isEmpty();
        script = Files.writeString(home.resolve("landfall.bash"), ended.out());
    }

    @Test
    void bashTakesIt() throws Exception {
        assertThat(bash("-n", script.toString())).isEmpty();
    }

    @Test
    void commandsOptionsAndValuesAreCompleted() throws Exception {
        assertThat(completed("op")).isEqualTo("operate");
        assertThat(completed("operate", "set-i")).isEqualTo("set-image");
        assertThat(completed("operate", "scale", "--dry")).isEqualTo("--dry-run");
        assertThat(completed("trace", "-o", "ta")).isEqualTo("table");
        assertThat(completed("completion", "z")).isEqualTo("zsh");
    }

    @Test
    void zshGetsWhatItNeedsToUnderstandIt() {
        assertThat(Program.in(home).run("completion", "zsh").out()).contains("bashcompinit");
    }

    @Test
    void anotherShellHasNoneYet() {
        Program.Ended ended = Program.in(home).run("completion", "fish");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("fish", "bash", "zsh");
    }

    private String completed(String... words) throws Exception {
        // Where bash itself does not call it, "compopt" complains.
        String call =
                "source \"$0\"; COMP_WORDS=(landfall \"$@\"); COMP_CWORD=$#; _complete_landfall 2>/dev/null; echo \"${COMPREPLY[@]}\"";
        String[] arguments = new String[words.length + 3];
        arguments[0] = "-c";
        arguments[1] = call;
        arguments[2] = script.toString();
        System.arraycopy(words, 0, arguments, 3, words.length);
        return bash(arguments).strip();
    }

    private static String bash(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = "bash";
        command[1] = "--norc";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
