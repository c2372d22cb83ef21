package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EndToEnd
@Isolated("while it runs, nothing is delivered")
@Execution(ExecutionMode.SAME_THREAD)
class ControllerStoppedEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void aWantedValueThatSomebodyWroteLiveIsNoProof(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "stopped")) {
            Controller controller = Controller.of(shop.testbed(), tool);
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall();

            Answer waiting;
            try (var _ = controller.stopped();
                    Running operating = landfall.start(
                            Landfall.asJson(ScaleEndToEndTest.scale(shop, "deployment/web", 3, "--timeout", "45s")))) {
                shop.awaitPushBy(operating);
                shop.admin().run("scale", "deployment/web", "-n", shop.namespace(), "--replicas=3");
                shop.awaitRunning("web", 3, shop.testbed().imageOld());
                waiting = landfall.answerOf(operating);
            }
            assertThat(waiting.finished().status())
                    .as(waiting.finished().toString())
                    .isEqualTo(6);
            assertThat(waiting.outcome()).isNotEqualTo("Verified");

            Answer tracked = landfall.answer("track", waiting.change()).ends("Verified", 0);
            assertThat(tracked.commit()).isEqualTo(waiting.commit());
            proof.landed(landfall, tracked, "replicas: 1", "replicas: 3");
        }
    }
}
