package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.LookAlikeHost.Fault;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelRepository.ModelMerge;
import dev.landfall.sandbox.Await;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository with pull requests, and one machine that proposes to it. */
abstract class ChangesThroughReview {
    private static final Fault STUMBLE = new Fault.Answers(502, Map.of(), "bad gateway");

    @TempDir
    Path folder;

    ProposingWorld world;
    ProposingWorld.Machine here;

    @BeforeEach
    void open() {
        world = new ProposingWorld(folder);
        here = world.machine("here");
    }

    @AfterEach
    void close() {
        here.close();
        world.close();
    }

    /** How a person merges the latest pull request. */
    void merge(MergeStyle style) {
        assertThat(world.model().merge(world.pull(), style, Optional.empty(), "alice"))
                .isEqualTo(ModelMerge.MERGED);
    }

    void awaitHeard(String words) {
        Await.until(
                "\"" + words + "\"", here.heard::lines, lines -> lines.stream().anyMatch(line -> line.contains(words)));
    }

    /** So many requests of the host are answered, and so many after them are not. */
    void failAfter(int good, int bad) {
        for (int i = 0; i < good; i++) world.host().order(new Fault.Passes());
        for (int i = 0; i < bad; i++) world.host().order(STUMBLE);
    }
}
