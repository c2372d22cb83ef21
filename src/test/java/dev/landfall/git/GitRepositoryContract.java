package dev.landfall.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetch, read, commit, push against Git's own server, the same over each transport. */
abstract class GitRepositoryContract {
    private static final String REPOSITORY = "apps";

    @TempDir
    private Path folder;

    private GitServer server;
    private GitHost host;

    /** It may serve further tests; who starts it ends it. */
    abstract GitHost host(GitServer server, Path folder) throws IOException;

    @BeforeEach
    void serve() throws IOException {
        server = GitServer.start(folder.resolve("served"));
        server.create(REPOSITORY, "main");
        server.commit(
                REPOSITORY,
                "main",
                Map.of("apps/web.yaml", "replicas: 1\n", "apps/api.yaml", "replicas: 1\n", "README", "Read me\n"));
        host = host(server, folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GitRepository open() {
        return open(REPOSITORY);
    }

    private static CommitId edit(GitRepository repository, CommitId parent, String path, String text) {
        return repository.commit(
                parent,
                Map.of(path, Optional.of(text.getBytes(UTF_8))),
                new CommitText("Scale", "From 1.", List.of(new CommitText.Trailer("Change-Id", path + text.strip()))),
                new Identity("Landfall", "landfall@example.org"),
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changesOnlyWhatWasAsked(boolean filter) {
        server.setAllowFilter(REPOSITORY, filter);
        server.commit(REPOSITORY, "main", "100755", Map.of("apps/run.sh", "echo 1\n"));
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            assertThat(head).isEqualTo(server.head(REPOSITORY, "main"));
            assertThat(repository.files(head, "apps"))
                    .extracting(TreeFile::path, TreeFile::kind)
                    .containsExactly(
                            tuple("apps/api.yaml", TreeFile.Kind.REGULAR),
                            tuple("apps/run.sh", TreeFile.Kind.EXECUTABLE),
                            tuple("apps/web.yaml", TreeFile.Kind.REGULAR));
            assertThat(text(repository.read(head, List.of("apps/web.yaml", "apps/gone.yaml"))))
                    .isEqualTo(Map.of("apps/web.yaml", "replicas: 1\n"));

            CommitId commit = edit(repository, head, "apps/run.sh", "echo 2\n");
            assertThat(edit(repository, head, "apps/run.sh", "echo 2\n")).isEqualTo(commit);
            assertThat(repository.push(commit, "main", head)).isEqualTo(new PushResult.Pushed());

            assertThat(server.git(REPOSITORY, "diff-tree", "-r", "--no-commit-id", "main"))
                    .matches(":100755 100755 [0-9a-f]{40} [0-9a-f]{40} M\tapps/run.sh");
            assertThat(server.file(REPOSITORY, "main", "apps/run.sh")).isEqualTo("echo 2\n");
            assertThat(server.git(REPOSITORY, "fsck", "--strict")).doesNotContain("error");
        }
    }

    @Test
    void leavesContentsOutAndFetchesThemAtOnce() {
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            host.forgetRequests();
            assertThat(repository.read(head, List.of("README", "apps/web.yaml", "apps/api.yaml")))
                    .hasSize(3);
            long asked = host.asked();
            assertThat(asked).as("requests for three files").isBetween(1L, 3L);
            repository.read(head, List.of("README", "apps/web.yaml"));
            assertThat(host.asked()).isEqualTo(asked);
        }
    }

    @Test
    void fetchingAgainTransfersNothing() {
        open().fetch("main");
        host.forgetRequests();
        try (GitRepository again = open()) {
            assertThat(again.fetch("main")).contains(server.head(REPOSITORY, "main"));
            assertThat(host.asked()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void worksWithServersThatSpeakOnlyTheOldProtocol() {
        host.speakOldProtocol();
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("").orElseThrow();
            assertThat(repository.defaultBranch()).isEqualTo("main");
            assertThat(text(repository.read(head, List.of("README")))).isEqualTo(Map.of("README", "Read me\n"));
            CommitId commit = edit(repository, head, "README", "Read\n");
            assertThat(repository.push(commit, "main", head)).isEqualTo(new PushResult.Pushed());
        }
    }

    @Test
    void defaultBranchIsTheOneTheHostShows() {
        server.create("trunk-based", "trunk");
        server.commit("trunk-based", "other", Map.of("a", "1\n"));
        CommitId trunk = server.commit("trunk-based", "trunk", Map.of("b", "1\n"));
        try (GitRepository repository = open("trunk-based")) {
            assertThat(repository.defaultBranch()).isEqualTo("trunk");
            assertThat(repository.fetch("")).contains(trunk);
        }
    }

    @Test
    void emptyRepositoryHasNoBranch() {
        server.create("empty", "main");
        try (GitRepository repository = open("empty")) {
            assertThat(repository.fetch("")).isEmpty();
            assertThat(repository.fetch("main")).isEmpty();
            assertThat(refusal(repository::defaultBranch)).isEqualTo("no-default-branch");
        }
    }

    @Test
    void branchesThatAreGoneOrInEachOthersWay() {
        server.commit(REPOSITORY, "team", Map.of("a", "1\n"));
        try (GitRepository repository = open()) {
            assertThat(repository.fetch("team")).isPresent();
            server.git(REPOSITORY, "update-ref", "-d", "refs/heads/team");
            assertThat(repository.fetch("team")).isEmpty();
            CommitId below = server.commit(REPOSITORY, "team/web", Map.of("a", "2\n"));
            assertThat(repository.fetch("team/web")).contains(below);
            assertThat(repository.fetch("nowhere")).isEmpty();
            assertThat(refusal(() -> repository.fetch("a..b"))).isEqualTo("bad-branch");
            assertThat(refusal(() -> repository.fetch("-x"))).isEqualTo("bad-branch");
        }
    }

    @Test
    void pushToABranchThatMovedWritesNothing() {
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            CommitId commit = edit(repository, head, "README", "Read\n");
            CommitId theirs = server.commit(REPOSITORY, "main", Map.of("other", "1\n"));
            assertThat(repository.push(commit, "main", head)).isEqualTo(new PushResult.Moved(Optional.of(theirs)));
            assertThat(server.head(REPOSITORY, "main")).isEqualTo(theirs);
        }
    }

    @Test
    void pushThatIsOvertakenBetweenQuestionAndAnswerWritesNothing() {
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            CommitId commit = edit(repository, head, "README", "Read\n");
            host.beforePush(REPOSITORY, () -> server.commit(REPOSITORY, "main", Map.of("other", "1\n")));
            PushResult result = repository.push(commit, "main", head);
            assertThat(result).isEqualTo(new PushResult.Moved(Optional.of(server.head(REPOSITORY, "main"))));
            assertThat(server.git(REPOSITORY, "log", "-1", "--format=%s", "main"))
                    .isEqualTo("Change other");
        }
    }

    @Test
    void pushToABranchThatIsGoneDoesNotBringItBack() {
        server.commit(REPOSITORY, "team", Map.of("a", "1\n"));
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("team").orElseThrow();
            CommitId commit = edit(repository, head, "a", "2\n");
            server.git(REPOSITORY, "update-ref", "-d", "refs/heads/team");
            assertThat(repository.push(commit, "team", head)).isEqualTo(new PushResult.Moved(Optional.empty()));
        }
    }

    @Test
    void hookThatRefusesIsQuoted() {
        server.refusePushes(REPOSITORY, "main is protected: open a pull request\033[31m");
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            CommitId commit = edit(repository, head, "README", "Read\n");
            host.forgetRequests();
            assertThat(repository.push(commit, "main", head))
                    .isInstanceOfSatisfying(
                            PushResult.Refused.class,
                            refused -> assertThat(refused.message())
                                    .contains("main is protected: open a pull request")
                                    .doesNotContain("\u001b"));
            assertThat(host.pushed()).as("pushes").isEqualTo(1);
            assertThat(server.head(REPOSITORY, "main")).isEqualTo(head);
        }
    }

    @Test
    void pushWhoseAnswerIsLostIsFoundOnTheBranch() {
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            CommitId commit = edit(repository, head, "README", "Read\n");
            host.losePushAnswer(REPOSITORY);
            assertThat(repository.push(commit, "main", head)).isEqualTo(new PushResult.Pushed());
            assertThat(server.head(REPOSITORY, "main")).isEqualTo(commit);
        }
    }

    @Test
    void pushIntoAFailingHostSaysThatItsOutcomeIsUnknown() {
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            CommitId commit = edit(repository, head, "README", "Read\n");
            host.fail();
            assertThat(refusal(() -> repository.push(commit, "main", head))).isEqualTo("push-outcome-unknown");
        }
    }

    @Test
    void editsOfTwoThreadsOnOneCacheAllLand() throws Exception {
        int edits = 4;
        try (var threads = Executors.newFixedThreadPool(2)) {
            var done = Stream.of("apps/web.yaml", "apps/api.yaml")
                    .map(path -> threads.submit(() -> {
                        try (GitRepository repository = open()) {
                            for (int edit = 1; edit <= edits; edit++) land(repository, path, edit);
                        }
                        return null;
                    }))
                    .toList();
            for (var thread : done) thread.get(60, TimeUnit.SECONDS);
        }
        for (String path : List.of("apps/web.yaml", "apps/api.yaml")) {
            assertThat(server.file(REPOSITORY, "main", path))
                    .isEqualTo("replicas: 1\nedit 1\nedit 2\nedit 3\nedit 4\n");
        }
        assertThat(server.git(REPOSITORY, "rev-list", "--count", "main")).isEqualTo("9");
        assertThat(server.git(REPOSITORY, "rev-list", "--merges", "main")).isEmpty();
    }

    /** Appends to the file as it is now, and again on the new state whenever the branch moved meanwhile. */
    private static void land(GitRepository repository, String path, int edit) {
        PushResult result;
        do {
            CommitId head = repository.fetch("main").orElseThrow();
            String text = text(repository.read(head, List.of(path))).get(path);
            CommitId commit = edit(repository, head, path, text + "edit " + edit + "\n");
            result = repository.push(commit, "main", head);
            assertThat(result).isNotInstanceOf(PushResult.Refused.class);
        } while (result instanceof PushResult.Moved);
    }

    @Test
    void foldersComeAndGoWithTheirFiles() {
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            CommitId commit = commit(
                    repository,
                    head,
                    Map.of(
                            "apps/web.yaml", Optional.empty(),
                            "apps/api.yaml", Optional.empty(),
                            "apps.d/new/x.yaml", Optional.of(new byte[] {'x'}),
                            "apps-2", Optional.of(new byte[] {'y'})));
            assertThat(repository.push(commit, "main", head)).isEqualTo(new PushResult.Pushed());
            assertThat(server.git(REPOSITORY, "ls-tree", "-r", "--name-only", "main")
                            .lines())
                    .containsExactly("README", "apps-2", "apps.d/new/x.yaml");
            assertThat(server.git(REPOSITORY, "fsck", "--strict")).doesNotContain("error");
        }
    }

    private static CommitId commit(GitRepository repository, CommitId parent, Map<String, Optional<byte[]>> changes) {
        return repository.commit(
                parent,
                changes,
                new CommitText("Change", "", List.of()),
                new Identity("Landfall", "landfall@example.org"),
                Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "link/x.yaml, path-is-a-link",
        "link, path-is-a-link",
        "module/x.yaml, path-is-a-submodule",
        "module, path-is-a-submodule",
        "big.yaml, path-is-a-pointer",
        "apps, path-is-a-folder",
        "README/x, path-is-a-file",
        "../x, path-refused",
        ".git/config, path-refused"
    })
    void whatIsNoPlainFileIsNotReplaced(String path, String code) {
        server.commit(REPOSITORY, "main", "120000", Map.of("link", "apps"));
        server.commit(
                REPOSITORY, "main", Map.of("big.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"));
        server.addSubmodule(REPOSITORY, "main", "module");
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            assertThat(repository.files(head, ""))
                    .extracting(TreeFile::path, TreeFile::kind)
                    .contains(tuple("link", TreeFile.Kind.SYMLINK), tuple("module", TreeFile.Kind.SUBMODULE));
            assertThat(refusal(() -> edit(repository, head, path, "x\n"))).isEqualTo(code);
            assertThat(repository.fetch("main")).contains(head);
        }
    }

    @Test
    void oneBadPathRefusesTheWholeBatch() {
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            Optional<byte[]> content = Optional.of(new byte[] {'x'});
            assertThat(refusal(() -> commit(repository, head, Map.of("README", content, "a/../b", content))))
                    .isEqualTo("path-refused");
            assertThat(refusal(() -> commit(repository, head, Map.of("new", content, "new/x", content))))
                    .isEqualTo("path-is-a-file");
            assertThat(refusal(() -> commit(repository, head, Map.of("gone", Optional.empty()))))
                    .isEqualTo("no-such-file");
        }
    }

    @Test
    void hugeFilesAreNotRead() {
        server.commit(REPOSITORY, "main", Map.of("huge", "x".repeat((5 << 20) + 1)));
        try (GitRepository repository = open()) {
            CommitId head = repository.fetch("main").orElseThrow();
            assertThat(refusal(() -> repository.read(head, List.of("huge")))).isEqualTo("file-too-large");
        }
    }

    @Test
    void commitsThatNobodyFetchedAreNamed() {
        try (GitRepository repository = open()) {
            repository.fetch("main");
            CommitId unknown = new CommitId("1".repeat(40));
            assertThat(repository.knows(unknown)).isFalse();
            assertThat(refusal(() -> repository.files(unknown, ""))).isEqualTo("unknown-commit");
        }
    }

    private GitRepository open(String name) {
        return new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(host.url(name), host.credentials());
    }

    private static String refusal(ThrowingCallable call) {
        return catchThrowableOfType(GitException.class, call).reason().code();
    }

    private static Map<String, String> text(Map<String, byte[]> files) {
        return files.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, file -> new String(file.getValue(), UTF_8)));
    }
}
