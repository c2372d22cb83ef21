package dev.landfall.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.cluster.ObjectText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutFolderTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatNothingReadsIsTold() throws IOException {
        for (String name : List.of("when.yaml", "when.yml", "given-cluster/prod.yaml", "given-cluster/prod.yaml.orig"))
            write(name);

        assertThat(new LayoutFolder(folder).unused()).containsExactly("when.yml", "given-cluster/prod.yaml.orig");
    }

    @Test
    void oneRepositoryAndSeveralAreNotGivenTogether() throws IOException {
        write("given-repo/a.yaml");
        write("given-repos/shop/a.yaml");

        assertThat(new LayoutFolder(folder).unused()).containsExactly("given-repo");
    }

    @Test
    void aKeyThatNothingReadsIsTold() {
        assertThatThrownBy(() -> new GivenWish(List.of(ObjectText.json("{of: Deployment shop/web, sets: {a: 1}}"))))
                .hasMessage("when.yaml has no key sets");
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }
}
