package dev.landfall.git;

import static dev.landfall.git.Canary.code;
import static dev.landfall.git.Canary.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that are not who they should be, keys that do not open, and agents. */
@Timeout(60)
class SshTest {
    private static final String REPOSITORY = "apps";

    @TempDir
    private Path folder;

    @TempDir
    private static Path shared;

    private static SshServer server;

    private GitServer repositories;

    @BeforeEach
    void serve() throws IOException {
        repositories = GitServer.start(folder.resolve("served"));
        repositories.create(REPOSITORY, "main");
        repositories.commit(REPOSITORY, "main", Map.of("web", "1\n"));
        server = SshServer.running(server, shared, repositories);
    }

    @AfterEach
    void stop() {
        repositories.close();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private GitRepository open(Credentials credentials) {
        return open(credentials, GitLimits.standard());
    }

    private GitRepository open(Credentials credentials, GitLimits limits) {
        return new GitRepositories(folder.resolve("cache"), limits).open(server.url(REPOSITORY), credentials);
    }

    private GitRepository openWith(KnownHosts knownHosts) {
        return open(server.credentials("user", Optional.empty(), knownHosts));
    }

    @Test
    void aHostThatNobodyKnowsGetsNothingAndTheRemedyIsTheLineToAdd() {
        GitException unknown;
        try (GitRepository repository = openWith(new KnownHosts("/etc/known", List.of()))) {
            unknown = failure(repository::checkReadable);
        }
        assertThat(unknown.fault()).isEqualTo(GitException.Fault.RIGHTS);
        assertThat(unknown.reason().code()).isEqualTo("ssh-host-unknown");
        assertThat(unknown).hasMessageContaining("/etc/known").hasMessageContaining("ssh-ed25519 SHA256:");
        assertThat(server.asked()).as("sessions").isZero();

        String line = unknown.reason().remedy().replaceFirst("(?s).*: (?=\\[127)", "");
        try (GitRepository repository = openWith(new KnownHosts("/etc/known", List.of(line)))) {
            assertThat(repository.fetch("main")).isPresent();
        }
    }

    @Test
    void aHostWithAnotherKeyThanIsKnownGetsNothing() throws IOException {
        server.makeKey("other", "");
        String other = Files.readString(server.file("other.pub")).strip();
        KnownHosts changed = new KnownHosts("/etc/known", List.of("[127.0.0.1]:" + server.port() + " " + other));
        try (GitRepository repository = openWith(changed)) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("RIGHTS ssh-host-key-changed");
            assertThat(failure(repository::checkPushable).reason().remedy()).contains("ssh-keygen -R");
        }
        assertThat(server.asked()).as("sessions").isZero();
    }

    @Test
    void aRevokedKeyIsRefusedEvenWhereAnotherLineKnowsIt() {
        String known = server.knownHosts().lines().getFirst();
        KnownHosts revoked = new KnownHosts("/etc/known", List.of(known, "@revoked " + known));
        try (GitRepository repository = openWith(revoked)) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("RIGHTS ssh-host-key-revoked");
        }
    }

    @Test
    void knownHostsAreReadAsSshWritesThem() throws IOException {
        Path file = folder.resolve("known_hosts");
        Files.write(file, server.knownHosts().lines());
        Programs.run(folder, "ssh-keygen", "-q", "-H", "-f", file.toString());
        String hashed = Files.readString(file);
        assertThat(hashed).contains("|1|").doesNotContain("127.0.0.1");
        Files.writeString(file, "# ours\n\nnot a line\n" + hashed);
        try (GitRepository repository = openWith(KnownHosts.read(file))) {
            assertThat(repository.fetch("main")).isPresent();
        }
        assertThat(KnownHosts.read(folder.resolve("nowhere")).lines()).isEmpty();
        assertThat(code(() -> KnownHosts.read(folder))).isEqualTo("USAGE known-hosts-unreadable");
    }

    @Test
    void aKeyThatTheHostDoesNotKnowIsNamed() throws IOException {
        Path stranger = server.makeKey("stranger", "");
        try (GitRepository repository = open(server.credentials("stranger", Optional.empty(), server.knownHosts()))) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("RIGHTS git-authentication");
            assertThat(failure(repository::checkReadable))
                    .hasMessageContaining("does not accept the SSH key " + stranger);
        }
    }

    @Test
    void aLockedKeyNeedsItsPassphrase() throws IOException {
        Path key = server.makeKey("locked", SshServer.PASSPHRASE);
        assertThat(code(() -> SshPrivateKey.read(key, Optional.empty()))).isEqualTo("USAGE ssh-key-locked");
        assertThat(code(() -> SshPrivateKey.read(key, Optional.of(new Secret("canary-wrong")))))
                .isEqualTo("USAGE ssh-key-passphrase-wrong");
        assertThat(SshPrivateKey.read(key, Optional.of(new Secret(SshServer.PASSPHRASE))))
                .hasToString("the SSH key " + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwxrwxrwx"})
    void aKeyThatOthersMayReadIsNotUsed(String permissions) {
        assertThat(code(() -> {
                    Path key = server.makeKey("open", "");
                    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
                    SshPrivateKey.read(key, Optional.empty());
                }))
                .isEqualTo("USAGE ssh-key-permissions");
    }

    @Test
    void whatIsNoPrivateKeyIsSaidToBeNone() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "canary\n");
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(server.file("user.pub"), PosixFilePermissions.fromString("rw-------"));
        for (Path file : List.of(text, server.file("user.pub"), folder.resolve("nowhere"))) {
            assertThat(code(() -> SshPrivateKey.read(file, Optional.empty()))).isEqualTo("USAGE ssh-key-unreadable");
        }
    }

    @Test
    void keysOfAnAgentAreUsed() throws Exception {
        Path socket = folder.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (Files.notExists(socket)) Thread.sleep(10);
            var credentials = new Credentials.SshAgent("git", socket, server.knownHosts());
            try (GitRepository repository = open(credentials)) {
                assertThat(code(() -> repository.fetch("main"))).isEqualTo("RIGHTS git-authentication");
            }
            Programs.run(
                    folder,
                    Map.of("SSH_AUTH_SOCK", socket.toString()),
                    "",
                    "ssh-add",
                    "-q",
                    server.file("user").toString());
            try (GitRepository repository = open(credentials)) {
                assertThat(repository.fetch("main")).contains(repositories.head(REPOSITORY, "main"));
            }
        } finally {
            agent.destroy();
            assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anAgentThatIsNotThereIsNoFaultOfTheHost() {
        var credentials = new Credentials.SshAgent("git", folder.resolve("no-agent"), server.knownHosts());
        try (GitRepository repository = open(credentials)) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("USAGE ssh-agent-unreachable");
        }
    }

    @Test
    void aHostThatNeverAnswersIsGivenUp() {
        server.order("hangs");
        GitLimits standard = GitLimits.standard();
        GitLimits impatient = new GitLimits(
                standard.connect(),
                standard.silence(),
                Duration.ofSeconds(3),
                standard.lock(),
                standard.packs(),
                standard.fileBytes());
        try (GitRepository repository = open(server.credentials(), impatient)) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("UNREACHABLE git-timeout");
        }
    }

    @Test
    void nobodyListens() {
        server.close();
        try (GitRepository repository = open(server.credentials())) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("UNREACHABLE git-connection-refused");
        }
    }

    @Test
    void hostWithoutAddress() {
        var url = RepositoryUrl.parse("git@git.invalid:apps", false);
        try (GitRepository repository =
                new GitRepositories(folder.resolve("cache"), GitLimits.standard()).open(url, server.credentials())) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("UNREACHABLE git-host-unknown");
        }
    }

    @Test
    void aRepositoryThatIsNotThere() {
        var nowhere = server.url("nowhere");
        try (GitRepository repository = new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(nowhere, server.credentials())) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("RIGHTS repository-not-found");
        }
    }

    @Test
    void aKeyThatMayOnlyReadIsToldBeforeAndByThePush() {
        server.order("reads-only");
        try (GitRepository repository = open(server.credentials())) {
            CommitId head = repository.fetch("main").orElseThrow();
            CommitId commit = repository.commit(
                    head,
                    Map.of("web", Optional.of("2\n".getBytes(UTF_8))),
                    new CommitText("Scale", "", List.of()),
                    new Identity("Landfall", "landfall@example.org"),
                    Instant.EPOCH);
            assertThat(code(repository::checkPushable)).isEqualTo("RIGHTS git-authentication");
            assertThat(code(() -> repository.push(commit, "main", head))).isEqualTo("RIGHTS git-authentication");
        }
    }

    @Test
    void aSessionThatTheHostEndedIsMadeAnew() {
        try (GitRepository repository = open(server.credentials())) {
            repository.checkReadable();
            server.endSessions();
            repository.checkReadable();
            assertThat(server.asked()).isEqualTo(2);
        }
    }

    @Test
    void oneSessionServesManyCalls() {
        try (GitRepository repository = open(server.credentials())) {
            for (int call = 0; call < 5; call++) repository.checkReadable();
            assertThat(server.logins()).isEqualTo(1);
        }
    }

    @Test
    void credentialsOfAnotherTransportAreNotSent() {
        assertThat(code(() -> open(GitServer.login()))).isEqualTo("USAGE credentials-do-not-fit");
        assertThat(code(() -> open(new Credentials.Anonymous()))).isEqualTo("USAGE credentials-do-not-fit");
        var https = RepositoryUrl.parse("https://git.example.org/apps", false);
        assertThat(code(() -> new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                        .open(https, server.credentials())))
                .isEqualTo("USAGE credentials-do-not-fit");
    }
}
