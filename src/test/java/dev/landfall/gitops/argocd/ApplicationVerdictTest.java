package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gitops.CaseFiles;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Snapshots and the verdicts that they must get: derived from Argo CD's source. */
class ApplicationVerdictTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @TestFactory
    Stream<DynamicTest> judgesAsTheRulesSay() {
        return testsIn(RESOURCES.resolve("source-derived/argocd"));
    }

    private static Stream<DynamicTest> testsIn(Path folder) {
        return CaseFiles.files(folder).stream()
                .flatMap(file -> VerdictCase.load(file).stream())
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> judgesAsExpected(one)));
    }

    private static void judgesAsExpected(VerdictCase one) {
        Verdict verdict = ApplicationVerdict.judge(one.snapshot());

        assertThat(VerdictCase.inShort(verdict)).isEqualTo(one.expected());
        one.said().forEach(text -> assertThat(VerdictCase.message(verdict)).contains(text));
    }
}
