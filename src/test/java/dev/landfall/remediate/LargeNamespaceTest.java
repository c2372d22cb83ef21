package dev.landfall.remediate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectsOverHttp;
import dev.landfall.soak.LoopbackApi;
import dev.landfall.soak.Workplace;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a diagnosis asks of the API server of a namespace of 200 workloads and 2,000 pods. */
class LargeNamespaceTest {
    @TempDir
    Path folder;

    private final ObjectsOverHttp served = new LargeNamespace().served();
    private final LoopbackApi api = LoopbackApi.start(served);

    @AfterEach
    void end() {
        api.close();
    }

    @Test
    void twenty_ill_workloads_among_two_hundred_are_found_by_thirty_calls() {
        Diagnosis diagnosis = diagnosis();

        assertThat(diagnosis.workloads()).isEqualTo(LargeNamespace.WORKLOADS);
        assertThat(diagnosis.findings())
                .extracting(finding -> finding.rule() + " " + finding.subject().kind() + "/"
                        + finding.subject().name())
                .containsExactlyInAnyOrderElementsOf(LargeNamespace.expected());
        assertThat(served.asked()).hasSizeLessThanOrEqualTo(30);
    }

    private Diagnosis diagnosis() {
        Workplace workplace = new Workplace(folder);
        workplace.furnish("http://127.0.0.1/*", "nobody", "secret", api, "shop");
        return DiagnosisChild.diagnosis(workplace);
    }
}
