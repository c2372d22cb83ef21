package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule of a layout is about what, and the files that rules name. */
class LayoutTest {
    @TempDir
    Path folder;

    private Layout layout;

    @BeforeEach
    void read() throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), """
                repositories:
                  - match: https://git.example.org/*
                    layout:
                      - {kind: Service, newFile: "services/{name}.yaml"}
                      - {namespace: shop-*, owner: Kustomization/*/prod, newFile: "{owner}/{namespace}/{name}-{kind}.yaml"}
                      - {kind: Cluster*, newFile: "{namespace}/{name}.json"}
                      - {field: spec.replicas, file: "scale/{name}.yaml"}
                      - {field: spec.template, file: "pods/{name}.yaml"}
                      - {field: "spec.*.env", file: "env.yaml"}
                      - {generated: "rendered/**"}
                      - {forbidden: "**/vendor/*", instead: ask the platform team}
                """);
        layout = ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of())
                .configuration()
                .ruleFor("https://git.example.org/shop.git")
                .orElseThrow()
                .layout();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Service,     shop-a, web,          Kustomization/flux-system/prod,  services/web.yaml
            Deployment,  shop-a, web,          Kustomization/flux-system/prod,  prod/shop-a/web-deployment.yaml
            Deployment,  shop-a, web,          Kustomization/flux-system/stage, none
            Deployment,  shop,   web,          Kustomization/flux-system/prod,  none
            ClusterRole, '',     system:../x,  Application/argocd/prod,         cluster/system-..-x.json
            """)
    void theFirstRuleThatMatchesSaysWhereANewObjectGoes(
            String kind, String namespace, String name, String owner, String file) {
        RuledObject object = new RuledObject(kind, namespace, name, owner);

        assertThat(layout.newFile(object)
                        .map(rule -> rule.file().filledBy(object))
                        .orElse("none"))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            spec.replicas,                                     scale/web.yaml
            spec.replicasWanted,                               none
            spec.template,                                     pods/web.yaml
            spec.template.spec.containers[name=web].image,     pods/web.yaml
            spec.template[0],                                  pods/web.yaml
            spec.jobTemplate.env[name=A],                      env.yaml
            spec.paused,                                       none
            """)
    void aRuleForAFieldCoversWhatIsInIt(String field, String file) {
        RuledObject object = new RuledObject("Deployment", "shop", "web", "Application/argocd/prod");

        assertThat(layout.decidingFile(object, field)
                        .map(rule -> rule.file().filledBy(object))
                        .orElse("none"))
                .isEqualTo(file);
    }

    @Test
    void filesAreClosedByFolder() {
        assertThat(layout.closing("rendered/prod/web.yaml"))
                .hasValueSatisfying(rule -> assertThat(rule.why()).isEqualTo(LayoutRule.Why.GENERATED));
        assertThat(layout.closing("apps/vendor/web.yaml"))
                .hasValueSatisfying(rule -> assertThat(rule.instead()).isEqualTo("ask the platform team"));
        assertThat(layout.closing("apps/web.yaml")).isEmpty();
    }

    @Test
    void aRuleIsNamedWithItsPlace() {
        assertThat(layout.closing("rendered/web.yaml").orElseThrow().named())
                .isEqualTo("repositories[0].layout[6] (" + folder.resolve("landfall.yaml") + ":10:9)");
    }
}
