package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Sentences in plain words: understood and landed, or asked about and nothing written. */
@EndToEnd
class WordsEndToEndTest {

    @ParameterizedTest
    @EnumSource
    void aSentenceOfSeveralClausesIsOneCommitAndVerified(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "words")) {
            String sentence =
                    "scale web in " + shop.namespace() + " to 2, set LOG_LEVEL=debug on it and label it team=shop";
            Answer answer = shop.landfall().answer(say(sentence, "--yes")).ends("Verified", 0);

            assertThat(answer.finished().err())
                    .contains("understood: landfall operate scale deployment/web -n " + shop.namespace()
                            + " --replicas 2");
            JsonNode live = shop.deployment("web");
            assertThat(Shop.runs(live, 2, shop.testbed().imageOld())).isTrue();
            assertThat(live.at("/spec/template/spec/containers/0/env/0/value").asString(""))
                    .isEqualTo("debug");
            assertThat(live.at("/metadata/labels/team").asString("")).isEqualTo("shop");
            assertThat(answer.commit()).isEqualTo(shop.repository().head());
            assertThat(shop.repository().filesChangedBy(answer.commit())).isEqualTo(List.of(Manifests.WEB_FILE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anImageInPlainWords(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "words-image")) {
            String image = shop.testbed().imageNew();

            shop.landfall()
                    .answer(say("set image of web to " + image, "-n", shop.namespace(), "--yes"))
                    .ends("Verified", 0);

            assertThat(Shop.runs(shop.deployment("web"), 1, image)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOpenIsAskedAndTheAnswersLeadOn(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "words-asked")) {
            String head = shop.repository().head();
            Landfall landfall = shop.landfall();

            Answer open = landfall.answer(say("scale web", "-n", shop.namespace(), "--yes"))
                    .ends("NeedsInput", 7);
            assertThat(open.json().at("/questions/0/key").asString("")).isEqualTo("replicas");
            assertThat(asked(landfall, shop, "make web faster")).isEqualTo("clause");
            assertThat(asked(landfall, shop, "scale web to 3 and scale web to 5"))
                    .isEqualTo("which-of-1-and-2");
            assertThat(asked(landfall, shop, "restart webb")).isEqualTo("name-of-webb-in-" + shop.namespace());
            assertThat(shop.repository().head()).isEqualTo(head);

            String answers = landfall.file("answers.yaml", "replicas: 2\n");
            landfall.answer(say("scale web", "-n", shop.namespace(), "--answers", answers, "--yes"))
                    .ends("Verified", 0);
            assertThat(Shop.runs(shop.deployment("web"), 2, shop.testbed().imageOld()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void undoNamesTheChangeThatRevertTakesBack(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "words-undo")) {
            Landfall landfall = shop.landfall();
            Answer landed = landfall.answer(say("double web", "-n", shop.namespace(), "--yes"))
                    .ends("Verified", 0);

            Answer undone =
                    landfall.answer(say("undo web", "-n", shop.namespace())).ends("Error", 2);

            assertThat(undone.reason()).isEqualTo("undo-in-words");
            assertThat(undone.json().at("/reason/remedy").asString("")).contains("landfall revert " + landed.change());
            landfall.answer("revert", landed.change(), "--yes").ends("Verified", 0);
            assertThat(Shop.runs(shop.deployment("web"), 1, shop.testbed().imageOld()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDeletedInWordsLeavesGitAndClusterAndComesBack(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "words-delete")) {
            Landfall landfall = shop.landfall();

            Answer deleted = landfall.answer(say("delete service web", "-n", shop.namespace(), "--yes"))
                    .ends("Verified", 0);

            assertThat(shop.repository().files()).doesNotContainKey(Manifests.SERVICE_FILE);
            assertThat(VerbsEndToEndTest.live(shop, "service", "web").isMissingNode())
                    .isTrue();
            landfall.answer("revert", deleted.change(), "--yes").ends("Verified", 0);
            assertThat(VerbsEndToEndTest.live(shop, "service", "web").isMissingNode())
                    .isFalse();
        }
    }

    @Test
    void whereNothingHasAnOwnerWordsGoToTheCluster() {
        try (Shop shop = DirectEndToEndTest.unopened("words-direct")) {
            Landfall landfall = shop.mightyLandfall();
            shop.admin().apply(DirectEndToEndTest.loose(shop, shop.namespace()));

            Answer scaled = landfall.answer(
                            say("scale loose to 2 and label it team=shop", "-n", shop.namespace(), "--yes"))
                    .ends("Verified", 0);
            assertThat(scaled.part().path("delivery").asString("")).isEqualTo("direct");
            assertThat(Shop.runs(shop.deployment("loose"), 2, shop.testbed().imageOld()))
                    .isTrue();
            landfall.answer(say("delete deployment loose", "-n", shop.namespace(), "--yes"))
                    .ends("Verified", 0);
            assertThat(shop.deployment("loose").isMissingNode()).isTrue();
        }
    }

    private static String asked(Landfall landfall, Shop shop, String sentence) {
        return landfall.answer(say(sentence, "-n", shop.namespace(), "--yes"))
                .ends("NeedsInput", 7)
                .json()
                .at("/questions/0/key")
                .asString("");
    }

    private static String[] say(String sentence, String... more) {
        return Stream.concat(Stream.of("operate", sentence), Stream.of(more)).toArray(String[]::new);
    }
}
