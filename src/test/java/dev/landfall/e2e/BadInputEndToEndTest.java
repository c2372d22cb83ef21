package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bad input that needs a cluster or a repository to be one: each its status, what it names, and nothing written. */
@EndToEnd
class BadInputEndToEndTest {
    private static final List<String> USUAL = List.of(Rights.READ_EVERYTHING, Rights.REFRESH_OWNERS);

    @ParameterizedTest
    @EnumSource
    void wrongWords(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "bad-words")) {
            String head = shop.repository().head();
            Landfall landfall = shop.landfall();
            String image = shop.testbed().imageNew();

            says(
                    landfall.answer(ScaleEndToEndTest.scale(shop, "deploymnt/web", 2))
                            .ends("Error", 2),
                    "deployment");
            says(landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/nobody", 2)), "nobody");
            says(landfall.answer(ScaleEndToEndTest.scale(shop, "service/web", 2)), "Service");
            says(
                    landfall.answer(
                                    "operate",
                                    "set-image",
                                    "deployment/web",
                                    "sidecar=" + image,
                                    "-n",
                                    shop.namespace(),
                                    "--yes")
                            .ends("Error", 2),
                    "sidecar",
                    "web");
            says(landfall.answer("trace", "deployment/nobody", "-n", shop.namespace()), "nobody");

            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingRightsAndWrongPlaces(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "bad-rights")) {
            String head = shop.repository().head();
            String[] scale = ScaleEndToEndTest.scale(shop, "deployment/web", 2);

            says(
                    shop.landfall("settle: 3s", List.of()).answer(scale).ends("Error", 3),
                    "get",
                    "deployments",
                    "apiGroups");
            says(
                    shop.landfall("settle: 3s", USUAL)
                            .withPassword(shop.testbed().gitPassword(), "wrong")
                            .answer(scale)
                            .ends("Error", 3),
                    shop.namespace() + ".git");
            says(
                    shop.landfall("settle: 3s", USUAL)
                            .reconfigured("match: " + shop.testbed().gitUrl(), "match: https://git.example.org")
                            .answer(scale)
                            .ends("Error", 2),
                    "host-not-allowed",
                    shop.testbed().gitUrl().replaceFirst("^[a-z]+://([^/]+).*", "$1"),
                    "allowedHosts");
            says(
                    shop.landfall("settle: 3s", USUAL)
                            .reconfigured("delivery: push", "branch: live")
                            .answer(scale)
                            .ends("Refused", 7),
                    "live",
                    "main");
            says(
                    shop.landfall("settle: 3s", USUAL)
                            .reconfigured("delivery: push", "allowedPaths: [other/**]")
                            .answer(scale)
                            .ends("Refused", 7),
                    Manifests.WEB_FILE);

            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesThatCannotBeEdited(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "bad-files")) {
            Landfall landfall = shop.landfall();
            String[] scale = ScaleEndToEndTest.scale(shop, "deployment/web", 2);
            String web = shop.repository().read(Manifests.WEB_FILE);

            shop.repository().push("Define web twice", Map.of("apps/web-again.yaml", web));
            says(landfall.answer(scale).ends("Refused", 7), Manifests.WEB_FILE, "apps/web-again.yaml");

            shop.repository()
                    .push("Break the file", Map.of("apps/web-again.yaml", "", Manifests.WEB_FILE, web + "  - [\n"));
            says(landfall.answer(scale).ends("Refused", 7), Manifests.WEB_FILE);

            String head = shop.repository().push("Mend it", Map.of(Manifests.WEB_FILE, web));
            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    private static void says(Answer answer, String... words) {
        assertThat(answer.finished().status()).as(answer.finished().toString()).isNotZero();
        assertThat(answer.finished().out()).contains(words);
    }
}
