package dev.landfall.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.landfall.git.GitServer.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that fail, refuse or lie, and caches that are broken. */
@Timeout(60)
class FailureTest {
    private static final String REPOSITORY = "apps";
    private static final Credentials WRONG =
            new Credentials.Basic(GitServer.USERNAME, new Secret("canary-wrong-password"));

    @TempDir
    private Path folder;

    private GitServer server;

    @BeforeEach
    void serve() throws IOException {
        server = GitServer.start(folder.resolve("served"));
        server.create(REPOSITORY, "main");
        server.commit(REPOSITORY, "main", Map.of("web", "1\n"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GitRepository open(RepositoryUrl url, Credentials credentials, GitLimits limits) {
        return new GitRepositories(folder.resolve("cache"), limits).open(url, credentials);
    }

    private GitRepository open(Credentials credentials) {
        return open(server.url(REPOSITORY), credentials, GitLimits.standard());
    }

    private static GitLimits limits(Duration call, Duration lock, int packs) {
        GitLimits standard = GitLimits.standard();
        return new GitLimits(standard.connect(), standard.silence(), call, lock, packs, standard.fileBytes());
    }

    /** The fault and its code; no text of it may tell a password. */
    private static String failure(ThrowingCallable call) {
        GitException failure = catchThrowableOfType(GitException.class, call);
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        everything.append(failure.reason().toString());
        assertThat(everything.toString()).doesNotContain("canary");
        assertThat(failure.reason().remedy()).isNotEmpty();
        return failure.fault() + " " + failure.reason().code();
    }

    @Test
    void wrongPasswordIsAMatterOfRights() {
        try (GitRepository repository = open(WRONG)) {
            assertThat(failure(() -> repository.fetch("main"))).isEqualTo("RIGHTS git-authentication");
            assertThat(failure(repository::checkReadable)).isEqualTo("RIGHTS git-authentication");
            assertThat(failure(repository::checkPushable)).isEqualTo("RIGHTS git-authentication");
        }
        try (GitRepository repository = open(new Credentials.Anonymous())) {
            assertThat(failure(() -> repository.fetch("main"))).isEqualTo("RIGHTS git-authentication");
        }
    }

    @Test
    void tokenIsSentAsAPassword() {
        try (GitRepository repository = open(new Credentials.Token(new Secret(GitServer.PASSWORD)))) {
            repository.checkReadable();
            repository.checkPushable();
            assertThat(repository.fetch("main")).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, RIGHTS git-authentication",
        "404, RIGHTS repository-not-found",
        "429, UNREACHABLE git-host-failing",
        "500, UNREACHABLE git-host-failing",
        "503, UNREACHABLE git-host-failing"
    })
    void statusSaysWhoMustAct(int status, String expected) {
        server.setFault(new Fault.Status(status));
        try (GitRepository repository = open(GitServer.login())) {
            assertThat(failure(() -> repository.fetch("main"))).isEqualTo(expected);
        }
    }

    @Test
    void repositoryThatIsNotThere() {
        try (GitRepository repository = open(server.url("nowhere"), GitServer.login(), GitLimits.standard())) {
            assertThat(failure(() -> repository.fetch("main"))).isEqualTo("RIGHTS repository-not-found");
        }
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        var url = RepositoryUrl.parse("http://127.0.0.1:" + port + "/apps", true);
        try (GitRepository repository = open(url, GitServer.login(), GitLimits.standard())) {
            assertThat(failure(() -> repository.fetch("main"))).isEqualTo("UNREACHABLE git-connection-refused");
        }
    }

    @Test
    void hostWithoutAddress() {
        var url = RepositoryUrl.parse("https://git.invalid/apps", false);
        try (GitRepository repository = open(url, GitServer.login(), GitLimits.standard())) {
            assertThat(failure(() -> repository.fetch("main"))).isEqualTo("UNREACHABLE git-host-unknown");
        }
    }

    @Test
    void hostThatNeverEndsIsGivenUp() {
        server.setFault(new Fault.Drip());
        GitLimits limits = limits(Duration.ofMillis(700), Duration.ofMinutes(1), 200);
        try (GitRepository repository = open(server.url(REPOSITORY), GitServer.login(), limits)) {
            assertThat(failure(() -> repository.fetch("main"))).isEqualTo("UNREACHABLE git-timeout");
        }
    }

    @Test
    void redirectToAnotherPlaceIsNotFollowed() throws IOException {
        try (GitServer other = GitServer.start(folder.resolve("other"))) {
            other.create(REPOSITORY, "main");
            String elsewhere = other.url(REPOSITORY).text().replace("127.0.0.1", "localhost");
            server.setFault(new Fault.RedirectTo(elsewhere + "/info/refs?service=git-upload-pack"));
            try (GitRepository repository = open(GitServer.login())) {
                assertThat(failure(() -> repository.fetch("main"))).isEqualTo("USAGE redirected");
                assertThat(catchThrowableOfType(GitException.class, () -> repository.fetch("main")))
                        .hasMessageContaining("127.0.0.1")
                        .hasMessageContaining("localhost");
            }
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void redirectOnTheSameHostIsFollowed() {
        String other = server.url("renamed").text();
        server.setFault(new Fault.Redirecting("/renamed.git/", "/" + REPOSITORY + ".git/"));
        try (GitRepository repository =
                open(RepositoryUrl.parse(other, true), GitServer.login(), GitLimits.standard())) {
            assertThat(repository.fetch("main")).contains(server.head(REPOSITORY, "main"));
        }
    }

    @Test
    void hostThatStopsLeavingContentsOutIsAskedForAll() {
        try (GitRepository early = open(GitServer.login())) {
            CommitId first = early.fetch("main").orElseThrow();
            server.setAllowFilter(REPOSITORY, false);
            CommitId second = server.commit(REPOSITORY, "main", Map.of("web", "2\n"));
            try (GitRepository late = open(GitServer.login())) {
                assertThat(late.fetch("main")).contains(second);
                assertThat(late.read(second, List.of("web"))).containsOnlyKeys("web");
            }
            assertThat(early.knows(first)).isTrue();
        }
    }

    @Test
    void configurationOfTheUserIsNotRead() throws IOException {
        new GitRepositories(folder.resolve("cache"), GitLimits.standard());
        var system = SystemReader.getInstance();
        assertThat(system.openUserConfig(null, FS.DETECTED).getFile()).isNull();
        assertThat(system.openSystemConfig(null, FS.DETECTED).getFile()).isNull();
        assertThat(system.getenv("GIT_DIR")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packs", "indexes", "config", "all"})
    void brokenCacheIsFetchedAnew(String what) throws IOException {
        try (GitRepository repository = open(GitServer.login())) {
            repository.read(repository.fetch("main").orElseThrow(), List.of("web"));
        }
        breakCache(what);
        try (GitRepository repository = open(GitServer.login())) {
            CommitId head = repository.fetch("main").orElseThrow();
            assertThat(repository.read(head, List.of("web"))).containsOnlyKeys("web");
        }
    }

    private void breakCache(String what) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!isMeant(what, file.getFileName().toString())) continue;
                file.toFile().setWritable(true);
                Files.writeString(file, "garbage");
            }
        }
    }

    private static boolean isMeant(String what, String name) {
        return switch (what) {
            case "packs" -> name.endsWith(".pack");
            case "indexes" -> name.endsWith(".idx");
            case "config" -> name.equals("config");
            default -> !name.equals("lock");
        };
    }

    @Test
    void cacheThatBreaksInUseIsFetchedAnew() throws IOException {
        try (GitRepository repository = open(GitServer.login())) {
            CommitId head = repository.fetch("main").orElseThrow();
            try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().contains("/objects/")) Files.delete(file);
                }
            }
            assertThat(repository.fetch("main")).contains(head);
            assertThat(repository.read(head, List.of("web"))).containsOnlyKeys("web");
        }
    }

    @Test
    void cacheThatGrewIsBegunAnewAndTheOldOneKeptForWhoUsesIt() throws IOException {
        GitLimits few = limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1);
        try (GitRepository old = open(server.url(REPOSITORY), GitServer.login(), few)) {
            CommitId first = old.fetch("main").orElseThrow();
            old.read(first, List.of("web"));
            CommitId second = server.commit(REPOSITORY, "main", Map.of("web", "2\n"));
            old.fetch("main");
            try (GitRepository fresh = open(server.url(REPOSITORY), GitServer.login(), few)) {
                assertThat(fresh.knows(second)).isFalse();
                assertThat(fresh.fetch("main")).contains(second);
                assertThat(old.knows(second)).isTrue();
            }
        }
    }

    @Test
    void anotherProcessThatNeverLetsGoIsNotWaitedForForEver() throws IOException {
        GitLimits impatient = limits(Duration.ofMinutes(1), Duration.ofMillis(200), 200);
        try (GitRepository repository = open(server.url(REPOSITORY), GitServer.login(), impatient)) {
            Path lock = folder.resolve("cache")
                    .resolve(server.url(REPOSITORY).cacheKey())
                    .resolve("lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
                assertThat(channel.lock().isValid()).isTrue();
                assertThat(failure(() -> repository.fetch("main"))).isEqualTo("UNREACHABLE git-cache-busy");
            }
            assertThat(repository.fetch("main")).isPresent();
        }
    }
}
