package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Arguments that are none: refused by name before anything is opened, so that no cluster is needed for it. */
class ArgumentsTest {
    @TempDir
    Path home;

    private record Case(String tool, String arguments, String code, String message, String remedy) {}

    @TestFactory
    Stream<DynamicTest> eachIsRefusedByItsName() {
        String operate = "{\"action\":\"%s\",\"objects\":[\"deployment/web\"]%s}";
        return Stream.of(
                        new Case(
                                "trace",
                                "{\"objct\":\"a/b\"}",
                                "unknown-argument",
                                "\"objct\"",
                                "did you mean object?"),
                        new Case("trace", "{\"zzzzzz\":1}", "unknown-argument", "zzzzzz", "it takes object, namespace"),
                        new Case("trace", "{}", "missing-argument", "object", "a text"),
                        new Case("trace", "{\"object\":7}", "bad-argument", "object", "a text"),
                        new Case("trace", "[]", "bad-argument", "no object", "as an object"),
                        new Case(
                                "track",
                                "{\"change\":\"A\",\"timeoutSeconds\":600}",
                                "bad-argument",
                                "timeoutSeconds",
                                "from 1 to 50"),
                        new Case(
                                "track",
                                "{\"change\":\"A\",\"timeoutSeconds\":1.5}",
                                "bad-argument",
                                "timeoutSeconds",
                                "whole"),
                        new Case("track", "{\"change\":\"" + "A".repeat(27) + "\"}", "bad-argument", "change", "26"),
                        new Case("apply", "{\"plan\":\"A\"}", "missing-argument", "digest", "a text"),
                        new Case("operate", operate.formatted("fly", ""), "bad-argument", "action", "one of scale"),
                        new Case("operate", operate.formatted("scale", ""), "missing-argument", "replicas", "give it"),
                        new Case(
                                "operate",
                                operate.formatted("restart", ",\"replicas\":1"),
                                "needless-argument",
                                "replicas",
                                "leave it out"),
                        new Case(
                                "operate",
                                operate.formatted("scale", ",\"replicas\":-1"),
                                "bad-argument",
                                "replicas",
                                "from 0"),
                        new Case("changes", "{\"limit\":0}", "bad-argument", "limit", "from 1 to 50"))
                .map(each -> DynamicTest.dynamicTest(each.tool() + " " + each.arguments(), () -> check(each)));
    }

    private void check(Case each) {
        try (ModelClient client = ModelClient.of(Program.in(home).modelDoor())) {
            JsonNode result = client.call(each.tool(), each.arguments());
            assertThat(result.path("isError").asBoolean()).isTrue();
            JsonNode reason =
                    new OfferedTools(client).checked(each.tool(), result).path("reason");
            assertThat(reason.path("code").asString()).as(result.toString()).isEqualTo(each.code());
            assertThat(reason.path("message").asString()).contains(each.message());
            assertThat(reason.path("remedy").asString()).contains(each.remedy());
            assertThat(reason.path("retryable").asBoolean()).isFalse();
        }
    }
}
