package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.sandbox.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Whoever waits for a change is told how it goes, and may leave; the change goes on. */
@Execution(ExecutionMode.CONCURRENT)
class WaitingTest {
    @TempDir
    Path home;

    private ModelWorld world;
    private ModelClient client;

    @BeforeEach
    void open() {
        world = new ModelWorld(home).delivered();
        client = world.client();
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private String proposed() {
        return landed("shop");
    }

    private String landed(String namespace) {
        JsonNode plan = client.call(
                        "operate",
                        "{\"action\":\"set\",\"objects\":[\"configmap/settings\"],\"namespace\":\"" + namespace
                                + "\",\"set\":[\"data.colour=green\"]}")
                .path("structuredContent")
                .path("plan");
        return client.call(
                        "apply",
                        "{\"plan\":\"" + plan.path("id").asString() + "\",\"digest\":\""
                                + plan.path("digest").asString() + "\"}")
                .path("structuredContent")
                .path("change")
                .asString();
    }

    @Test
    void progressIsToldToWhoAsksForIt() {
        String change = proposed();
        assertThat(client.notifications()).isEmpty();

        client.beginTracking(7, change, 1);
        client.answerTo(7);

        List<Double> told = client.notifications().stream()
                .map(each -> each.path("params").path("progress").asDouble())
                .toList();
        assertThat(told).isNotEmpty().isSorted().doesNotHaveDuplicates();
        assertThat(client.notifications())
                .allSatisfy(each -> assertThat(
                                each.path("params").path("progressToken").asString())
                        .isEqualTo("t"));
    }

    @Test
    void theEndOfTheWaitIsAnAnswer() {
        client.beginTracking(7, proposed(), 1);

        JsonNode result = client.answerTo(7).path("result");

        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(result.path("structuredContent").path("outcome").asString()).isEqualTo("AwaitingMerge");
        assertThat(result.path("content").get(0).path("text").asString()).contains("Next: call track with change=");
    }

    /** As after a repair, whose symptom must stay gone for a minute or more. */
    @Test
    void whatMustStaySoForLongerThanACallMayTakeIsProvenBySeveral() {
        world.configure("4s", "mcp: {apply: all}");
        String change = landed("blog");

        List<String> outcomes = new ArrayList<>();
        Await.until(
                "the proof",
                () -> {
                    outcomes.add(client.call("track", "{\"change\":\"" + change + "\",\"timeoutSeconds\":1}")
                            .at("/structuredContent/outcome")
                            .asString());
                    return outcomes.getLast();
                },
                "Verified"::equals);

        assertThat(outcomes.getFirst()).isEqualTo("TimedOut");
    }

    @Test
    void aCancelledCallIsNotAnsweredAndTheChangeStays() {
        String change = proposed();
        client.beginTracking(7, change, 50);
        Await.until("the wait", () -> client.notifications().size(), count -> count > 0);
        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");

        client.beginTracking(8, change, 1);
        client.answerTo(8);

        assertThat(client.hasAnswerTo(7)).isFalse();
        assertThat(world.shop().pulls()).hasSize(1);
    }

    @Test
    void aProcessWhoseClientVanishesEndsWhileItWaits() throws IOException, InterruptedException {
        String change = proposed();
        Process process = ServerProcess.start(
                home, "mcp", "--config", home.resolve("landfall.yaml").toString());
        try (ModelClient vanishing = new ModelClient(process.getOutputStream(), process.getInputStream())) {
            vanishing.initialize();
            vanishing.beginTracking(7, change, 50);
            Await.until("the wait", () -> vanishing.notifications().size(), count -> count > 0);
            long closed = System.nanoTime();
            vanishing.vanish();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(Duration.ofSeconds(2));
        } finally {
            process.destroyForcibly();
        }
    }
}
