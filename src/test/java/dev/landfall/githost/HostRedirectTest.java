package dev.landfall.githost;

import static dev.landfall.githost.Asking.code;
import static dev.landfall.githost.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.LookAlikeHost.Fault;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a host may lead us, and where not. */
@Timeout(20)
@Execution(ExecutionMode.CONCURRENT)
final class HostRedirectTest {
    private PlainHost host;
    private PlainHost other;

    @BeforeEach
    void start() throws IOException {
        host = PlainHost.start();
        other = PlainHost.start();
    }

    @AfterEach
    void stop() {
        host.close();
        other.close();
    }

    private HostConnection ours() {
        return Asking.of(host.root() + "/api");
    }

    private void leadTo(String location) {
        leadTo(302, location);
    }

    private void leadTo(int status, String location) {
        host.order(new Fault.Answers(status, Map.of("Location", location), ""));
    }

    private int port() {
        return Integer.parseInt(host.root().replaceFirst(".*:", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aReadingRequestFollowsOnTheSameHost(int status) {
        leadTo(status, host.root() + "/api/repos/7?page=2");

        assertThat(ours().get("/pulls").path("asked").asString()).isEqualTo("GET /api/repos/7");

        assertThat(host.requests()).containsExactly("GET /api/pulls", "GET /api/repos/7?page=2");
        assertThat(host.answered())
                .singleElement()
                .satisfies(request -> assertThat(request.authorization()).isEqualTo("Bearer " + LookAlikeHost.TOKEN));
    }

    @ParameterizedTest
    @CsvSource({"/other/7, /other/7", "7, /api/repos/7", "../teams/7, /api/teams/7"})
    void alsoByARelativeWay(String location, String target) {
        leadTo(location);

        assertThat(ours().get("/repos/shop").path("asked").asString()).isEqualTo("GET " + target);
    }

    @ParameterizedTest
    @CsvSource({"POST, 301", "POST, 307", "PUT, 308", "PATCH, 302", "DELETE, 307"})
    void whatChangesSomethingDoesNotFollow(String method, int status) {
        leadTo(status, host.root() + "/api/repos/7");

        GitHostException failure = failure(() -> ours().send(method, "/pulls", Asking.body()));

        assertThat(failure.fault() + " " + failure.reason().code()).isEqualTo("USAGE repository-moved");
        assertThat(failure).hasMessageContaining(host.root() + "/api/repos/7");
        assertThat(host.requests()).hasSize(1);
        assertThat(host.answered()).isEmpty();
    }

    @Test
    void anotherPortIsAnotherPlaceAndHearsNothing() {
        leadTo(other.root() + "/api/pulls");

        assertThat(code(() -> ours().get("/pulls"))).isEqualTo("USAGE host-redirects");

        assertThat(other.requests()).isEmpty();
    }

    /** Both names lead to the very same server, which would have the request if it were made. */
    @Test
    void anotherHostIsAnotherPlaceAndHearsNothing() {
        leadTo("http://localhost:" + port() + "/api/pulls");

        GitHostException failure = failure(() -> ours().get("/pulls"));

        assertThat(failure.reason().code()).isEqualTo("host-redirects");
        assertThat(failure).hasMessageContaining("localhost");
        assertThat(host.answered()).isEmpty();
    }

    @Test
    void anotherSchemeIsAnotherPlace() {
        leadTo("https://127.0.0.1:" + port() + "/api/pulls");

        assertThat(code(() -> ours().get("/pulls"))).isEqualTo("USAGE host-redirects");
    }

    @Test
    void neitherAUserInTheAddressNorAMissingSchemeMakesItTheSame() {
        String origin = "127.0.0.1:" + port();
        for (String elsewhere : new String[] {
            "http://" + origin + "@localhost:" + port() + "/",
            "http://ada@" + origin + "/",
            "//localhost:" + port() + "/api/pulls",
            "mailto:ada@example.org",
            "file:///etc/passwd"
        }) {
            leadTo(elsewhere);
            assertThat(code(() -> ours().get("/pulls"))).as(elsewhere).isEqualTo("USAGE host-redirects");
        }
        assertThat(host.answered()).isEmpty();
    }

    @Test
    void aSecondStepElsewhereIsNotTakenEither() {
        leadTo("/api/step");
        leadTo(other.root() + "/api/pulls");

        assertThat(code(() -> ours().get("/pulls"))).isEqualTo("USAGE host-redirects");

        assertThat(host.requests()).hasSize(2);
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void redirectsHaveAnEnd() {
        for (int each = 0; each < 20; each++) leadTo("/api/pulls");

        GitHostException failure = failure(() -> ours().get("/pulls"));

        assertThat(failure.fault() + " " + failure.reason().code()).isEqualTo("UNREACHABLE host-strange-answer");
        assertThat(failure).hasMessageContaining("redirects without end");
        assertThat(host.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[/", "/a b", "%%%"})
    void aWayThatCannotBeReadIsStrange(String location) {
        leadTo(location);

        assertThat(code(() -> ours().get("/pulls"))).isEqualTo("UNREACHABLE host-strange-answer");
    }

    @Test
    void aRedirectToNowhereIsStrange() {
        host.order(new Fault.Answers(302, Map.of(), ""));

        assertThat(code(() -> ours().get("/pulls"))).isEqualTo("UNREACHABLE host-strange-answer");
        assertThat(host.requests()).hasSize(1);
    }
}
