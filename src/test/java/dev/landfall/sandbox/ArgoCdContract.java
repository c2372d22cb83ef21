package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Argo CD's application controller writes where. */
public abstract class ArgoCdContract extends DeliveryContract {
    private static final String APPLICATIONS = "applications.argoproj.io";
    private static final String REFRESH = "argocd.argoproj.io/refresh";

    private String application(String automated, String finalizers) {
        return """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %1$s, namespace: %2$s, finalizers: [%5$s]}
                spec:
                  project: default
                  source: {repoURL: "%3$s", targetRevision: main, path: apps}
                  destination: {server: "https://kubernetes.default.svc", namespace: %1$s}
                  syncPolicy: {%4$s}
                """.formatted(world.namespace(), world.argocdNamespace(), world.repositoryUrl(), automated, finalizers);
    }

    @Override
    protected String owner() {
        return application("automated: {prune: true, selfHeal: true}", "");
    }

    @Override
    protected String idleOwner() {
        return application("", "");
    }

    protected final JsonNode application() {
        return world.get(APPLICATIONS, world.argocdNamespace(), world.namespace());
    }

    @Override
    protected void requestRefresh() {
        world.patch(
                APPLICATIONS,
                world.argocdNamespace(),
                world.namespace(),
                "{\"metadata\": {\"annotations\": {\"" + REFRESH + "\": \"normal\"}}}");
    }

    @Override
    protected void refresh() {
        requestRefresh();
        Await.until(
                "the end of the refresh request",
                world.patience(),
                this::application,
                application -> !application.at("/metadata/annotations").has(REFRESH));
    }

    @Override
    protected boolean saysApplied(String commit) {
        return saysApplied(application(), commit);
    }

    private static boolean saysApplied(JsonNode application, String commit) {
        JsonNode state = application.at("/status/operationState");
        return state.path("phase").asString("").equals("Succeeded")
                && state.path("finishedAt").isString()
                && state.at("/syncResult/revision").asString("").equals(commit);
    }

    @Override
    protected boolean comparedOrApplied(String commit) {
        JsonNode sync = application().at("/status/sync");
        return sync.path("status").asString("").equals("Synced")
                && sync.path("revision").asString("").equals(commit);
    }

    @Override
    protected boolean lists(String kind, String name) {
        return application()
                .at("/status/resources")
                .valueStream()
                .anyMatch(each -> each.path("kind").asString("").equals(kind)
                        && each.path("name").asString("").equals(name)
                        && !each.path("status").asString("").isEmpty());
    }

    @Override
    protected boolean isMarked(JsonNode object) {
        return object.at("/metadata/annotations")
                .path("argocd.argoproj.io/tracking-id")
                .asString("")
                .startsWith(world.namespace() + ":");
    }

    @Override
    protected void undoDrift() {
        // Argo CD watches what it applied.
    }

    @Override
    protected void deleteOwnerWithAll() {
        world.apply(application("automated: {prune: true, selfHeal: true}", "resources-finalizer.argocd.argoproj.io"));
        world.delete(APPLICATIONS, world.argocdNamespace(), world.namespace());
    }

    @Override
    protected void letItKnow() {
        refresh();
    }

    /**
     * Argo CD swallows what its repo-server says for the first three minutes (the variable
     * ARGOCD_REPO_ERROR_GRACE_PERIOD_SECONDS of its controller): that it has looked is all that can be awaited.
     */
    @Override
    protected void awaitComplaint() {
        refresh();
    }

    @Test
    void aSyncIsToldObjectByObject() {
        delivered(owner());
        String commit = world.push(Map.of("apps/web.yaml", web(2, world.images().old())));
        refresh();

        JsonNode application =
                Await.until("the sync", world.patience(), this::application, each -> saysApplied(each, commit));
        JsonNode state = application.at("/status/operationState");
        assertThat(state.at("/operation/sync/revision").asString()).isEqualTo(commit);
        assertThat(state.at("/operation/initiatedBy/automated").asBoolean()).isTrue();
        assertThat(state.path("message").asString()).isEqualTo("successfully synced (all tasks run)");
        JsonNode web = state.at("/syncResult/resources")
                .valueStream()
                .filter(each -> each.path("kind").asString().equals("Deployment"))
                .findFirst()
                .orElseThrow();
        assertThat(web.path("status").asString()).isEqualTo("Synced");
        assertThat(web.path("message").asString()).startsWith("deployment.apps/web ");
        assertThat(application.has("operation")).isFalse();
        Await.until("the comparison after it", world.patience(), () -> comparedOrApplied(commit), said -> said);
        JsonNode after = application();
        assertThat(after.at("/status/sync/comparedTo/source")).isEqualTo(after.at("/spec/source"));
        assertThat(after.at("/status/reconciledAt").asString()).isNotEmpty();
        assertThat(after.at("/status/history")
                        .valueStream()
                        .map(each -> each.path("revision").asString()))
                .contains(commit);
    }

    @Test
    void withoutAutomationACommitIsSeenAndSyncedOnlyOnRequest() {
        delivered(owner());
        world.apply(idleOwner());
        letItKnow();
        String commit = world.push(Map.of("apps/web.yaml", web(2, world.images().old())));
        refresh();

        Await.until(
                "OutOfSync at our commit",
                world.patience(),
                () -> application().at("/status/sync"),
                sync -> sync.path("revision").asString().equals(commit)
                        && sync.path("status").asString().equals("OutOfSync"));

        world.patch(
                APPLICATIONS,
                world.argocdNamespace(),
                world.namespace(),
                "{\"operation\": {\"initiatedBy\": {\"username\": \"ada\"}, \"sync\": {\"revision\": \"" + commit
                        + "\", \"syncStrategy\": {\"hook\": {}}}}}");

        awaitWeb(live -> isRolledOut(live, 2));
        Await.until("the owner's word", world.patience(), () -> saysApplied(commit), said -> said);
    }

    @Test
    void anImageThatIsMissingIsSyncedAndThenDegraded() {
        delivered(owner());
        String commit = world.push(Map.of("apps/web.yaml", web(1, world.images().missing())));
        refresh();

        awaitMissingImage();
        assertThat(saysApplied(commit)).isTrue();
        JsonNode application = Await.until(
                "Degraded",
                world.patience(),
                this::application,
                each -> each.at("/status/health/status").asString("").equals("Degraded"));
        assertThat(application.at("/status/sync/status").asString()).isEqualTo("Synced");
    }

    @Test
    void withoutPruningWhatGitDropsStaysAndIsNamed() {
        delivered(application("automated: {selfHeal: true}", ""));
        world.push(Map.of("apps/settings.yaml", ""));
        refresh();

        Await.until(
                "an entry to prune",
                world.patience(),
                () -> application().at("/status/resources"),
                resources -> resources
                        .valueStream()
                        .anyMatch(each -> each.path("name").asString().equals("settings")
                                && each.path("requiresPruning").asBoolean(false)
                                && each.path("status").asString().equals("OutOfSync")));
        assertThat(world.get("configmaps", world.namespace(), "settings").isObject())
                .isTrue();
    }

    @Test
    void withoutSelfHealDriftStaysAndIsSeen() {
        delivered(application("automated: {prune: true}", ""));

        world.patch(DEPLOYMENTS, world.namespace(), "web", "{\"spec\": {\"replicas\": 2}}");

        Await.until(
                "OutOfSync",
                world.patience(),
                () -> application().at("/status/sync/status").asString(""),
                "OutOfSync"::equals);
        awaitWeb(live -> isRolledOut(live, 2));
    }

    @Test
    void anObjectThatTheServerRefusesFailsTheSync() {
        delivered(owner());
        String commit = world.push(Map.of(
                "apps/web.yaml",
                web(1, world.images().old()).replace("matchLabels: {app: web}", "matchLabels: {app: other}")));
        refresh();

        // Argo CD tries again, five times with growing pauses, and says so in the message meanwhile.
        JsonNode state = Await.until(
                "a failed try",
                world.patience(),
                () -> application().at("/status/operationState"),
                each -> each.path("message").asString("").startsWith("one or more ")
                        // Between two tries the result of the one before is gone.
                        && each.at("/syncResult/revision").asString("").equals(commit)
                        && each.at("/syncResult/resources")
                                .valueStream()
                                .anyMatch(entry ->
                                        entry.path("status").asString("").equals("SyncFailed")));
        assertThat(state.at("/syncResult/resources")
                        .valueStream()
                        .filter(each -> each.path("status").asString().equals("SyncFailed"))
                        .map(each -> each.path("name").asString()))
                .containsExactly("web");
    }
}
