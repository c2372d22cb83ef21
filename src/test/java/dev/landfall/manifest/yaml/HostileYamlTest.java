package dev.landfall.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.landfall.manifest.yaml.YamlException.Fault;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Files made to hurt fail by name, and cost no more than a few times their size. */
class HostileYamlTest {
    private static final long MIB = 1024 * 1024;

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("billion laughs", laughs(), Fault.TOO_MANY_ALIASES),
                Arguments.of("merge keys all the way", merges(), Fault.TOO_MANY_ALIASES),
                Arguments.of("10,000 flow lists", "[".repeat(10_000), Fault.TOO_DEEP),
                Arguments.of("10,000 flow mappings", "{a: ".repeat(10_000), Fault.TOO_DEEP),
                Arguments.of("10,000 block lists", "- ".repeat(10_000) + "a", Fault.TOO_DEEP),
                Arguments.of("10,000 block mappings", blocks(10_000), Fault.TOO_LARGE),
                Arguments.of("2,000 block mappings", blocks(2_000), Fault.TOO_DEEP),
                Arguments.of("explicit keys", "? ".repeat(10_000) + "a", Fault.TOO_DEEP),
                Arguments.of("6 MiB", "a".repeat(6 * 1024 * 1024), Fault.TOO_LARGE),
                Arguments.of("a line of colons", "a:" + " :".repeat(100_000), Fault.SYNTAX),
                Arguments.of("an open quote", "a: \"" + "x".repeat(4_000_000), Fault.SYNTAX));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void failsByName(String what, String text, Fault fault) {
        byte[] content = text.getBytes(UTF_8);

        long allocated = allocatedBy(() -> assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> YamlFile.parse(content))
                .satisfies(failure -> assertThat(failure.fault()).as(what).isEqualTo(fault)));

        assertThat(allocated).isLessThan(64 * MIB + 32L * content.length);
    }

    @Test
    void aLineOfSomeMegabytesIsNoTrouble() {
        String line = "x".repeat(4_000_000);
        YamlFile file = YamlFile.parse(("a: " + line + "\nb: 1\n").getBytes(UTF_8));

        NodePath b = NodePath.root(0).to(1);
        assertThat(file.with(new NodeEdit.SetValue(b, JsonNodeFactory.instance.numberNode(2))))
                .hasValueSatisfying(
                        edited -> assertThat(new String(edited.bytes(), UTF_8)).isEqualTo("a: " + line + "\nb: 2\n"));
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++)
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        return text.toString();
    }

    private static String merges() {
        StringBuilder text = new StringBuilder("a0: &a0 {x: y}\n");
        for (int i = 1; i < 40; i++) text.append("a%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1));
        return text.toString();
    }

    private static String blocks(int depth) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, depth)
                .takeWhile(_ -> text.length() < 6 * MIB)
                .forEach(i -> text.append(" ".repeat(i)).append("a:\n"));
        return text.toString();
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
