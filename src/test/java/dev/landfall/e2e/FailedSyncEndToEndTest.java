package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A commit that lands and is not applied, or applied and not well: which of the two, what was refused, by whom. */
@EndToEnd
class FailedSyncEndToEndTest {
    /** Landfall may not try the change out here, so that it is the owner who meets the rule. */
    @ParameterizedTest
    @EnumSource
    void whatAdmissionRefusesIsNamedWithTheRulesOwnWords(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "refused")) {
            quickRetries(shop);
            try {
                shop.makeRule(
                        "object.spec.replicas < 5",
                        "five are too many",
                        "patch",
                        "deployment/web",
                        "-p={\"spec\":{\"replicas\":5}}");

                Answer answer = shop.landfall()
                        .answer(ScaleEndToEndTest.scale(shop, "deployment/web", 5))
                        .ends("Failed", 5);

                assertThat(answer.reason()).isEqualTo(tool == GitOpsTool.ARGOCD ? "sync-failed" : "apply-failed");
                assertThat(answer.json().path("reason").path("message").asString(""))
                        .contains("five are too many", "web");
                assertThat(shop.deployment("web").at("/spec/replicas").asInt()).isEqualTo(1);

                shop.admin().run("delete", "validatingadmissionpolicybinding", shop.namespace());
                shop.landfall().answer("changes");
            } finally {
                shop.deleteRule();
            }
        }
    }

    /** Argo CD retries a failed sync for minutes by default. */
    static void quickRetries(Shop shop) {
        if (shop.delivered().tool() == GitOpsTool.ARGOCD)
            shop.admin()
                    .merge(
                            shop.delivered().owner(),
                            "{\"spec\":{\"syncPolicy\":{\"retry\":{\"limit\":1,\"backoff\":{\"duration\":\"2s\"}}}}}");
    }

    @ParameterizedTest
    @EnumSource
    void podsThatAQuotaKeepsAwayAreADegradedObject(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "quota")) {
            shop.admin().apply("""
                    apiVersion: v1
                    kind: ResourceQuota
                    metadata: {name: small, namespace: %s}
                    spec: {hard: {pods: "2"}}
                    """.formatted(shop.namespace()));
            shop.admin()
                    .await(
                            "resourcequota",
                            shop.namespace(),
                            "small",
                            Shop.DELIVERED_WITHIN,
                            live -> live.at("/status/used/pods").isString());

            Answer answer = shop.landfall()
                    .answer(ScaleEndToEndTest.scale(shop, "deployment/web", 4))
                    .ends("Degraded", 5);

            assertThat(answer.json().path("reason").toString() + answer.evidence())
                    .contains("quota");
            assertThat(answer.evidence()).contains(answer.commit());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsItsHealthCheckIsLiveAndDegraded(GitOpsTool tool) {
        try (Shop shop = Shop.of(tool, "health-check", true).opened(Map.of())) {
            Landfall landfall = shop.landfall();

            Answer answer = landfall.answer(VerbsEndToEndTest.operate(
                            shop,
                            "set-image",
                            "deployment/web",
                            "web=" + shop.testbed().imageBroken()))
                    .ends("Degraded", 5);

            assertThat(Shop.image(shop.deployment("web")))
                    .isEqualTo(shop.testbed().imageBroken());
            landfall.answer("revert", answer.change(), "--yes").ends("Verified", 0);
        }
    }

    @Test
    void aHookBeforeTheSyncThatFailsKeepsOurObjectsAway() {
        try (Shop shop = Shop.open(GitOpsTool.ARGOCD, "pre-sync")) {
            quickRetries(shop);
            shop.repository().push("Look before the sync", Map.of("apps/hook.yaml", hook(shop, "PreSync")));

            Answer answer = shop.landfall()
                    .answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3))
                    .ends("Failed", 5);

            assertThat(answer.reason()).isEqualTo("sync-failed");
            assertThat(answer.json().path("reason").path("message").asString(""))
                    .contains("look");
            assertThat(shop.deployment("web").at("/spec/replicas").asInt()).isEqualTo(1);
        }
    }

    /** Our objects are applied by then: they alone decide, and the hook is told as a warning. */
    @Test
    void aHookAfterTheSyncThatFailsIsAWarning() {
        try (Shop shop = Shop.open(GitOpsTool.ARGOCD, "post-sync")) {
            quickRetries(shop);
            shop.repository().push("Look after the sync", Map.of("apps/hook.yaml", hook(shop, "PostSync")));

            Answer answer = shop.landfall("settle: 12s", List.of(Rights.READ_EVERYTHING, Rights.REFRESH_OWNERS))
                    .answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3))
                    .ends("Verified", 0);

            assertThat(answer.json().path("warnings").toString())
                    .as(answer.finished().toString())
                    .contains("look");
        }
    }

    private static String hook(Shop shop, String phase) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: look
                  namespace: %s
                  annotations:
                    argocd.argoproj.io/hook: %s
                    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
                spec:
                  backoffLimit: 0
                  template: {spec: {restartPolicy: Never, containers: [{name: look, image: "%s"}]}}
                """.formatted(shop.namespace(), phase, shop.testbed().imageBroken());
    }

    /** Flux tries again for ever; each try is of our commit, and Git is what must change. */
    @Test
    void aRetryLoopOfFluxEndsWhereGitIsMended() {
        try (Shop shop = Shop.open(GitOpsTool.FLUX, "retry-loop")) {
            Delivered.Tracked owner = shop.delivered().owner();
            shop.admin().merge(owner, "{\"spec\":{\"retryInterval\":\"5s\"}}");
            shop.repository().push("Refer to what is not there", Map.of("apps/stray.yaml", """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: stray, namespace: there-is-no-such-namespace}
                    """));
            Landfall landfall = shop.landfall();

            Answer failed = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2));
            failed.ends("Failed", 5);
            assertThat(failed.json().path("reason").path("message").asString(""))
                    .contains("there-is-no-such-namespace");

            shop.repository().push("Leave it out again", Map.of("apps/stray.yaml", ""));
            Answer tracked = landfall.answer("track", failed.change()).ends("Verified", 0);
            assertThat(tracked.commit()).isEqualTo(failed.commit());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPushThatTheServerRefusesIsToldInItsWords(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "hook")) {
            shop.repository().installPreReceive("#!/bin/sh\necho 'the freeze lasts until Monday' >&2\nexit 1\n");
            String head = shop.repository().head();

            Answer answer = shop.landfall()
                    .answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Refused", 7);

            assertThat(answer.json().path("reason").toString()).contains("the freeze lasts until Monday");
            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }
}
