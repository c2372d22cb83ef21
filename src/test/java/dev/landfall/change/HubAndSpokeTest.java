package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.git.GitException;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.JsonNodeFactory;

/** From plan to verdict with the owner in the hub and the object in the spoke, each read and asked where it is. */
@Execution(ExecutionMode.CONCURRENT)
class HubAndSpokeTest extends ChangesOverGit {
    private static final String SPOKE = "https://spoke.example.org:6443";
    private static final ObjectRef SETTINGS = new ObjectRef("", "v1", "ConfigMap", "shop", "settings");
    private static final String FILE =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shop}\ndata: {colour: blue}\n";
    private static final String KUBECONFIG = """
            current-context: it
            contexts: [{name: it, context: {cluster: it, user: it}}]
            clusters: [{name: it, cluster: {server: "%s"}}]
            """.formatted(SPOKE);

    private InMemoryCluster hub;

    @BeforeEach
    void fill() {
        server.commit("shop", "main", Map.of("apps/settings.yaml", FILE));
        cluster.without(new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "shop", "shop"))
                .without(new ObjectRef("source.toolkit.fluxcd.io", "v1", "GitRepository", "shop", "shop"))
                .serving(type("", "v1", "ConfigMap"));
        settings("blue");
    }

    @Override
    Providers providers() {
        if (hub == null) hub = hub();
        InstantSource clock = InstantSource.system();
        return new Providers(
                List.of(new FluxProvider(Clusters.apart(hub, cluster, SPOKE), hub, clock)),
                List.of(new FluxProvider(cluster, cluster, clock)),
                List.of(new FluxProvider(hub, hub, clock)));
    }

    private InMemoryCluster hub() {
        InMemoryCluster made = new InMemoryCluster()
                .serving(type("", "v1", "Secret"))
                .serving(type("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"))
                .serving(new ResourceType(
                        "source.toolkit.fluxcd.io",
                        "v1",
                        "GitRepository",
                        "gitrepositories",
                        "gitrepository",
                        List.of(),
                        true));
        return made.with(object(
                        """
                        apiVersion: v1
                        kind: Secret
                        metadata: {namespace: shop, name: spoke}
                        data: {value: %s}
                        """.formatted(Base64.getEncoder().encodeToString(KUBECONFIG.getBytes(StandardCharsets.UTF_8)))))
                .with(object(kustomization("")))
                .with(object(gitRepository("")));
    }

    private static String kustomization(String status) {
        return """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: shop, uid: k, generation: 1}
                spec:
                  path: ./apps
                  interval: 1m
                  sourceRef: {kind: GitRepository, name: shop}
                  kubeConfig: {secretRef: {name: spoke}}
                status:
                  observedGeneration: 1
                  inventory: {entries: [{id: shop_settings__ConfigMap, v: v1}, {id: shop_web_apps_Deployment, v: v1}]}
                  %s
                """.formatted(status);
    }

    private String gitRepository(String status) {
        return """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {namespace: shop, name: shop, uid: g, generation: 1}
                spec: {url: "%s", interval: 1m, ref: {branch: main}}
                status: {observedGeneration: 1%s}
                """.formatted(server.url("shop"), status);
    }

    private void settings(String colour) {
        cluster.with(object("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {namespace: shop, name: settings, uid: s}
                data: {colour: %s}
                """.formatted(colour)));
    }

    private static ChangeRequest colour(String colour) {
        SetField field =
                new SetField(SETTINGS, FieldPath.parse("data.colour"), JsonNodeFactory.instance.stringNode(colour));
        return new ChangeRequest(List.of(field), "colour", new Manner("", false, new Destination.Unsaid()));
    }

    private Outcome track(Change change) {
        Patience patience = new Patience(
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ZERO,
                Duration.ofHours(1),
                Optional.of(Duration.ZERO));
        return engine.track(change, Merge.BY_PEOPLE, patience, new Silence()).worst();
    }

    @Test
    void fluxInTheHubAppliesToTheSpokeWhatWasPlannedThere() {
        Change change = land(plan(colour("green")));
        assertThat(server.file("shop", "main", "apps/settings.yaml")).contains("colour: green");

        Outcome untilNow = track(change);
        assertThat(untilNow).isInstanceOf(Outcome.TimedOut.class);
        assertThat(untilNow.reason().message()).startsWith("not finished when the wait was over: ");
        assertThat(hub.requests)
                .singleElement()
                .asString()
                .startsWith("annotate GitRepository shop/shop reconcile.fluxcd.io/requestedAt=");

        String revision = "main@sha1:" + server.head("shop", "main").hex();
        hub.with(object(gitRepository(", artifact: {revision: \"" + revision + "\"}, conditions:"
                        + " [{type: Ready, status: 'True', reason: Succeeded, observedGeneration: 1}]")))
                .with(object(kustomization(
                        "lastAppliedRevision: \"%s\"\n  lastAttemptedRevision: \"%s\"\n".formatted(revision, revision)
                                + "  conditions: [{type: Ready, status: 'True', reason: ReconciliationSucceeded,"
                                + " observedGeneration: 1}]")));
        settings("green");

        assertThat(track(change)).isInstanceOf(Outcome.Verified.class);
        assertThat(cluster.requests).as("of the spoke nothing is asked").isEmpty();
        assertThat(hub.reads).as("in the hub no object is looked for").noneMatch(read -> read.contains("ConfigMap"));
    }

    @Test
    void forTheWayBackNoObjectIsLookedForInTheHub() {
        Change change = land(plan(colour("green")));
        settings("green");

        assertThat(engine.planRevert(change, "", false)).isInstanceOf(Planned.Ready.class);

        assertThat(hub.reads).noneMatch(read -> read.contains("ConfigMap"));
    }

    @Test
    void whatHelpsWhileGitIsDownNamesTheOwnerInTheHub() {
        Change change = land(plan(colour("green")));
        server.close();

        assertThatThrownBy(() -> engine.planRevert(change, "", false))
                .isInstanceOfSatisfying(
                        GitException.class,
                        down -> assertThat(down.reason().remedy()).contains("flux suspend kustomization shop -n shop"));
    }

    @Test
    void withoutTheHubTheOwnerIsElsewhere() {
        hub.without(new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "shop", "shop"));
        assertThat(engine.plan(scale(3)))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("owner-not-in-cluster"));
    }
}
