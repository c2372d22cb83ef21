package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import dev.landfall.cli.PublishedSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** From a complaint to a plan, through the whole program: the shop's image does not exist, and its Service finds no pods. */
@Execution(ExecutionMode.CONCURRENT)
class RemediateScenarioTest {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop}
            spec:
              selector: {app: wbe}
              ports: [{port: 80, targetPort: 8080}]
            """;

    @TempDir
    Path home;

    private ShopOverHttp shop;

    @BeforeEach
    void breakTheShop() {
        shop = new ShopOverHttp(home);
        String broken = DemoManifests.web("shop").replace("web:1.0", "web:2.0");
        shop.push("shop", Map.of("apps/web.yaml", broken, "apps/service.yaml", SERVICE));
        Await.until(
                "both faults",
                () -> shop.program()
                        .run("remediate", "-n", "shop", "-o", "json")
                        .out(),
                found -> found.contains("image-not-found") && found.contains("service-selects-nothing"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatIsOpenIsAskedAtTheTerminalBelowWhatWasFound() {
        Program.Ended ended = shop.program().typing("\nn\n").run("remediate", "-n", "shop");

        assertThat(ended.err())
                .containsSubsequence(
                        "1. Deployment shop/web: ", "? 2 faults were found", "number [1]: ", "Plan ", "Land it? [y/N]");
        assertThat(ended.out()).startsWith("DECLINED").doesNotContain("1. Deployment shop/web");
    }

    @Test
    void scriptsReadTheQuestionAndAnswerIt() {
        Program.Ended asked = shop.program().run("remediate", "-n", "shop", "-o", "json");

        assertThat(asked.status()).isEqualTo(7);
        PublishedSchema.CHANGE_REPORT.holdsFor(asked.json());
        assertThat(asked.json().at("/questions/0/key").asString()).isEqualTo("fault");
        assertThat(asked.json().at("/questions/0/suggested").asString()).isEqualTo("1");
        JsonNode planned = shop.program()
                .run("remediate", "-n", "shop", "--answer", "fault=2", "--repair", "1", "--dry-run", "-o", "json")
                .json();
        PublishedSchema.CHANGE_REPORT.holdsFor(planned);
        assertThat(planned.path("outcome").asString()).isEqualTo("Planned");
        assertThat(planned.at("/plan/diff").asString()).contains("apps/service.yaml");
    }

    @Test
    void aNumberThatIsNotThereAndTwoAnswersAreFaults() {
        assertThat(code("--answer", "fault=3")).isEqualTo("bad-answer");
        assertThat(code("--answer", "fault=1", "--repair", "9")).isEqualTo("bad-answer");
        assertThat(code("--answer", "repair=1", "--repair", "2")).isEqualTo("answered-twice");
        assertThat(code("--answer", "colour=red", "--answer", "fault=1")).isEqualTo("unknown-answer");
        assertThat(code("-A", "web in shop crashes")).isEqualTo("object-and-everywhere");
    }

    private String code(String... words) {
        String[] all = new String[words.length + 5];
        System.arraycopy(new String[] {"remediate", "-n", "shop", "-o", "json"}, 0, all, 0, 5);
        System.arraycopy(words, 0, all, 5, words.length);
        Program.Ended ended = shop.program().run(all);
        assertThat(ended.status()).as(ended.toString()).isEqualTo(2);
        return ended.json().at("/reason/code").asString();
    }

    @Test
    void thePageShowsWhatIsReallySaid() throws IOException {
        new ShownSessions(Path.of("docs/remediate.md")).holdFor(shop.program());
    }
}
