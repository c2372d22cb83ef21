package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EndToEnd
class ScaleEndToEndTest {
    /** The only test that waits as long as a user does by default before it calls a change settled. */
    @ParameterizedTest
    @EnumSource
    void scalesAndVerifies(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "scale")) {
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall("provider: auto", List.of(Rights.READ_EVERYTHING, Rights.REFRESH_OWNERS));

            Answer answer = landfall.answer(scale(shop, "deployment/web", 3)).ends("Verified", 0);

            assertThat(Shop.runs(shop.deployment("web"), 3, shop.testbed().imageOld()))
                    .isTrue();
            proof.landed(landfall, answer, "replicas: 1", "replicas: 3");
            assertThat(answer.part().path("provider").asString()).isEqualTo(tool.provider());
            assertThat(answer.part().path("delivery").asString()).isEqualTo("push");
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheDeploymentBehindAPod(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "scale-pod")) {
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall();

            Answer answer =
                    landfall.answer(scale(shop, "pod/" + shop.podOf("web"), 2)).ends("Verified", 0);

            assertThat(Shop.runs(shop.deployment("web"), 2, shop.testbed().imageOld()))
                    .isTrue();
            proof.landed(landfall, answer, "replicas: 1", "replicas: 2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingToDoWhereAllIsAsWanted(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "scale-same")) {
            String head = shop.repository().head();

            Landfall landfall = shop.landfall();
            landfall.answer(scale(shop, "deployment/web", 1)).ends("NothingToDo", 0);
            landfall.answer(scale(shop, "deployment/web", 2, "--dry-run")).ends("Planned", 0);
            landfall.answer(scale(shop, "deployment/web", 2, "--dry-run", "--exit-code"))
                    .ends("Planned", 1);

            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    static String[] scale(Shop shop, String object, int replicas, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("operate", "scale", object, "-n", shop.namespace(), "--replicas", Integer.toString(replicas)));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--dry-run")) arguments.add("--yes");
        return arguments.toArray(String[]::new);
    }
}
