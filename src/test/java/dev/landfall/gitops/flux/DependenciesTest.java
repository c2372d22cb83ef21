package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a Kustomization waits for by {@code dependsOn}, and whether that ends by itself. */
class DependenciesTest {
    private static final String OURS = "cccccccccccccccccccccccccccccccccccccccc";
    private static final String OLDER = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String READY = "type: Ready, status: \"True\", reason: ReconciliationSucceeded";
    private static final String BROKEN = "type: Ready, status: \"False\", reason: BuildFailed, message: no such file";

    private final FluxTestCluster cluster = new FluxTestCluster();

    @Test
    void oneThatIsReadyIsNotWaitedFor() {
        kustomization("base", "elsewhere", "", READY, OLDER);
        assertThat(now(waiting("dependsOn: [{name: base}]"))).isEmpty();
        assertThat(ahead(waiting("dependsOn: [{name: base}]"))).isEmpty();
    }

    @Test
    void oneThatFailsTriesAgain() {
        kustomization("base", "elsewhere", "", BROKEN, OLDER);
        assertThat(now(waiting("dependsOn: [{name: base}]")))
                .hasValue("CLEARS dependency-not-ready: Kustomization shop/apps waits for Kustomization shop/base:"
                        + " BuildFailed: no such file");
        assertThat(ahead(waiting("dependsOn: [{name: base}]"))).isPresent();
    }

    @Test
    void oneThatIsSuspendedStalledOrNotThereNeedsAPerson() {
        kustomization("paused", "elsewhere", "suspend: true", BROKEN, OLDER);
        kustomization("stalled", "elsewhere", "", "type: Stalled, status: \"True\", reason: AccessDenied", OLDER);
        assertThat(now(waiting("dependsOn: [{name: paused}]")))
                .hasValueSatisfying(trouble -> assertThat(trouble).startsWith("PERSON dependency-suspended"));
        assertThat(now(waiting("dependsOn: [{name: stalled}]")))
                .hasValueSatisfying(trouble -> assertThat(trouble)
                        .startsWith("PERSON dependency-stalled")
                        .endsWith("AccessDenied"));
        assertThat(now(waiting("dependsOn: [{name: none, namespace: other}]")))
                .hasValue("PERSON dependency-gone: Kustomization shop/apps waits for Kustomization other/none,"
                        + " which does not exist");
    }

    @Test
    void ofOneSourceItMustHaveAppliedTheVeryRevision() {
        kustomization("base", "fleet", "", READY, OLDER);
        assertThat(now(waiting("dependsOn: [{name: base}]")))
                .hasValue("CLEARS dependency-not-ready: Kustomization shop/apps waits for Kustomization shop/base:"
                        + " it has applied aaaaaaa so far");
        kustomization("base", "fleet", "", READY, OURS);
        assertThat(now(waiting("dependsOn: [{name: base}]"))).isEmpty();
    }

    @Test
    void ofOneSourceASuspendedOneNeverAppliesTheNextRevision() {
        kustomization("base", "fleet", "suspend: true", READY, OURS);
        assertThat(now(waiting("dependsOn: [{name: base}]"))).isEmpty();
        assertThat(ahead(waiting("dependsOn: [{name: base}]")))
                .hasValueSatisfying(trouble -> assertThat(trouble).startsWith("PERSON dependency-suspended"));
        kustomization("base", "elsewhere", "suspend: true", READY, OURS);
        assertThat(ahead(waiting("dependsOn: [{name: base}]"))).isEmpty();
    }

    @Test
    void theDeepestOneIsNamed() {
        kustomization("middle", "fleet", "dependsOn: [{name: base}]", READY, OURS);
        kustomization("base", "fleet", "suspend: true", READY, OURS);
        assertThat(ahead(waiting("dependsOn: [{name: middle}]")))
                .hasValue("PERSON dependency-suspended: Kustomization shop/apps waits for Kustomization shop/base,"
                        + " which is suspended");
    }

    @Test
    void whatNeedsAPersonComesBeforeWhatClears() {
        kustomization("base", "elsewhere", "", BROKEN, OLDER);
        assertThat(now(waiting("dependsOn: [{name: base}, {name: none}]")))
                .hasValueSatisfying(trouble -> assertThat(trouble).startsWith("PERSON dependency-gone"));
    }

    @Test
    void aCycleNeverEnds() {
        kustomization("base", "fleet", "dependsOn: [{name: apps}]", READY, OLDER);
        assertThat(now(waiting("dependsOn: [{name: base}]")))
                .hasValue("NEVER dependency-cycle: Kustomization shop/apps waits for Kustomization shop/base"
                        + " waits for Kustomization shop/apps");
        assertThat(ahead(waiting("dependsOn: [{name: base}]"))).isPresent();
    }

    @Test
    void whatAnExpressionDecidesIsForTheControllerToSay() {
        kustomization("base", "fleet", "suspend: true", BROKEN, OLDER);
        assertThat(now(waiting("dependsOn: [{name: base, readyExpr: \"dep.spec.suspend\"}]")))
                .isEmpty();
    }

    private Optional<String> now(KustomizationStatus waiting) {
        return new Dependencies(cluster)
                .of(waiting, FluxRevision.parse("main@sha1:" + OURS))
                .map(DependenciesTest::words);
    }

    private Optional<String> ahead(KustomizationStatus waiting) {
        return new Dependencies(cluster).ahead(waiting).map(DependenciesTest::words);
    }

    private static String words(Dependencies.Trouble trouble) {
        return trouble.end() + " " + trouble.reason().code() + ": "
                + trouble.reason().message();
    }

    private KustomizationStatus waiting(String spec) {
        return kustomization("apps", "fleet", spec, READY, OLDER);
    }

    private KustomizationStatus kustomization(
            String name, String source, String spec, String condition, String applied) {
        var live = Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: %s, generation: 1}
                spec:
                  sourceRef: {kind: GitRepository, name: %s}
                  %s
                status: {observedGeneration: 1, lastAppliedRevision: "main@sha1:%s", conditions: [{%s}]}
                """.formatted(name, source, spec, applied, condition));
        cluster.with(live);
        return new KustomizationStatus(live);
    }
}
