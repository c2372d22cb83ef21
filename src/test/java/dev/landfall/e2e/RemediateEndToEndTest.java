package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From a fault that somebody pushes to its absence, at the commit that mends it. */
@EndToEnd
class RemediateEndToEndTest {
    static final Duration SHOWN_WITHIN = Duration.ofMinutes(3);

    private static List<Fault> faults() {
        Testbed testbed = Testbed.here();
        String image = "image: \"" + testbed.imageOld() + "\"  # quoted on purpose";
        String configuration = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: web-config, namespace: %s}
                data: {colour: blue}
                """;
        String colour = "env: [ {name: COLOUR, valueFrom: {configMapKeyRef: {name: web-config, key: colour}}} ]";
        return List.of(
                Fault.of("image", "image-not-found", testbed.imageOld(), testbed.imageMissing()),
                Fault.of("config", "environment-source-missing", "name: web-config,", "name: web-confg,")
                        .in(colour)
                        .beside("apps/config.yaml", configuration),
                Fault.of("crash", "environment-variable-missing", testbed.imageOld(), testbed.imageBroken())
                        .with("--repair", "1"),
                Fault.of("key", "key-missing", "key: colour}", "key: color}")
                        .in(colour)
                        .beside("apps/config.yaml", configuration),
                Fault.of("repository", "image-not-found", image, image.replace("/web:", "/wbe:")));
    }

    static Stream<Arguments> ofEachOwner() {
        List<Arguments> all = new ArrayList<>();
        for (Fault fault : Fault.chosen(faults()))
            for (GitOpsTool tool : GitOpsTool.values()) all.add(Arguments.of(tool, fault));
        return all.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("ofEachOwner")
    void aFaultIsMendedWhereItIsDefined(GitOpsTool tool, Fault fault) {
        try (Shop shop = Shop.of(tool, "fix-" + fault.name(), false)) {
            shop.opened(sound(shop, fault));
            String sound = shop.repository().read(Manifests.WEB_FILE);
            assertThat(sound).containsOnlyOnce(fault.from());
            shop.repository().push("Break it", Map.of(Manifests.WEB_FILE, sound.replace(fault.from(), fault.to())));
            shop.delivered().lookNow(shop.admin());
            Landfall landfall = shop.landfall();
            awaitFound(shop, landfall, fault.rule());

            Answer answer = landfall.answer(remediate(shop, fault, "--yes")).ends("Verified", 0);

            assertThat(answer.json().at("/diagnosis/findings/0/rule").asString(""))
                    .isEqualTo(fault.rule());
            assertThat(answer.evidence()).contains("not seen for");
            assertThat(shop.repository().read(Manifests.WEB_FILE))
                    .isEqualTo(sound.replace(fault.from(), fault.mended()));
            landfall.answer("remediate", "-n", shop.namespace()).ends("Healthy", 0);
        }
    }

    @Test
    void whatNobodyOwnsIsMendedInTheCluster() {
        try (Shop shop = Shop.open(GitOpsTool.FLUX, "fix-direct")) {
            String old = shop.testbed().imageOld();
            String sound = Manifests.deployment(shop.namespace(), "lonely", old, "labels: {}");
            shop.admin().apply(sound);
            shop.awaitRunning("lonely", 1, old);
            shop.admin().apply(sound.replace(old, shop.testbed().imageMissing()));
            Landfall landfall = shop.mightyLandfall();
            awaitFound(shop, landfall, "image-not-found");
            String head = shop.repository().head();

            landfall.answer("remediate", "deployment/lonely", "-n", shop.namespace(), "--direct", "--yes")
                    .ends("Verified", 0);

            assertThat(Shop.image(shop.deployment("lonely"))).isEqualTo(old);
            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    /** A trap: an image that was never there has no right answer that a program could know. */
    @ParameterizedTest
    @EnumSource
    void whatOnlyAPersonKnowsIsAsked(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "fix-ask")) {
            String image = shop.testbed().imageMissing().replace("/web:", "/another/thing:");
            shop.repository()
                    .push(
                            "Bring what is not published",
                            Map.of(
                                    "apps/new.yaml",
                                    Manifests.deployment(shop.namespace(), "new", image, "labels: {}")));
            shop.delivered().lookNow(shop.admin());
            Landfall landfall = shop.landfall();
            String head = shop.repository().head();
            awaitFound(shop, landfall, "image-not-found");

            Answer answer = landfall.answer("remediate", "deployment/new", "-n", shop.namespace(), "--yes")
                    .ends("NeedsInput", 7);

            assertThat(answer.reason()).isEqualTo("image-not-published");
            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    /** The usual shop with what the fault is about, all of it right. */
    private static Map<String, String> sound(Shop shop, Fault fault) {
        Map<String, String> files = new LinkedHashMap<>();
        fault.around().forEach((file, text) -> files.put(file, text.formatted(shop.namespace())));
        files.put(Manifests.WEB_FILE, fault.web(shop.namespace(), shop.testbed().imageOld()));
        return files;
    }

    static void awaitFound(Shop shop, Landfall landfall, String rule) {
        Waiting.until(
                "the fault",
                SHOWN_WITHIN,
                () -> landfall.answer("remediate", "-n", shop.namespace(), "--dry-run")
                        .json(),
                json -> json.at("/diagnosis/findings/0/rule").asString("").equals(rule));
    }

    private static String[] remediate(Shop shop, Fault fault, String... more) {
        List<String> words = new ArrayList<>(List.of("remediate", "deployment/web", "-n", shop.namespace()));
        words.addAll(fault.options());
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }
}
