package dev.landfall.githost.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.git.Secret;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.HostCredential;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How an app makes its tokens; the look-alike checks each signature with the app's public key. */
final class GitHubAppTokensTest {
    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
    private GitHubWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new GitHubWorld(folder);
        world.gitHub().app().liveBy(now::get);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private static HostCredential.App app(Secret key) {
        return new HostCredential.App(LookAlikeApp.ID, OptionalLong.empty(), key);
    }

    private GitHubAppTokens tokens(HostCredential.App app) {
        return new GitHubAppTokens(world.site(app), GitHubWorld.LIMITS, now::get, GitHubWorld.QUICK);
    }

    private GitHubAppTokens tokens() {
        return tokens(app(LookAlikeApp.pkcs1()));
    }

    @Test
    void aTokenIsOfTheOneRepositoryAndOfTheLeastPermissions() {
        assertThat(tokens().token().reveal()).startsWith("ghs_");

        JsonNode asked = world.gitHub().app().asked().getFirst();
        assertThat(asked)
                .hasToString("{\"repositories\":[\"shop\"],\"permissions\":{\"checks\":\"read\",\"contents\":"
                        + "\"write\",\"pull_requests\":\"write\",\"statuses\":\"write\"}}");
    }

    @Test
    void aKeyOfEitherFormSigns() {
        assertThat(tokens(app(LookAlikeApp.pkcs8())).token().reveal()).startsWith("ghs_");
        assertThat(tokens(app(LookAlikeApp.pkcs1())).token().reveal()).startsWith("ghs_");
    }

    @Test
    void oneTokenServesManyRequests() {
        GitHubAppTokens tokens = tokens();

        assertThat(tokens.header()).isEqualTo("Bearer " + tokens.token().reveal());
        assertThat(world.gitHub().app().asked()).hasSize(1);
    }

    @Test
    void itIsMadeAnewBeforeItEnds() {
        GitHubAppTokens tokens = tokens();
        Secret first = tokens.token();

        now.updateAndGet(then -> then.plus(Duration.ofMinutes(49)));
        assertThat(tokens.token().reveal()).isEqualTo(first.reveal());

        now.updateAndGet(then -> then.plus(Duration.ofMinutes(2)));
        assertThat(tokens.token().reveal()).isNotEqualTo(first.reveal());
        assertThat(world.gitHub().app().asked()).hasSize(2);
    }

    @Test
    void whatNotAllOfGitHubKnowsYetIsAskedAgain() {
        world.gitHub().app().lagBy(404, 401, 403);

        tokens().token();

        assertThat(world.host().requests())
                .filteredOn(request -> request.equals("GET /api/v3/repos/team/shop"))
                .hasSize(4);
        assertThat(world.gitHub().app().asked()).hasSize(1);
    }

    @Test
    void ofARenamedRepositoryItIsMadeByTheId() {
        world.model().rename("crew/store");

        assertThat(tokens().token().reveal()).startsWith("ghs_");

        List<JsonNode> asked = world.gitHub().app().asked();
        assertThat(asked).hasSize(3);
        assertThat(asked.get(1)).hasToString("{\"permissions\":{\"metadata\":\"read\"}}");
        assertThat(asked.get(2).path("repository_ids")).hasToString("[7]");
        assertThat(asked.get(2).path("permissions")).isEqualTo(asked.getFirst().path("permissions"));
    }

    @Test
    void theInstallationIsAskedForUnlessItIsNamed() {
        tokens(new HostCredential.App(
                        LookAlikeApp.ID, OptionalLong.of(LookAlikeApp.INSTALLATION), LookAlikeApp.pkcs8()))
                .token();

        assertThat(world.host().requests())
                .contains("GET /api/v3/app/installations/678")
                .doesNotContain("GET /api/v3/repos/team/shop/installation");
    }

    @Test
    void whatTheInstallationDoesNotGrantIsNotAskedForAndIsNamed() {
        world.gitHub().app().withdraw("checks");
        world.gitHub().app().grant("statuses", "read");
        HostCredential.App app = app(LookAlikeApp.pkcs8());
        world.gitHub().app().liveBy(Instant::now);

        assertThat(world.as(app).standing().lacking())
                .containsExactly(
                        "the permission statuses=write, to show the outcome beside the commit",
                        "the permission checks=read, to see the checks that pull requests wait for");
        assertThat(world.gitHub().app().asked().getFirst().path("permissions").toString())
                .isEqualTo("{\"contents\":\"write\",\"pull_requests\":\"write\",\"statuses\":\"read\"}");
    }

    private GitHostException failureOf(HostCredential.App app) {
        try {
            tokens(app).token();
        } catch (GitHostException failed) {
            return failed;
        }
        throw new AssertionError("a token was made");
    }

    @Test
    void anAppThatIsNotInstalledThereIsTold() {
        HostCredential.App elsewhere =
                new HostCredential.App(LookAlikeApp.ID, OptionalLong.of(999), LookAlikeApp.pkcs8());

        GitHostException failed = failureOf(elsewhere);

        assertThat(failed.fault()).isEqualTo(Fault.RIGHTS);
        assertThat(failed.reason().code()).isEqualTo("app-not-installed");
    }

    @Test
    void aSuspendedInstallationIsTold() {
        world.gitHub().app().suspend();

        assertThat(failureOf(app(LookAlikeApp.pkcs8())).reason().code()).isEqualTo("app-suspended");
    }

    @Test
    void anotherAppsKeyIsNotBelieved() {
        GitHostException failed = failureOf(app(LookAlikeApp.strangersKey()));

        assertThat(failed.reason().code()).isEqualTo("host-authentication");
        assertThat(failed.reason().message()).contains("could not be decoded");
        assertThat(failed.reason().remedy()).contains("appPrivateKeyFile", "clock");
    }

    @Test
    void aClockThatIsFarAheadIsTold() {
        GitHubAppTokens ahead = new GitHubAppTokens(
                world.site(app(LookAlikeApp.pkcs8())),
                GitHubWorld.LIMITS,
                () -> now.get().plus(Duration.ofMinutes(6)),
                GitHubWorld.QUICK);

        assertThatThrownBy(ahead::token).hasMessageContaining("this machine's clock");
    }

    @Test
    void aClockThatIsSomewhatOffIsBorne() {
        for (int minutes : new int[] {-4, 0, 1}) {
            GitHubAppTokens off = new GitHubAppTokens(
                    world.site(app(LookAlikeApp.pkcs8())),
                    GitHubWorld.LIMITS,
                    () -> now.get().plus(Duration.ofMinutes(minutes)),
                    GitHubWorld.QUICK);

            assertThat(off.token().reveal()).startsWith("ghs_");
        }
    }

    @Test
    void whatIsNoKeyIsSaidToBeNone() {
        for (String text :
                new String[] {"", "-----BEGIN RSA PRIVATE KEY-----\nY2FuYXJ5\n-----END RSA PRIVATE KEY-----", "canary"
                }) {
            assertThatThrownBy(() -> tokens(app(new Secret(text))))
                    .isInstanceOfSatisfying(
                            GitHostException.class,
                            failed -> assertThat(failed.reason().code()).isEqualTo("app-key-unreadable"))
                    .hasMessageNotContainingAny("canary", "Y2FuYXJ5");
        }
    }

    @Test
    void neitherTokenNorKeyShowsItself() {
        GitHubAppTokens tokens = tokens();
        String token = tokens.token().reveal();

        assertThat(tokens.toString()).isEqualTo("(secret)");
        assertThat(AppKey.read(LookAlikeApp.pkcs1())).hasToString("(secret)");
        assertThat(tokens.redact("before " + token + " after")).isEqualTo("before (secret) after");
    }
}
