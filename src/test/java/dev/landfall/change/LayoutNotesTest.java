package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectText;
import dev.landfall.config.Layout;
import dev.landfall.config.LayoutRule;
import dev.landfall.config.LayoutRule.Why;
import dev.landfall.config.ObjectPattern;
import dev.landfall.config.PathPattern;
import dev.landfall.config.PathTemplate;
import dev.landfall.gitops.Owner;
import dev.landfall.manifest.FoundObject;
import dev.landfall.reason.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trace says of the rules in the configuration. */
class LayoutNotesTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final ObjectPattern ANY = new ObjectPattern("*", "*", "*", "*");
    private static final ObjectPattern SERVICES = new ObjectPattern("Service", "*", "*", "*");

    @Test
    void theRulesAboutTheObjectAndItsFilesAreTold() {
        Layout layout = new Layout(List.of(
                new LayoutRule.NewFile("rule 0", SERVICES, new PathTemplate("{name}.yaml")),
                new LayoutRule.NewFile("rule 1", ANY, new PathTemplate("{owner}/{name}.yaml")),
                new LayoutRule.DecidingFile("rule 2", ANY, "spec.replicas", new PathTemplate("scale.yaml")),
                new LayoutRule.ClosedFolder("rule 3", new PathPattern("rendered/**"), Why.GENERATED, ""),
                new LayoutRule.ClosedFolder("rule 4", new PathPattern("vendor/**"), Why.FORBIDDEN, "")));
        Owner owner = new Owner(
                "flux",
                ObjectText.object("{kind: Kustomization, metadata: {namespace: flux-system, name: prod}}"),
                WEB,
                List.of(WEB),
                List.of());

        assertThat(new LayoutNotes(layout, owner).of(List.of(new FoundObject("rendered/web.yaml", 1, 0))))
                .extracting(Reason::message)
                .containsExactly(
                        "rule 1: a new object like this one goes into prod/web.yaml",
                        "rule 2: spec.replicas is decided in scale.yaml",
                        "rule 3: rendered/** is generated");
    }
}
