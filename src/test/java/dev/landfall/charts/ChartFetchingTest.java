package dev.landfall.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.git.Credentials;
import dev.landfall.git.Route;
import dev.landfall.git.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartFetchingTest {
    private static final Map<String, String> WEB =
            Map.of("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.2.3\n", "templates/web.yaml", "kind: Web\n");

    private final ChartServerInProcess server = ChartServerInProcess.start();
    private final ChartServerInProcess other = ChartServerInProcess.start();
    private boolean othersAllowed = true;
    private boolean mayBeNearby = true;

    @AfterEach
    void stop() {
        server.close();
        other.close();
    }

    private Map<String, String> fetched(String version) {
        Map<String, String> texts = new TreeMap<>();
        ChartLimits limits = new ChartLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1 << 20, 1 << 20);
        new ChartFetching(limits)
                .files(server.root(), "web", version, ways())
                .forEach((path, content) -> texts.put(path, new String(content, StandardCharsets.UTF_8)));
        return texts;
    }

    private ChartWays ways() {
        return new ChartWays() {
            @Override
            public Route own() {
                return Route.direct(new Credentials.Basic("ada", new Secret("s3cret")));
            }

            @Override
            public Route elsewhere(URI address) {
                if (!othersAllowed) throw new IllegalArgumentException("not allowed: " + address.getAuthority());
                return Route.direct(new Credentials.Anonymous());
            }

            @Override
            public boolean mayBeNearby() {
                return mayBeNearby;
            }
        };
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refusal(String version) {
        return assertThatThrownBy(() -> fetched(version));
    }

    private static String code(Throwable thrown) {
        return ((ChartException) thrown).reason().code();
    }

    @Test
    void theFilesOfAVersionAreThoseOfItsArchive() {
        server.publish(WEB);

        assertThat(fetched("1.2.3")).isEqualTo(WEB);
        assertThat(server.asked()).containsExactly("/index.yaml", "/web-1.2.3.tgz");
        assertThat(server.logins()).allMatch(login -> login.startsWith("Basic "));
    }

    @ParameterizedTest
    @CsvSource({"v1.2.3, 1.2.3", "1.2.3, v1.2.3", "1.2.3+b4, 1.2.3"})
    void aVersionIsTheSameBySemanticVersioning(String listed, String wanted) {
        server.publish(Map.of("Chart.yaml", WEB.get("Chart.yaml").replace("1.2.3", listed)));

        assertThat(fetched(wanted)).containsKey("Chart.yaml");
    }

    @Test
    void anArchiveMayLieOnAnotherHostWhichSeesNoLogin() {
        byte[] archive = PackagedChart.of("web", WEB);
        other.reply("/releases/web.tgz", archive);
        server.list("web", "1.2.3", other.root() + "releases/web.tgz", ChartServerInProcess.sha256(archive));

        assertThat(fetched("1.2.3")).isEqualTo(WEB);
        assertThat(other.logins()).containsExactly("");
    }

    @Test
    void aRedirectLeadsToAnotherHostOnlyWhereThatIsAllowed() {
        byte[] archive = PackagedChart.of("web", WEB);
        other.reply("/web.tgz", archive);
        server.redirect("/web.tgz", other.root() + "web.tgz");
        server.list("web", "1.2.3", "web.tgz", "");

        assertThat(fetched("1.2.3")).isEqualTo(WEB);
        assertThat(other.logins()).containsExactly("");
        othersAllowed = false;
        refusal("1.2.3").hasMessage("not allowed: 127.0.0.1:" + other.port());
        assertThat(other.asked()).hasSize(1);
    }

    @Test
    void aRedirectToItselfEnds() {
        server.redirect("/index.yaml", "index.yaml");

        refusal("1.2.3").satisfies(thrown -> assertThat(code(thrown)).isEqualTo("chart-broken"));
    }

    @Test
    void aRedirectLeadsToTheWebOnly() {
        server.redirect("/index.yaml", "file:///etc/passwd");

        refusal("1.2.3").hasMessageContaining("leads to an address that is not fetched: file");
    }

    @Test
    void anotherArchiveThanThatOfTheDigestIsRefused() {
        server.publish(WEB);
        server.reply("/web-1.2.3.tgz", PackagedChart.of("web", Map.of("Chart.yaml", "name: web\nevil: true\n")));

        refusal("1.2.3").hasMessageContaining("not the one that the index has the digest of");
    }

    @Test
    void whatIsTooLargeIsNotTaken() {
        server.list("web", "1.2.3", "web.tgz", "");
        server.reply("/web.tgz", new byte[(1 << 20) + 1]);

        refusal("1.2.3").hasMessageContaining("sends more than 1 MiB");
    }

    @Test
    void anArchiveThatUnfoldsToTooMuchIsRefused() {
        server.list("web", "1.2.3", "web.tgz", "");
        server.reply(
                "/web.tgz",
                new PackagedChart().file("web/large", " ".repeat(65 << 20)).gzip());

        refusal("1.2.3").hasMessageContaining("cannot be unpacked: more than 64 MiB");
    }

    @ParameterizedTest
    @CsvSource({"web/../../etc/passwd", "/etc/passwd", "../web/Chart.yaml", "web//Chart.yaml"})
    void aPathOutOfTheArchiveIsRefused(String path) {
        server.list("web", "1.2.3", "web.tgz", "");
        server.reply("/web.tgz", new PackagedChart().file(path, "").gzip());

        refusal("1.2.3").hasMessageContaining("a path that may lead out of it");
    }

    @Test
    void aLinkInTheArchiveIsRefused() {
        server.list("web", "1.2.3", "web.tgz", "");
        server.reply(
                "/web.tgz",
                new PackagedChart()
                        .entry("web/values.yaml", '2', "/etc/passwd", new byte[0])
                        .gzip());

        refusal("1.2.3").hasMessageContaining("neither a file nor a folder: web/values.yaml");
    }

    @Test
    void longNamesAreReadWhole() {
        String path = "templates/" + "a".repeat(120) + ".yaml";
        String record = "path=web/" + path + "\n";
        String length = String.valueOf(record.length() + 4);
        server.list("web", "1.2.3", "web.tgz", "");
        server.reply(
                "/web.tgz",
                new PackagedChart()
                        .file("web/Chart.yaml", "name: web\n")
                        .entry("pax", 'x', "", (length + " " + record).getBytes(StandardCharsets.UTF_8))
                        .file("web/templates/cut", "kind: Long\n")
                        .gzip());

        assertThat(fetched("1.2.3")).containsEntry(path, "kind: Long\n").hasSize(2);
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        server.list("web", "1.2.3", "web.tgz", "");
        server.reply("/web.tgz", 200, "<html>");

        refusal("1.2.3").hasMessageContaining("its archive cannot be unpacked");
    }

    @Test
    void anArchiveOfAnotherChartIsRefused() {
        server.list("web", "1.2.3", "web.tgz", "");
        server.reply("/web.tgz", PackagedChart.of("shop", WEB));

        refusal("1.2.3").hasMessageContaining("its archive has no web/Chart.yaml");
    }

    @Test
    void aVersionThatTheIndexLacksIsNamedWithTheOthers() {
        server.publish(WEB);

        refusal("9.9.9")
                .hasMessageContaining("the chart web 9.9.9 of http://127.0.0.1:" + server.port())
                .hasMessageContaining("the index has other versions only: 1.2.3")
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo("chart-not-found"));
    }

    @Test
    void aChartThatTheIndexLacksIsNamed() {
        server.list("other", "1.2.3", "x", "");

        refusal("1.2.3").hasMessageContaining("the index has no chart of that name");
    }

    @ParameterizedTest
    @CsvSource({"'entries: [', cannot be read", "'just words', cannot be read", "'entries: {}', no chart of that name"})
    void aBrokenIndexIsRefused(String index, String said) {
        server.reply("/index.yaml", 200, index);

        refusal("1.2.3").hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({
        "401, chart-repository-login",
        "403, chart-repository-login",
        "404, chart-not-found",
        "500, chart-repository-unreachable",
        "503, chart-repository-unreachable"
    })
    void theStatusTellsWhatIsWrong(int status, String code) {
        server.reply("/index.yaml", status, "no");

        refusal("1.2.3")
                .hasMessageContaining("status " + status)
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(code));
    }

    @Test
    void aNameThatTurnsOutToBeThisMachineIsRefused() {
        server.publish(WEB);
        mayBeNearby = false;

        refusal("1.2.3").hasMessageContaining("127.0.0.1 is this machine or its own link");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aHostThatIsSilentIsNotWaitedForWithoutEnd() {
        server.close();

        refusal("1.2.3").satisfies(thrown -> assertThat(code(thrown)).isEqualTo("chart-repository-unreachable"));
    }
}
