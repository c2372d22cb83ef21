package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a fault that somebody brings to its absence, proven after the change that mends it. */
@EndToEnd
class RemediateEndToEndTest {
    /** Some rules wait two minutes before they call it a fault. */
    static final Duration SHOWN_WITHIN = Duration.ofMinutes(4);

    static Stream<Arguments> ofEachOwner() {
        List<Fault> all = Faults.all(Testbed.here());
        return Stream.concat(
                Fault.chosen(all, 0).stream().map(fault -> Arguments.of(GitOpsTool.ARGOCD, fault)),
                Fault.chosen(all, 1).stream().map(fault -> Arguments.of(GitOpsTool.FLUX, fault)));
    }

    static List<Fault> ofNobody() {
        return Fault.chosen(Faults.all(Testbed.here()), 2);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("ofEachOwner")
    void aFaultIsMendedWhereItIsDefined(GitOpsTool tool, Fault fault) {
        try (Shop shop = Shop.of(tool, "fix-" + fault.name(), false)) {
            shop.opened(fault.sound(shop.namespace(), shop.testbed().imageOld()));
            String sound = shop.repository().read(fault.file());
            shop.repository().push("Break it", Map.of(fault.file(), fault.broken(sound)));
            shop.delivered().lookNow(shop.admin());
            Landfall landfall = shop.landfall();
            awaitFound(shop, landfall, fault.rule());

            Answer answer = landfall.answer(remediate(shop, fault, "--yes")).ends("Verified", 0);

            isOf(fault, answer);
            assertThat(shop.repository().read(fault.file())).isEqualTo(sound);
            landfall.answer("remediate", "-n", shop.namespace()).ends("Healthy", 0);
        }
    }

    /** The whole shop is applied by hand, and so is the fault. */
    @ParameterizedTest
    @MethodSource("ofNobody")
    void whatNobodyOwnsIsMendedInTheCluster(Fault fault) {
        try (Shop shop = Shop.of(GitOpsTool.FLUX, "fix-direct-" + fault.name(), false)) {
            Map<String, String> sound =
                    fault.sound(shop.namespace(), shop.testbed().imageOld());
            shop.repository().push("Nothing of it is in Git", Map.of("README.md", "# Shop\n"));
            sound.values().forEach(shop.admin()::apply);
            shop.awaitRunning("web", 1, shop.testbed().imageOld());
            String before = specOf(shop, fault);
            shop.admin().apply(fault.broken(sound.get(fault.file())));
            Landfall landfall = shop.mightyLandfall();
            awaitFound(shop, landfall, fault.rule());

            Answer answer =
                    landfall.answer(remediate(shop, fault, "--direct", "--yes")).ends("Verified", 0);

            isOf(fault, answer);
            assertThat(specOf(shop, fault)).isEqualTo(before);
            landfall.answer("remediate", "-n", shop.namespace()).ends("Healthy", 0);
        }
    }

    private static void isOf(Fault fault, Answer answer) {
        assertThat(answer.json().at("/diagnosis/findings/0/rule").asString("")).isEqualTo(fault.rule());
        assertThat(answer.evidence()).contains("not seen for");
    }

    private static String specOf(Shop shop, Fault fault) {
        String[] object = fault.object().split("/", 2);
        return shop.admin()
                .get(object[0], shop.namespace(), object[1])
                .path("spec")
                .toString();
    }

    /** Waits until the namespace is found to be ill in just this way, in the first place. */
    static void awaitFound(Shop shop, Landfall landfall, String rule) {
        Waiting.until(
                "the fault",
                SHOWN_WITHIN,
                () -> landfall.answer("remediate", "-n", shop.namespace(), "--dry-run")
                        .json(),
                json -> json.at("/diagnosis/findings/0/rule").asString("").equals(rule));
    }

    private static String[] remediate(Shop shop, Fault fault, String... more) {
        List<String> words = new ArrayList<>(List.of("remediate", fault.object(), "-n", shop.namespace()));
        words.addAll(fault.options());
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }
}
