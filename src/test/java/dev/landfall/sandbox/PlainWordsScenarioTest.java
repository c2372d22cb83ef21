package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import dev.landfall.cli.PublishedSchema;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From words to a verdict, through the whole program: under Argo CD and under Flux. */
@Execution(ExecutionMode.CONCURRENT)
class PlainWordsScenarioTest {
    @TempDir
    Path home;

    private ShopOverHttp shop;

    @BeforeEach
    void open() {
        shop = new ShopOverHttp(home);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "blog"})
    void wordsBecomeOneVerifiedChange(String namespace) {
        Program.Ended ended = shop.program()
                .run("operate", "scale web in " + namespace + " to 3 and give it 512Mi", "--yes", "-o", "json");

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.json().path("outcome").asString()).isEqualTo("Verified");
        assertThat(ended.err())
                .contains("► understood: landfall operate scale deployment/web -n " + namespace + " --replicas 3\n")
                .contains("► understood: landfall operate set-resources deployment/web -n " + namespace
                        + " --limits memory=512Mi --container web\n");
        assertThat(shop.web(namespace).at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(shop.web(namespace)
                        .at("/spec/template/spec/containers/0/resources/limits/memory")
                        .asString())
                .isEqualTo("512Mi");
        assertThat(shop.file(namespace))
                .contains("replicas: 3    # one is enough at night")
                .contains("512Mi");
    }

    @Test
    void whatIsOpenIsAnsweredAtTheTerminal() {
        shop.apply("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: web, namespace: shop}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: cache}}
                  template:
                    metadata: {labels: {app: cache}}
                    spec: {containers: [{name: web, image: "registry.example.org/web:1.0"}]}
                """);

        Program.Ended ended = shop.program().typing("\n3\n1\ny\n").run("operate", "scale web", "-n", "shop");

        assertThat(ended.status()).as(ended.all()).isZero();
        assertThat(ended.err())
                .containsSubsequence(
                        "? \"scale web\": to how many replicas?",
                        "✗ there is no suggestion to take",
                        "? web is the name of several objects",
                        "1) deployment",
                        "► understood: landfall operate scale deployment/web -n shop --replicas 3",
                        "Land it? [y/N]");
        assertThat(shop.web("shop").at("/spec/replicas").asInt()).isEqualTo(3);
    }

    @Test
    void withoutATerminalNothingIsGuessedAndNothingIsWritten() {
        String before = shop.file("shop");

        Program.Ended ended = shop.program().run("operate", "scale wbe", "--yes", "-o", "json");

        assertThat(ended.status()).isEqualTo(7);
        PublishedSchema.CHANGE_REPORT.holdsFor(ended.json());
        assertThat(ended.json().at("/questions/0/key").asString()).isEqualTo("replicas");
        assertThat(shop.file("shop")).isEqualTo(before);
        Program.Ended next = shop.program()
                .run("operate", "scale wbe", "--answer", "replicas=2", "--defaults", "--yes", "-o", "json");
        assertThat(next.json().path("outcome").asString()).as(next.toString()).isEqualTo("Verified");
    }

    @Test
    void undoNamesTheLastChangeAndHowToTakeItBack() {
        Program.Ended landed = shop.program().run("operate", "scale web to 2", "--yes", "-o", "json");

        Program.Ended undone = shop.program().run("operate", "undo web");

        assertThat(undone.status()).isEqualTo(2);
        assertThat(undone.err())
                .contains("\"scale to 2 replicas\" for Deployment shop/web")
                .contains("landfall revert " + landed.json().path("change").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "blog"})
    void rollingBackBringsTheFileBackToWhatItWas(String namespace) {
        String before = shop.file(namespace);
        Program.Ended changed = shop.program()
                .run(
                        "operate",
                        "upgrade web in " + namespace + " to 1.1 and set LOG_LEVEL=debug on it",
                        "--yes",
                        "-o",
                        "json");
        assertThat(changed.json().path("outcome").asString()).as(changed.all()).isEqualTo("Verified");
        assertThat(shop.file(namespace)).contains("web:1.1", "LOG_LEVEL");

        Program.Ended back = shop.program().run("operate", "roll web in " + namespace + " back", "--yes", "-o", "json");

        assertThat(back.json().path("outcome").asString()).as(back.all()).isEqualTo("Verified");
        assertThat(back.err()).contains("► understood: landfall operate rollout-undo deployment/web -n " + namespace);
        assertThat(shop.file(namespace)).isEqualTo(before);
    }

    @Test
    void thePageShowsWhatIsReallySaid() throws IOException {
        new ShownSessions(Path.of("docs/operate.md")).holdFor(shop.program());
    }
}
