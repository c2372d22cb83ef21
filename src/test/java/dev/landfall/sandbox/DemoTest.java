package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DemoTest {
    @TempDir
    Path home;

    @Test
    void tellsThreeStoriesThatEndAsTheyShould() throws IOException {
        Program.Ended ended = Program.in(home).run("demo", "--keep");

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .containsSubsequence(
                        "owner       Application argocd/shop (argocd)",
                        "spec.replicas: 1 → 3",
                        "approved by the demo",
                        "VERIFIED",
                        "owner       Kustomization blog/blog (flux)",
                        "web:1.0 → registry.example.org/web:1.1",
                        "VERIFIED",
                        "web:1.0 → registry.example.org/web:1.2",
                        "DEGRADED",
                        "registry.example.org/web:1.2: not found",
                        "revert(shop/web)",
                        "VERIFIED",
                        "All three stories ended as they should");
        assertThat(leftBehind())
                .singleElement()
                .satisfies(folder -> assertThat(ended.out()).contains("are left in " + folder));
        assertThat(Files.readString(leftBehind().getFirst().resolve("landfall.yaml")))
                .contains("settle: 3s");
    }

    @Test
    void leavesNothingBehindWhateverHappens() throws IOException {
        Demo demo = new Demo(
                home,
                cluster -> {
                    throw new IllegalStateException("broken");
                },
                () -> Duration.ZERO);

        assertThatThrownBy(() -> demo.tell(false, null)).hasMessage("broken");

        assertThat(leftBehind()).isEmpty();
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("landfall-demo-"))
                    .toList();
        }
    }
}
