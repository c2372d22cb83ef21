package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@EndToEnd
class RightsEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void aReaderMayDoEverythingButAskForARefresh(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "reader")) {
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall("settle: 3s", List.of(Rights.READ_EVERYTHING));

            Answer answer = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Verified", 0);

            proof.landed(landfall, answer, "replicas: 1", "replicas: 2");
            for (Delivered.Tracked object : shop.delivered().tracked()) {
                JsonNode annotations =
                        object.read(shop.admin()).path("metadata").path("annotations");
                assertThat(annotations.has("reconcile.fluxcd.io/requestedAt")).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoMayReadNothingIsToldWhichRightIsMissing(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "nobody")) {
            String head = shop.repository().head();
            Landfall landfall = shop.landfall("settle: 3s", List.of());

            Answer answer = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Error", 3);

            assertThat(answer.finished().out()).contains("get", "deployments");
            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    /** Whoever cannot see every owner cannot know that there is none. */
    @ParameterizedTest
    @EnumSource
    void whoMayNotReadOwnersLearnsThatTheOwnerIsUndetermined(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "no-owners")) {
            String head = shop.repository().head();
            Landfall landfall = shop.landfall(
                    "settle: 3s",
                    List.of("{apiGroups: ['', apps, events.k8s.io], resources: ['*'], verbs: [get, list, watch]}"));

            Answer trace = landfall.answer("trace", "deployment/web", "-n", shop.namespace());
            assertThat(trace.json().path("ownership").asString("")).isEqualTo("undetermined");
            landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2)).ends("Error", 3);

            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPushThatTheServerRefusesIsToldInTheServersWords(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "protected")) {
            shop.repository().installPreReceive("""
                            #!/bin/sh
                            echo 'main is protected: open a pull request' >&2
                            exit 1
                            """);
            String head = shop.repository().head();

            Answer answer = shop.landfall()
                    .answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Refused", 7);

            assertThat(answer.json().path("reason").path("message").asString("")
                            + answer.finished().err())
                    .contains("main is protected");
            assertThat(shop.repository().head()).isEqualTo(head);
            assertThat(Shop.runs(shop.deployment("web"), 1, shop.testbed().imageOld()))
                    .isTrue();
        }
    }
}
