package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Flux's source- and kustomize-controller write where. */
public abstract class FluxContract extends DeliveryContract {
    private static final String SOURCES = "gitrepositories.source.toolkit.fluxcd.io";
    private static final String KUSTOMIZATIONS = "kustomizations.kustomize.toolkit.fluxcd.io";
    private static final String LABEL = "kustomize.toolkit.fluxcd.io/name";

    private String kustomization(String more) {
        return """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: %1$s, namespace: %1$s}
                spec: {url: "%2$s", ref: {branch: main}, interval: 10m, secretRef: {name: %1$s}}
                ---
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s, namespace: %1$s}
                spec:
                  sourceRef: {kind: GitRepository, name: %1$s}
                  path: ./apps
                  interval: 10m
                  prune: true
                  %3$s
                """.formatted(world.namespace(), world.repositoryUrl(), more);
    }

    @Override
    protected String owner() {
        return kustomization("suspend: false");
    }

    @Override
    protected String idleOwner() {
        return kustomization("suspend: true");
    }

    protected final JsonNode kustomization() {
        return world.get(KUSTOMIZATIONS, world.namespace(), world.namespace());
    }

    private JsonNode source() {
        return world.get(SOURCES, world.namespace(), world.namespace());
    }

    protected static Optional<JsonNode> condition(JsonNode object, String type) {
        return object.at("/status/conditions")
                .valueStream()
                .filter(each -> each.path("type").asString("").equals(type))
                .findFirst();
    }

    private static boolean isReady(JsonNode object, String status, String reason) {
        return condition(object, "Ready")
                .filter(each -> each.path("status").asString().equals(status)
                        && each.path("reason").asString().equals(reason))
                .isPresent();
    }

    private String ask(String resource) {
        String token = UUID.randomUUID().toString();
        world.patch(
                resource,
                world.namespace(),
                world.namespace(),
                "{\"metadata\": {\"annotations\": {\"reconcile.fluxcd.io/requestedAt\": \"" + token + "\"}}}");
        return token;
    }

    private void askAndWait(String resource) {
        String token = ask(resource);
        Await.until(
                resource + " answers",
                world.patience(),
                () -> world.get(resource, world.namespace(), world.namespace())
                        .at("/status/lastHandledReconcileAt")
                        .asString(""),
                token::equals);
    }

    @Override
    protected void requestRefresh() {
        String _ = ask(SOURCES);
    }

    @Override
    protected void refresh() {
        askAndWait(SOURCES);
    }

    @Override
    protected void undoDrift() {
        askAndWait(KUSTOMIZATIONS);
    }

    @Override
    protected boolean saysApplied(String commit) {
        return kustomization().at("/status/lastAppliedRevision").asString("").equals("main@sha1:" + commit);
    }

    @Override
    protected boolean comparedOrApplied(String commit) {
        return saysApplied(commit);
    }

    @Override
    protected boolean lists(String kind, String name) {
        String group = kind.equals("Deployment") ? "apps" : "";
        String id = world.namespace() + "_" + name + "_" + group + "_" + kind;
        return kustomization()
                .at("/status/inventory/entries")
                .valueStream()
                .anyMatch(each -> each.path("id").asString("").equals(id));
    }

    @Override
    protected boolean isMarked(JsonNode object) {
        return object.at("/metadata/labels").path(LABEL).asString("").equals(world.namespace());
    }

    @Override
    protected void deleteOwnerWithAll() {
        world.delete(KUSTOMIZATIONS, world.namespace(), world.namespace());
    }

    @Override
    protected void letItKnow() {
        // A suspended Kustomization answers no request, and kustomize-controller reads the spec before it fetches.
    }

    @Override
    protected void awaitComplaint() {
        Await.until(
                "the owner's complaint",
                world.patience(),
                () -> isReady(kustomization(), "False", "BuildFailed"),
                said -> said);
        JsonNode status = kustomization().path("status");
        assertThat(status.path("lastAttemptedRevision")).isNotEqualTo(status.path("lastAppliedRevision"));
    }

    @Test
    void thePassIsToldStepByStep() {
        String first = delivered(owner());
        String commit = world.push(Map.of("apps/web.yaml", web(2, world.images().old())));
        refresh();

        assertThat(source().at("/status/artifact/revision").asString()).isEqualTo("main@sha1:" + commit);
        assertThat(isReady(source(), "True", "Succeeded")).isTrue();
        Await.until("the owner's word", world.patience(), () -> saysApplied(commit), said -> said);
        JsonNode after = kustomization();
        assertThat(isReady(after, "True", "ReconciliationSucceeded")).isTrue();
        assertThat(condition(after, "Ready").orElseThrow().path("message").asString())
                .isEqualTo("Applied revision: main@sha1:" + commit);
        assertThat(condition(after, "Reconciling")).isEmpty();
        assertThat(after.at("/status/lastAttemptedRevision").asString()).isEqualTo("main@sha1:" + commit);
        assertThat(after.at("/status/observedGeneration").asLong())
                .isEqualTo(after.at("/metadata/generation").asLong());
        assertThat(after.at("/status/history")
                        .valueStream()
                        .map(each -> each.at("/metadata/revision").asString()))
                .startsWith("main@sha1:" + commit, "main@sha1:" + first);
    }

    @Test
    void whileItIsSuspendedEvenARequestIsAnsweredByNothing() {
        String first = delivered(owner());
        world.apply(idleOwner());
        letItKnow();
        world.push(Map.of("apps/web.yaml", web(2, world.images().old())));
        refresh();

        undoDrift();

        assertThat(saysApplied(first)).isTrue();
        assertThat(isReady(kustomization(), "True", "ReconciliationSucceeded")).isTrue();
        world.apply(owner());
        awaitWeb(live -> isRolledOut(live, 2));
    }

    @Test
    void anImageThatIsMissingIsAppliedAndFailsTheHealthCheck() {
        String first = delivered(kustomization("wait: true\n  timeout: 20s"));
        String commit = world.push(Map.of("apps/web.yaml", web(1, world.images().missing())));
        refresh();

        awaitMissingImage();
        JsonNode failed = Await.until(
                "HealthCheckFailed",
                world.patience().plusSeconds(20),
                this::kustomization,
                each -> isReady(each, "False", "HealthCheckFailed"));
        assertThat(failed.at("/status/lastAttemptedRevision").asString()).isEqualTo("main@sha1:" + commit);
        assertThat(failed.at("/status/lastAppliedRevision").asString()).isEqualTo("main@sha1:" + first);
        assertThat(condition(failed, "Ready").orElseThrow().path("message").asString())
                .contains("Deployment/" + world.namespace() + "/web");
        assertThat(condition(failed, "Reconciling").orElseThrow().path("reason").asString())
                .isEqualTo("ProgressingWithRetry");
    }

    @Test
    void whileHealthIsCheckedTheInventoryHasWhatIsNew() {
        delivered(kustomization("wait: true\n  timeout: 20s"));
        String commit = world.push(
                Map.of("apps/web.yaml", web(1, world.images().missing()), "apps/more.yaml", settings("more", "one")));
        refresh();

        Await.until(
                "the health checks",
                world.patience(),
                () -> condition(kustomization(), "Reconciling")
                        .map(each -> each.path("message").asString(""))
                        .orElse(""),
                message -> message.startsWith("Running health checks for revision main@sha1:" + commit));
        assertThat(lists("ConfigMap", "more")).isTrue();
    }

    @Test
    void withoutWaitingReadySaysNothingOfHealth() {
        delivered(owner());
        String commit = world.push(Map.of("apps/web.yaml", web(1, world.images().missing())));
        refresh();

        Await.until("the owner's word", world.patience(), () -> saysApplied(commit), said -> said);
        assertThat(isReady(kustomization(), "True", "ReconciliationSucceeded")).isTrue();
        awaitMissingImage();
    }

    @Test
    void anObjectThatTheServerRefusesFailsThePass() {
        String first = delivered(owner());
        String commit = world.push(Map.of(
                "apps/web.yaml",
                web(1, world.images().old()).replace("matchLabels: {app: web}", "matchLabels: {app: other}")));
        refresh();

        JsonNode failed = Await.until(
                "ReconciliationFailed",
                world.patience(),
                this::kustomization,
                each -> isReady(each, "False", "ReconciliationFailed"));
        assertThat(failed.at("/status/lastAttemptedRevision").asString()).isEqualTo("main@sha1:" + commit);
        assertThat(failed.at("/status/lastAppliedRevision").asString()).isEqualTo("main@sha1:" + first);
        assertThat(condition(failed, "Ready").orElseThrow().path("message").asString())
                .contains("Deployment/" + world.namespace() + "/web");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        delivered(owner());
        world.apply(owner().replace("path: ./apps", "path: ./nowhere"));

        Await.until(
                "ArtifactFailed",
                world.patience(),
                this::kustomization,
                each -> isReady(each, "False", "ArtifactFailed"));
        assertThat(condition(kustomization(), "Ready")
                        .orElseThrow()
                        .path("message")
                        .asString())
                .contains("path not found");
    }
}
