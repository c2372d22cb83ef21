package dev.landfall.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormerTroublesTest {
    private static final FormerTroubles FORMER = new FormerTroubles(List.of("Job old Degraded", "Service web Missing"));

    @Test
    void whatWasSoBeforeIsToldFromWhatIsNew() {
        assertThat(FORMER.tellApart(List.of("Job new Degraded", "Job old Degraded")))
                .isEqualTo("Job old Degraded (as before the change); Job new Degraded (since the change)");
    }

    @Test
    void anotherTroubleOfTheSameObjectIsNew() {
        assertThat(FORMER.tellApart(List.of("Service web Degraded")))
                .isEqualTo("Service web Degraded (since the change)");
    }
}
