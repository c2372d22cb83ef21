package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** The whole way of a change through MCP, and what a model cannot do by itself. */
@Execution(ExecutionMode.CONCURRENT)
class ToolsTest {
    private static final String GREEN =
            "{\"action\":\"set\",\"objects\":[\"configmap/settings\"],\"namespace\":\"%s\",\"set\":[\"data.colour=green\"]}";

    @TempDir
    Path home;

    private ModelWorld world;
    private ModelClient client;
    private OfferedTools tools;

    @BeforeEach
    void open() {
        world = new ModelWorld(home).delivered();
        client = world.client();
        tools = new OfferedTools(client);
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private JsonNode call(String tool, String arguments) {
        return tools.checked(tool, client.call(tool, arguments));
    }

    private JsonNode planned(String namespace) {
        JsonNode planned = call("operate", GREEN.formatted(namespace));
        assertThat(planned.path("outcome").asString()).as(planned.toString()).isEqualTo("Planned");
        return planned;
    }

    private JsonNode apply(JsonNode planned) {
        return call("apply", approval(planned));
    }

    private static String approval(JsonNode planned) {
        return "{\"plan\":\"%s\",\"digest\":\"%s\"}"
                .formatted(
                        planned.path("plan").path("id").asString(),
                        planned.path("plan").path("digest").asString());
    }

    @Test
    void anObjectIsTracedToItsFile() {
        JsonNode trace = call("trace", "{\"object\":\"configmap/settings\",\"namespace\":\"shop\"}");

        assertThat(trace.path("ownership").asString()).isEqualTo("owned");
        assertThat(trace.path("owner").path("kind").asString()).isEqualTo("Kustomization");
        assertThat(trace.path("files").get(0).path("path").asString()).isEqualTo("apps/settings.yaml");
    }

    @Test
    void planningChangesNothing() {
        JsonNode planned = planned("shop");

        assertThat(planned.path("plan").path("diff").asString())
                .contains("-  colour: \"blue\"", "+  colour: \"green\"");
        assertThat(world.shop().pulls()).isEmpty();
        assertThat(world.file(ModelWorld.SHOP, "main")).contains("blue");
    }

    @Test
    void whatIsReviewedIsProposedAndFollowed() {
        JsonNode applied = apply(planned("shop"));
        assertThat(applied.path("outcome").asString()).isEqualTo("AwaitingMerge");
        assertThat(world.shop().pulls()).hasSize(1);
        assertThat(world.file(ModelWorld.SHOP, "main")).contains("blue");
        String change = applied.path("change").asString();

        JsonNode tracked = call("track", "{\"change\":\"" + change + "\",\"timeoutSeconds\":1}");
        assertThat(tracked.path("outcome").asString()).isEqualTo("AwaitingMerge");
        assertThat(tracked.path("change").asString()).isEqualTo(change);
        assertThat(call("changes", "{}").path("changes").get(0).path("change").asString())
                .isEqualTo(change);
    }

    @Test
    void theSamePlanAppliedTwiceIsOnePullRequest() {
        JsonNode planned = planned("shop");
        String first = apply(planned).path("change").asString();

        assertThat(apply(planned).path("change").asString()).isEqualTo(first);
        assertThat(world.shop().pulls()).hasSize(1);
    }

    @Test
    void commitsSayThatTheyCameThroughMcp() {
        apply(planned("shop"));

        String branch = world.shop().pulls().getFirst().head();
        assertThat(world.sandbox().git().git(ModelWorld.SHOP, "log", "-1", "--format=%B", branch))
                .contains("Requested-by: mcp");
    }

    @Test
    void aPushIsLeftToAPerson() {
        JsonNode planned = planned("blog");

        JsonNode answer = apply(planned);

        assertThat(answer.path("outcome").asString()).isEqualTo("NeedsInput");
        assertThat(answer.path("reason").path("code").asString()).isEqualTo("approval-missing");
        assertThat(answer.path("reason").path("remedy").asString())
                .contains("landfall apply " + planned.path("plan").path("id").asString() + " --digest "
                        + planned.path("plan").path("digest").asString());
        assertThat(world.file(ModelWorld.BLOG, "main")).contains("blue");
    }

    @Test
    void aDirectWriteIsLeftToAPerson() {
        JsonNode answer = apply(planned("free"));

        assertThat(answer.path("outcome").asString()).isEqualTo("NeedsInput");
        assertThat(answer.path("change").isNull()).isTrue();
        assertThat(call("changes", "{}").path("changes")).isEmpty();
    }

    @Test
    void theConfigurationMayAllowAllOrNothing() {
        world.configure("mcp: {apply: plan-only}");
        assertThat(apply(planned("shop")).path("outcome").asString()).isEqualTo("NeedsInput");
        assertThat(world.shop().pulls()).isEmpty();

        world.configure("mcp: {apply: all}");
        JsonNode applied = apply(planned("blog"));
        assertThat(applied.path("outcome").asString()).isEqualTo("InProgress");
        assertThat(world.file(ModelWorld.BLOG, "main")).contains("green");

        JsonNode tracked =
                call("track", "{\"change\":\"" + applied.path("change").asString() + "\"}");
        assertThat(tracked.path("outcome").asString()).isEqualTo("Verified");
        JsonNode back = call("revert", "{\"change\":\"" + applied.path("change").asString() + "\"}");
        assertThat(back.path("outcome").asString()).isEqualTo("Planned");
        assertThat(back.path("plan").path("diff").asString()).contains("+  colour: \"blue\"");
    }

    @Test
    void anotherDigestLandsNothing() {
        JsonNode planned = planned("shop");

        JsonNode answer = call(
                "apply",
                "{\"plan\":\"%s\",\"digest\":\"%s\"}"
                        .formatted(planned.path("plan").path("id").asString(), "0".repeat(64)));

        assertThat(answer.path("outcome").asString()).isEqualTo("Outdated");
        assertThat(world.shop().pulls()).isEmpty();
    }

    @Test
    void whatAPersonMustSayIsAnAnswerAndNoError() {
        JsonNode result = client.call("operate", """
                {"action":"create","manifests":"{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}}"}
                """);

        assertThat(result.path("isError").asBoolean()).isFalse();
        JsonNode answer = tools.checked("operate", result);
        assertThat(answer.path("outcome").asString()).isEqualTo("NeedsInput");
        assertThat(answer.path("reason").path("code").asString()).isEqualTo("where-to-create");
    }

    @Test
    void aFailureSaysWhatIsWrongAndWhatToDo() {
        JsonNode result = client.call("trace", "{\"object\":\"unicorn/web\"}");

        assertThat(result.path("isError").asBoolean()).isTrue();
        JsonNode reason = tools.checked("trace", result).path("reason");
        assertThat(reason.path("message").asString()).contains("unicorn");
        assertThat(reason.path("remedy").asString()).isNotEmpty();
    }

    @Test
    void aLongPlanIsReadPageByPage() {
        String planned = planned("shop").path("plan").path("id").asString();

        JsonNode page =
                call("changes", "{\"plan\":\"" + planned + "\",\"fromLine\":3}").path("plan");

        assertThat(page.path("fromLine").asInt()).isEqualTo(3);
        assertThat(page.path("lines").asInt()).isEqualTo(page.path("ofLines").asInt() - 2);
        assertThat(page.path("diff").asString()).contains("green");
    }

    @Test
    void changesComePageByPage() {
        for (String colour : new String[] {"green", "red", "white"})
            apply(call("operate", GREEN.formatted("shop").replace("green", colour)));

        JsonNode first = call("changes", "{\"limit\":2}");
        assertThat(first.path("shown").asInt()).isEqualTo(2);
        assertThat(first.path("of").asInt()).isEqualTo(3);
        String last = first.path("changes").get(1).path("change").asString();
        assertThat(call("changes", "{\"limit\":2,\"before\":\"" + last + "\"}").path("changes"))
                .hasSize(1);
    }
}
