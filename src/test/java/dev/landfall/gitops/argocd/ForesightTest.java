package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.gitops.Owner;
import dev.landfall.reason.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is said before landing of a commit that an Application would not bring to the cluster, or not soon. */
class ForesightTest {
    private static final ObjectRef TARGET = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final String WINDOW = """
            apiVersion: argoproj.io/v1alpha1
            kind: AppProject
            metadata: {namespace: argocd, name: default}
            spec: {syncWindows: [{kind: deny, schedule: %s, duration: 1h, applications: [web], manualSync: true}]}
            """;
    private static final String ROLLING = """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {namespace: argocd, name: webs}
            spec: {strategy: {type: RollingSync, rollingSync: {steps: [{}]}}}
            status: {applicationStatus: [{application: web, step: "1", status: Waiting}]}
            """;
    private static final String OF_A_SET =
            "metadata: {ownerReferences: [{apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, name: webs, uid: s}]}";

    private final InMemoryCluster cluster = Fixtures.cluster("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {namespace: shop, name: web, annotations: {a/b: c}}
            spec:
              replicas: 2
              template: {spec: {containers: [{name: side, image: side:1}, {name: web, image: web:1, args: [a]}]}}
            """);

    private ArgoCdProvider provider() {
        return new ArgoCdProvider(cluster, cluster, () -> Instant.parse("2026-03-01T10:30:00Z"));
    }

    /** Of an Application that syncs by itself, with this merged over it. */
    private static Owner owner(String more) {
        LiveObject application = Fixtures.object("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: web}
                spec:
                  destination: {server: https://kubernetes.default.svc, namespace: shop}
                  source: {repoURL: https://git.example.org/shop.git, path: apps/web}
                  syncPolicy: {automated: {}}
                status: {controllerNamespace: argocd}
                """);
        ObjectNode merged = CaseFiles.merged(
                (ObjectNode) application.json().deepCopy(),
                new JsonMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(more)));
        return new Owner("argocd", new LiveObject(merged), TARGET, List.of(TARGET), List.of());
    }

    private static String code(Optional<Reason> reason) {
        return reason.map(Reason::code).orElse("none");
    }

    private String edit(String application, String fields, String file) {
        List<String> changed = Arrays.stream(fields.split("; ")).toList();
        return code(provider().obstacleIn(owner(application), changed, List.of(file)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .                     | apps/web/deep/web.yaml | none
            .                     | apps/api/api.yaml      | path-filter
            ./deep; ../shared     | apps/shared/web.yaml   | none
            ./deep; ../shared     | apps/web/web.yaml      | path-filter
            /base                 | base/web.yaml          | none
            /base                 | apps/web/base/web.yaml | path-filter
            /                     | any/where.yaml         | none
            /apps/*/web.yaml      | apps/web/web.yaml      | none
            /apps/*               | apps/web/web.yaml      | path-filter
            /apps/web/w?b.yaml    | apps/web/web.yaml      | none
            /apps/web/[^w]*.yaml  | apps/web/web.yaml      | path-filter
            /apps/web/[uvw]*.yaml | apps/web/web.yaml      | none
            /apps/web/[w          | apps/web/web.yaml      | path-filter
            /apps/web/web.yaml    | apps/web/web.yaml      | none
            ;                     | any/where.yaml         | none
            """)
    void aPathFilterThatFindsNothingChangedKeepsTheCommitOut(String paths, String file, String expected) {
        String annotated =
                "metadata: {annotations: {argocd.argoproj.io/manifest-generate-paths: '%s'}}".formatted(paths);

        assertThat(edit(annotated, "spec.replicas", file)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"dry/web/web.yaml, none", "apps/web/web.yaml, path-filter"})
    void ofAHydratedSourceTheDryFolderIsWhereAPathFilterBegins(String file, String expected) {
        String hydrated = """
                metadata: {annotations: {argocd.argoproj.io/manifest-generate-paths: .}}
                spec: {source: null, sourceHydrator: {drySource: {repoURL: u, path: dry/web}, syncSource: {path: apps/web}}}
                """;

        assertThat(edit(hydrated, "spec.replicas", file)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            {group: apps, kind: Deployment, jsonPointers: [/spec/replicas]} -> spec.replicas -> ignored-field
            {group: apps, kind: Deployment, jsonPointers: [/spec/replicas]} -> spec.replicas; spec.paused -> none
            {group: apps, kind: Deployment, jsonPointers: [/spec]} -> spec.replicas -> ignored-field
            {group: apps, kind: Deployment, jsonPointers: [/spec/replicas/x]} -> spec.replicas -> none
            {group: '*', kind: '*', jsonPointers: [/spec/replicas]} -> spec.replicas -> ignored-field
            {kind: Deployment, jsonPointers: [/spec/replicas]} -> spec.replicas -> none
            {group: apps, kind: Deployment, name: api, jsonPointers: [/spec/replicas]} -> spec.replicas -> none
            {group: apps, kind: Deployment, namespace: shop, jsonPointers: [/spec/replicas]} -> spec.replicas -> ignored-field
            {group: apps, kind: Deployment, jsonPointers: [/metadata/annotations/a~1b]} -> metadata.annotations["a/b"] -> ignored-field
            {group: apps, kind: Deployment, jsonPointers: [/spec/template/spec/containers/1/image]} -> spec.template.spec.containers[name=web].image -> ignored-field
            {group: apps, kind: Deployment, jsonPointers: [/spec/template/spec/containers/0/image]} -> spec.template.spec.containers[name=web].image -> none
            {group: apps, kind: Deployment, jqPathExpressions: [.spec.replicas]} -> spec.replicas -> ignored-field
            {group: apps, kind: Deployment, jqPathExpressions: ['.metadata.annotations["a/b"]']} -> metadata.annotations["a/b"] -> ignored-field
            {group: apps, kind: Deployment, jqPathExpressions: ['.spec.template.spec.containers[].image']} -> spec.template.spec.containers[name=web].image -> ignored-field
            {group: apps, kind: Deployment, jqPathExpressions: ['.spec.template.spec.containers[1].args']} -> spec.template.spec.containers[name=web].args[0] -> ignored-field
            {group: apps, kind: Deployment, jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "web") | .image']} -> spec.template.spec.containers[name=web].image -> ignored-field
            {group: apps, kind: Deployment, jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "side")']} -> spec.template.spec.containers[name=web].image -> none
            {group: apps, kind: Deployment, jqPathExpressions: ['.. | .image']} -> spec.template.spec.containers[name=web].image -> none
            """)
    void aFieldThatComparisonsLeaveOutStartsNoSync(String rule, String fields, String expected) {
        assertThat(edit("spec: {ignoreDifferences: [%s]}".formatted(rule), fields, "apps/web/web.yaml"))
                .isEqualTo(expected);
    }

    @Test
    void aFieldThatSyncsLeaveAloneIsRefusedBesideOthersToo() {
        String respected = """
                spec:
                  syncPolicy: {syncOptions: [CreateNamespace=true, RespectIgnoreDifferences=true]}
                  ignoreDifferences: [{group: apps, kind: Deployment, jsonPointers: [/spec/replicas]}]
                """;

        assertThat(edit(respected, "spec.replicas; spec.paused", "apps/web/web.yaml"))
                .isEqualTo("ignored-field");
        assertThat(edit(respected, "spec.paused", "apps/web/web.yaml")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"apps_Deployment, ignored-field", "all, ignored-field", "apps_StatefulSet, none", "Deployment, none"})
    void theInstallationMayLeaveFieldsOut(String key, String expected) {
        cluster.with(Fixtures.object("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {namespace: argocd, name: argocd-cm}
                data:
                  resource.customizations.ignoreDifferences.%s: |
                    jsonPointers:
                    - /spec/replicas
                """.formatted(key)));

        Optional<Reason> obstacle =
                provider().obstacleIn(owner("{}"), List.of("spec.replicas"), List.of("apps/web/web.yaml"));

        assertThat(code(obstacle)).isEqualTo(expected);
        obstacle.ifPresent(reason ->
                assertThat(reason.message()).contains("ignoreDifferences." + key + " in ConfigMap argocd/argocd-cm"));
    }

    @Test
    void aWholeObjectIsNeverLeftOut() {
        String ignored = "spec: {ignoreDifferences: [{group: apps, kind: Deployment, jsonPointers: [/spec]}]}";

        assertThat(provider().obstacleIn(owner(ignored), List.of(), List.of("apps/web/web.yaml")))
                .isEmpty();
    }

    @Test
    void aClosedWindowIsADelayAndSaysWhenItOpens() {
        cluster.with(Fixtures.object(WINDOW.formatted("0 10 * * *")));

        assertThat(provider().delaysOf(owner("{}"))).singleElement().satisfies(delay -> {
            assertThat(delay.code()).isEqualTo("sync-window");
            assertThat(delay.message()).contains("2026-03-01T11:00:00Z");
            assertThat(delay.remedy()).contains("--sync");
        });
        assertThat(provider().obstacleTo(owner("{}"), false, false)).isEmpty();
    }

    @Test
    void anOpenWindowIsNone() {
        cluster.with(Fixtures.object(WINDOW.formatted("0 9 * * *")));

        assertThat(provider().delaysOf(owner("{}"))).isEmpty();
    }

    @Test
    void windowsThatMayNotBeReadAreSaidToBeUnknown() {
        cluster.denying("get", "appprojects.argoproj.io", "argocd");

        assertThat(provider().delaysOf(owner("{}"))).singleElement().satisfies(delay -> {
            assertThat(delay.code()).isEqualTo("sync-windows-unknown");
            assertThat(delay.remedy()).contains("appprojects");
        });
    }

    @ParameterizedTest
    @CsvSource({"'{}', false", "'spec: {syncPolicy: null}', true"})
    void aWindowThatNobodyCanReadIsRefused(String application, boolean syncAsked) {
        cluster.with(Fixtures.object(WINDOW.formatted("'@daily'")));

        assertThat(code(provider().obstacleTo(owner(application), syncAsked, false)))
                .isEqualTo("sync-window-invalid");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aRollingSyncIsWaitedForAlthoughTheApplicationDoesNotSyncByItself(boolean syncAsked) {
        cluster.with(Fixtures.object(ROLLING));
        Owner owner = owner("spec: {syncPolicy: null}\n" + OF_A_SET);

        assertThat(provider().obstacleTo(owner, syncAsked, false)).isEmpty();
        assertThat(provider().delaysOf(owner)).extracting(Reason::code).containsExactly("rolling-sync");
    }

    @Test
    void anApplicationSetThatMayNotBeReadMayRollAndIsRefused() {
        cluster.denying("get", "applicationsets.argoproj.io", "argocd");

        assertThat(code(provider().obstacleTo(owner("spec: {syncPolicy: null}\n" + OF_A_SET), true, false)))
                .isEqualTo("rolling-sync-unknown");
        assertThat(provider().obstacleTo(owner(OF_A_SET), true, false)).isEmpty();
    }

    @Test
    void withoutRollingSyncManualIsManual() {
        assertThat(code(provider().obstacleTo(owner("spec: {syncPolicy: null}\n" + OF_A_SET), false, false)))
                .isEqualTo("manual-sync");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: UnknownError, message: Application status exceeds the Kubernetes resource size limit and so on} | status-too-large
            {type: UnknownError, message: something else}                  | none
            {type: SharedResourceWarning, message: Deployment/web is part} | shared-resource
            {type: ComparisonError, message: our commit may mend it}       | none
            {type: ComparisonError, message: authentication required}      | source-authentication
            {type: ComparisonError, message: code = Unavailable}           | none
            """)
    void whatArgoCdSaysAlready(String condition, String expected) {
        String application =
                "spec: {syncPolicy: {syncOptions: [FailOnSharedResource=true]}}\nstatus: {conditions: [%s]}"
                        .formatted(condition);

        assertThat(code(provider().obstacleTo(owner(application), false, false)))
                .isEqualTo(expected);
    }

    @Test
    void aRepoServerThatDoesNotAnswerIsADelay() {
        String unavailable = "status: {conditions: [{type: ComparisonError, message: code = Unavailable}]}";

        assertThat(provider().delaysOf(owner(unavailable)))
                .extracting(Reason::code)
                .containsExactly("repo-server-unreachable");
    }

    @Test
    void anOperationThatIsRetriedIsADelay() {
        String retried = """
                operation: {sync: {revision: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}}
                status:
                  operationState: {phase: Running, retryCount: 2, finishedAt: "2026-03-01T10:00:00Z", message: denied}
                """;

        assertThat(provider().delaysOf(owner(retried))).extracting(Reason::code).containsExactly("other-operation");
    }
}
