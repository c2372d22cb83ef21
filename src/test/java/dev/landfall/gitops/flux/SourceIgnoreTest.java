package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gitops.FileSelection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceIgnoreTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop/web.yaml               | true
            shop/web.draft.yaml         | true
            other.draft.yaml            | false
            shop/old/web.yaml           | false
            old/web.yaml                | true
            shop/deep/er/old/web.yaml   | true
            shop/next/web.yaml          | false
            next/web.yaml               | true
            shop/.sops.yaml             | false
            """)
    void aSourceignoreIsAboutItsFolderAndHasTheLastWordThere(String path, boolean read) {
        FileSelection artifact = new SourceIgnore("")
                .ignoring(files(
                        "shop/.sourceignore",
                        "# one of them is meant after all\n/next/\n!web.draft.yaml\n",
                        ".sourceignore",
                        "*.draft.yaml\n/shop/old/\n"));

        assertThat(artifact.reads(path)).isEqualTo(read);
    }

    @Test
    void anOuterOneDoesNotUndoAnInnerOneHoweverTheirFoldersAreCalled() {
        // Before the outer one by its path.
        FileSelection artifact = new SourceIgnore("")
                .ignoring(files("shop/-a/.sourceignore", "!web.yaml", "shop/.sourceignore", "web.yaml"));

        assertThat(artifact.reads("shop/-a/web.yaml")).isTrue();
        assertThat(artifact.reads("shop/b/web.yaml")).isFalse();
    }

    @Test
    void whatTheSourceSaysItselfIsAboveAllFiles() {
        FileSelection artifact =
                new SourceIgnore("!/shop/web.yaml\nbase/").ignoring(files("shop/.sourceignore", "web.yaml"));

        assertThat(artifact.reads("shop/web.yaml")).isTrue();
        assertThat(artifact.reads("base/web.yaml")).isFalse();
    }

    private static Map<String, byte[]> files(String path, String text, String... more) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return more.length == 0
                ? Map.of(path, bytes)
                : Map.of(path, bytes, more[0], more[1].getBytes(StandardCharsets.UTF_8));
    }
}
