package dev.landfall.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedSystemTest {
    @TempDir
    Path folder;

    /** JGit writes files for three seconds to measure that, in every process, unless it is told. */
    @Test
    void howExactTheTimesOfFilesAreIsNotMeasured() throws Exception {
        IsolatedSystem.install();

        FS.FileStoreAttributes known = FS.FileStoreAttributes.get(folder);

        assertThat(known.getFsTimestampResolution()).isEqualTo(Duration.ofMillis(100));
        assertThat(known.getMinimalRacyInterval()).isEqualTo(Duration.ofMillis(100));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
