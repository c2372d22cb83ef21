package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.reason.Reason;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A plan as scripts read it. */
class PlanReportTest {
    private final JsonNode document = Report.about(
                    StyledTextTest.throughOwners(), ExitStatus.DONE, "Planned", Reason.lasting("planned", "", ""))
            .document();

    @Test
    void itIsByThePublishedSchema() {
        PublishedSchema.CHANGE_REPORT.holdsFor(document);
    }

    @Test
    void whatChangesBesidesTheObjectsIsNamedWithThePartThatItHas() {
        assertThat(document.path("plan").path("ownerChanges").valueStream().map(PlanReportTest::told))
                .containsExactly(
                        "Application argocd/web decides [\"spec.replicas\"] for [\"Deployment staging/web\"]",
                        "ConfigMap shop/facts is-read [\"spec.replicas\"] for [\"Application argocd/web\"]",
                        "Application argocd/web reads-anew [] for [\"Deployment staging/web\"]",
                        "Deployment staging/web changes-along [\"spec.replicas\"] for []");
    }

    private static String told(JsonNode change) {
        return String.join(
                " ",
                List.of(
                        change.path("object").asString(),
                        change.path("part").asString(),
                        change.path("fields").toString(),
                        "for",
                        change.path("for").toString()));
    }
}
