package dev.landfall.githost;

import static dev.landfall.githost.Asking.code;
import static dev.landfall.githost.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.Secret;
import dev.landfall.githost.LookAlikeHost.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means, and what of the host's words a person gets to see. */
@Timeout(20)
@Execution(ExecutionMode.CONCURRENT)
final class HostAnswerTest {
    private static final String TOKEN = LookAlikeHost.TOKEN;

    private PlainHost host;
    private BareHost bare;

    @BeforeEach
    void start() throws IOException {
        host = PlainHost.start();
        bare = BareHost.start();
    }

    @AfterEach
    void stop() throws IOException {
        host.close();
        bare.close();
    }

    private HostConnection ours() {
        return Asking.of(host.root());
    }

    /** To a request that is made once, whatever becomes of it. */
    private GitHostException failureOf(int status, Map<String, String> headers, String body) {
        host.order(new Fault.Answers(status, headers, body));
        return failure(() -> ours().send("POST", "/pulls", Asking.body()));
    }

    private static String code(GitHostException failure) {
        return failure.fault() + " " + failure.reason().code();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | USAGE       | host-refuses",
                "401 | RIGHTS      | host-authentication",
                "403 | RIGHTS      | host-forbidden",
                "404 | RIGHTS      | host-not-found",
                "407 | UNREACHABLE | proxy-authentication",
                "409 | USAGE       | host-refuses",
                "410 | RIGHTS      | host-not-found",
                "422 | USAGE       | host-refuses",
                "500 | UNREACHABLE | host-failing",
                "599 | UNREACHABLE | host-failing",
            })
    void everyStatusSaysWhoHasToAct(int status, String fault, String code) {
        GitHostException failure = failureOf(status, Map.of(), "{\"message\": \"the host's own words\"}");

        assertThat(code(failure)).isEqualTo(fault + " " + code);
        assertThat(failure.reason().retryable()).isEqualTo(fault.equals("UNREACHABLE"));
        assertThat(failure.getMessage()).contains(host.root());
        if (status != 407) assertThat(failure.getMessage()).contains(": the host's own words");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\": \"no scope\"}                                       | no scope",
                "{\"error\": \"invalid_token\", \"error_description\": \"expired\"} | invalid_token; expired",
                "{\"error\": {\"message\": \"no scope\", \"detail\": \"read\"}}     | no scope; read",
                "{\"errors\": [{\"message\": \"one\"}, {\"message\": \"two\"}]}     | one; two",
                "{\"message\": \"same\", \"errors\": [\"same\", \"other\"]}         | same; other",
                "{\"message\": [\"one\", \"two\"]}                                 | one; two",
                "no scope                                                        | no scope",
            })
    void theHostsWordsAreFoundInEveryForm(String body, String words) {
        assertThat(failureOf(403, Map.of(), body).reason().message()).endsWith("do this: " + words);
    }

    @Test
    void wordsCannotSteerATerminalAndHaveAnEnd() {
        String message = failureOf(403, Map.of(), "\u001b[31mred\u202e\n\nline" + "x".repeat(9_000))
                .reason()
                .message();

        assertThat(message).contains(": red? linexx").doesNotContain("\u001b").hasSizeLessThan(500);
    }

    @Test
    void aPageForABrowserIsNoWords() {
        GitHostException failure =
                failureOf(404, Map.of("Content-Type", "text/html; charset=utf-8"), "<html>ada's page</html>");

        assertThat(code(failure)).isEqualTo("RIGHTS host-not-found");
        assertThat(failure).hasMessageNotContaining("html").hasMessageNotContaining("ada");
    }

    /** As Bitbucket Data Center says it. */
    @Test
    void whoIsKnownAndAskedToSignInLacksRights() {
        assertThat(code(failureOf(401, Map.of("X-AUSERNAME", "ada"), ""))).isEqualTo("RIGHTS host-forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "{\"half\":", "{} and more", "\u0000\u0001"})
    void whatIsNoJsonIsStrange(String body) {
        GitHostException failure = failureOf(200, Map.of("Content-Type", "text/html"), body);

        assertThat(code(failure)).isEqualTo("UNREACHABLE host-strange-answer");
        assertThat(failure.reason().remedy()).contains("pullRequests.apiUrl");
    }

    @Test
    void nothingAtAllIsAnAnswer() {
        host.order(new Fault.Answers(204, Map.of(), ""));

        assertThat(ours().send("DELETE", "/pulls", Asking.body()).isMissingNode())
                .isTrue();
    }

    @Test
    void aPageToSignInMeansThatTheCredentialIsNotAccepted() {
        GitHostException shown = failureOf(203, Map.of("Content-Type", "text/html"), "<html>sign in</html>");

        assertThat(code(shown)).isEqualTo("RIGHTS host-authentication");
        assertThat(shown).hasMessageContaining("page to sign in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/_signin?reply=1", "/users/sign_in", "https://login.example.org/_signin", "/a/_signin#canary"})
    void soDoesTheWayToOne(String location) {
        host.order(new Fault.Answers(302, Map.of("Location", location), ""));

        assertThat(Asking.code(() -> ours().get("/pulls"))).isEqualTo("RIGHTS host-authentication");
        assertThat(code(failureOf(302, Map.of("Location", location), ""))).isEqualTo("RIGHTS host-authentication");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500})
    void ourTokenInTheHostsWordsIsNotTold(int status) {
        assertThat(failureOf(status, Map.of(), "{\"message\": \"unknown token " + TOKEN + ".\"}")
                        .reason()
                        .message())
                .contains("unknown token (secret).");
        assertThat(failureOf(status, Map.of(), "unknown token " + TOKEN + ".")
                        .reason()
                        .message())
                .contains("unknown token (secret).");
    }

    @Test
    void norIsItsBeginningWhereTheHostsWordsAreCut() {
        for (int before = 280; before < 304; before++) {
            String words = "x".repeat(before) + TOKEN;
            assertThat(failureOf(403, Map.of(), words).getMessage()).doesNotContain("can");
            assertThat(failureOf(403, Map.of(), "{\"message\": \"" + words + "\"}")
                            .getMessage())
                    .doesNotContain("can");
        }
    }

    @Test
    void norWhereItIsPutTogetherOnlyByMakingItPrintable() {
        String torn = TOKEN.substring(0, 8) + "\u001b[0m" + TOKEN.substring(8);

        assertThat(failureOf(403, Map.of(), torn).getMessage())
                .doesNotContain(TOKEN)
                .contains("(secret)");
    }

    @Test
    void norInTheFormThatAHeaderHasIt() {
        Authorization login = Authorization.basic("ada", Asking.TOKEN);
        String encoded = Base64.getEncoder().encodeToString(("ada:" + TOKEN).getBytes(StandardCharsets.UTF_8));

        assertThat(login.header()).isEqualTo("Basic " + encoded);
        assertThat(login.redact("got Basic " + encoded + " and " + TOKEN)).isEqualTo("got Basic (secret) and (secret)");
        assertThat(login).hasToString("(secret)");
    }

    @Test
    void norWhereTheAnswerIsNoHttp() {
        for (int each = 0; each < 2; each++) bare.order("", TOKEN + " HTTP/1.1 " + TOKEN);
        assertThat(Asking.code(() -> Asking.of(bare.root()).get("/pulls")))
                .isEqualTo("UNREACHABLE host-strange-answer");

        bare.order("", "HTTP/1.1 200 OK", "Content-Length: " + TOKEN);
        assertThat(Asking.code(() -> Asking.of(bare.root()).send("POST", "/pulls", Asking.body())))
                .isEqualTo("UNREACHABLE host-strange-answer");

        bare.order("", "HTTP/1.1 200 OK", TOKEN + " : " + TOKEN);
        assertThat(Asking.code(() -> Asking.of(bare.root()).send("POST", "/pulls", Asking.body())))
                .isEqualTo("UNREACHABLE host-strange-answer");
    }

    @Test
    void norWhereTheHostLeadsElsewhere() {
        String page = "https://" + TOKEN + ".example.org/?access_token=" + TOKEN;

        GitHostException moved = failureOf(307, Map.of("Location", page), "");
        host.order(new Fault.Answers(302, Map.of("Location", page), ""));
        GitHostException elsewhere = failure(() -> ours().get("/pulls"));

        assertThat(moved).hasMessageContaining("https://(secret).example.org/?access_token=(secret)");
        assertThat(elsewhere).hasMessageContaining("(secret).example.org");
    }

    @Test
    void norWhenAnAnswerIsWrittenDown() {
        host.order(new Fault.Answers(404, Map.of("X-Token", TOKEN), "{\"message\": \"" + TOKEN + "\"}"));

        Answer answer = ours().ask("GET", "/pulls", Optional.empty());

        assertThat(answer.words()).isEqualTo("(secret)");
        assertThat(answer.toString()).contains("404").doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary\u0001token", "canary\ntoken", "canary\u2026token"})
    void norWhereNoHeaderCanHaveIt(String text) {
        GitHostException failure = failure(() -> Authorization.of("Bearer", new Secret(text)));

        assertThat(code(failure)).isEqualTo("USAGE bad-credential");
        assertThat(failure.reason().remedy()).contains("repositories[].pullRequests");
    }
}
