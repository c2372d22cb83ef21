package dev.landfall.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledKustomizeTest {

    /** As the images of these releases have it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.7  | ''
            2.8  | 5.1
            2.11 | 5.2
            2.14 | 5.4
            3.0  | 5.6
            3.2  | 5.7
            3.6  | 5.8
            3.7  | ''
            """)
    void argoCd(String version, String line) {
        assertThat(BundledKustomize.OF_ARGO_CD.line(Optional.of(running(version))))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.35 | ''
            1.1  | 5.0
            1.2  | 5.3
            1.4  | 5.4
            1.6  | 5.6
            1.7  | 5.7
            1.9  | 5.8
            1.10 | ''
            """)
    void kustomizeController(String version, String line) {
        assertThat(BundledKustomize.OF_KUSTOMIZE_CONTROLLER.line(Optional.of(running(version))))
                .isEqualTo(line);
    }

    @Test
    void whatIsNotSeenIsNotKnown() {
        assertThat(BundledKustomize.OF_ARGO_CD.line(Optional.empty())).isEmpty();
    }

    private static RunningVersion running(String version) {
        String[] parts = version.split("\\.", 2);
        return new RunningVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
}
