package dev.landfall.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetch, read, commit, push against Git's own server. */
class GitRepositoryTest {
    private static final String REPOSITORY = "apps";

    @TempDir
    private Path folder;

    private GitServer server;

    @BeforeEach
    void serve() throws IOException {
        server = GitServer.start(folder.resolve("served"));
        server.create(REPOSITORY, "main");
        server.commit(
                REPOSITORY,
                "main",
                Map.of("apps/web.yaml", "replicas: 1\n", "apps/api.yaml", "replicas: 1\n", "README", "Read me\n"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GitRepository open() {
        return new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(server.url(REPOSITORY), GitServer.credentials());
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
                            org.assertj.core.groups.Tuple.tuple("apps/api.yaml", TreeFile.Kind.REGULAR),
                            org.assertj.core.groups.Tuple.tuple("apps/run.sh", TreeFile.Kind.EXECUTABLE),
                            org.assertj.core.groups.Tuple.tuple("apps/web.yaml", TreeFile.Kind.REGULAR));
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

    private static Map<String, String> text(Map<String, byte[]> files) {
        return files.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, file -> new String(file.getValue(), UTF_8)));
    }
}
