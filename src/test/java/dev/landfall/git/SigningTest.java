package dev.landfall.git;

import static dev.landfall.git.Canary.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signed commits, as Git itself and a host that demands them see them. */
@Timeout(60)
class SigningTest {
    private static final String REPOSITORY = "apps";
    private static final String PASSPHRASE = "canary-77d0-passphrase";
    private static final Identity AUTHOR = new Identity("Landfall", "landfall@example.org");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static GpgHome home;
    private static String key;
    private static String keyOfAda;

    private GitServer server;

    @BeforeAll
    static void makeKeys() throws IOException {
        home = GpgHome.create(shared);
        key = home.makeKey(AUTHOR, PASSPHRASE);
        keyOfAda = home.makeKey(new Identity("Ada", "ada@example.org"), PASSPHRASE);
    }

    @AfterAll
    static void forgetKeys() throws IOException {
        home.close();
    }

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

    private GitRepository open(Optional<CommitSigner> signer) {
        return new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(server.url(REPOSITORY), Route.direct(GitServer.login()), signer);
    }

    private static CommitId edit(GitRepository repository, CommitId parent) {
        return repository.commit(
                parent,
                Map.of("web", Optional.of("2\n".getBytes(UTF_8))),
                new CommitText("Scale", "Größe", List.of(new CommitText.Trailer("Change-Id", "1"))),
                AUTHOR,
                Instant.now());
    }

    /** What {@code git verify-commit} says of a commit that was pushed with this signer. */
    private String verified(CommitSigner signer, Map<String, String> environment, String... configuration) {
        try (GitRepository repository = open(Optional.of(signer))) {
            CommitId head = repository.fetch("main").orElseThrow();
            CommitId commit = edit(repository, head);
            assertThat(repository.push(commit, "main", head)).isEqualTo(new PushResult.Pushed());
            List<String> command = new ArrayList<>(List.of("git"));
            for (String each : configuration) command.addAll(List.of("-c", each));
            command.addAll(List.of("verify-commit", "-v", commit.hex()));
            String said = Programs.run(server.directory(REPOSITORY), environment, "", command.toArray(String[]::new));
            assertThat(server.git(REPOSITORY, "fsck", "--strict")).doesNotContain("error");
            assertThat(server.git(REPOSITORY, "log", "-1", "--format=%B", "main"))
                    .contains("Größe");
            return said;
        }
    }

    private Path sshKey(String type, String passphrase) {
        Path key = folder.resolve("key-" + type);
        Programs.run(folder, "ssh-keygen", "-q", "-t", type, "-a", "1", "-N", passphrase, "-f", key.toString());
        return key;
    }

    @ParameterizedTest
    @CsvSource({"ed25519, ''", "ed25519, canary-77d0-passphrase", "rsa, ''", "ecdsa, ''"})
    void sshSignaturesAreGoodToGit(String type, String passphrase) throws IOException {
        Path key = sshKey(type, passphrase);
        Path allowed = Files.writeString(
                folder.resolve("allowed"),
                AUTHOR.email() + " " + Files.readString(folder.resolve("key-" + type + ".pub")));
        Optional<Secret> secret =
                Optional.of(passphrase).filter(text -> !text.isEmpty()).map(Secret::new);
        assertThat(verified(
                        new SshSigner(SshPrivateKey.read(key, secret)),
                        Map.of(),
                        "gpg.format=ssh",
                        "gpg.ssh.allowedSignersFile=" + allowed))
                .contains("Good \"git\" signature for " + AUTHOR.email());
    }

    @Test
    void theSameCommitIsSignedAlike() {
        CommitSigner signer = new SshSigner(SshPrivateKey.read(sshKey("ed25519", ""), Optional.empty()));
        byte[] commit = "commit".getBytes(UTF_8);
        assertThat(signer.sign(commit, AUTHOR, Instant.EPOCH)).isEqualTo(signer.sign(commit, AUTHOR, Instant.EPOCH));
    }

    @Test
    void gpgKeysFromAFileAreGoodToGit() {
        GpgKeyFile signer = GpgKeyFile.read(home.export(key, PASSPHRASE), Optional.of(new Secret(PASSPHRASE)));
        byte[] commit = "commit".getBytes(UTF_8);
        assertThat(signer.sign(commit, AUTHOR, Instant.EPOCH)).isEqualTo(signer.sign(commit, AUTHOR, Instant.EPOCH));
        assertThat(verified(signer, home.environment())).contains("Good signature from \"" + AUTHOR + "\"");
    }

    @Test
    void gpgKeysOfAnotherAreNotUsed() {
        GpgKeyFile signer = GpgKeyFile.read(home.export(keyOfAda, PASSPHRASE), Optional.of(new Secret(PASSPHRASE)));
        CommitId head = server.head(REPOSITORY, "main");
        try (GitRepository repository = open(Optional.of(signer))) {
            repository.fetch("main");
            assertThat(code(() -> edit(repository, head))).isEqualTo("USAGE signing-key-of-another");
        }
        assertThat(server.head(REPOSITORY, "main")).isEqualTo(head);
    }

    @Test
    void gpgKeysThatCannotBeUnlockedAreNamed() throws IOException {
        Path file = home.export(key, PASSPHRASE);
        assertThat(code(() -> GpgKeyFile.read(file, Optional.empty()))).isEqualTo("USAGE gpg-key-locked");
        assertThat(code(() -> GpgKeyFile.read(file, Optional.of(new Secret("canary-wrong")))))
                .isEqualTo("USAGE gpg-key-passphrase-wrong");
        Path other = Files.writeString(folder.resolve("other"), "canary");
        assertThat(code(() -> GpgKeyFile.read(other, Optional.empty()))).isEqualTo("USAGE gpg-key-unreadable");
        assertThat(code(() -> GpgKeyFile.read(folder.resolve("nowhere"), Optional.empty())))
                .isEqualTo("USAGE gpg-key-unreadable");
    }

    @Test
    void theGpgProgramSignsWithAKeyOfItsRing() {
        GpgProgram signer = new GpgProgram(key, Optional.of(new Secret(PASSPHRASE)), home.environment());
        assertThat(verified(signer, home.environment())).contains("Good signature from \"" + AUTHOR + "\"");
    }

    @Test
    void whatTheGpgProgramDoesNotSignIsNotCommitted() {
        CommitId head = server.head(REPOSITORY, "main");
        var wrong = new GpgProgram(key, Optional.of(new Secret("canary-wrong")), home.environment());
        var unknown = new GpgProgram("0".repeat(40), Optional.empty(), home.environment());
        var locked = new GpgProgram(key, Optional.empty(), home.environment());
        for (GpgProgram signer : List.of(wrong, unknown, locked)) {
            home.forgetPassphrases();
            try (GitRepository repository = open(Optional.of(signer))) {
                repository.fetch("main");
                assertThat(code(() -> edit(repository, head))).isEqualTo("USAGE commit-not-signed");
            }
        }
        assertThat(server.head(REPOSITORY, "main")).isEqualTo(head);
    }

    /** As a host does that requires signatures: the header is there or not. */
    private void refuseUnsigned() {
        server.hook(REPOSITORY, "pre-receive", """
                while read old new ref; do
                    git cat-file commit $new | grep -q '^gpgsig' && continue
                    echo "GH006: Commits must have verified signatures." >&2
                    exit 1
                done
                """);
    }

    @Test
    void aHostThatDemandsSignaturesIsUnderstood() {
        refuseUnsigned();
        CommitId head = server.head(REPOSITORY, "main");
        try (GitRepository repository = open(Optional.empty())) {
            repository.fetch("main");
            assertThat(repository.push(edit(repository, head), "main", head))
                    .isInstanceOfSatisfying(PushResult.Refused.class, refused -> {
                        assertThat(refused.demand()).isEqualTo(PushResult.Demand.SIGNATURE);
                        assertThat(refused.message()).contains("verified signatures");
                    });
        }
        CommitSigner signer = new SshSigner(SshPrivateKey.read(sshKey("ed25519", ""), Optional.empty()));
        try (GitRepository repository = open(Optional.of(signer))) {
            repository.fetch("main");
            assertThat(repository.push(edit(repository, head), "main", head)).isEqualTo(new PushResult.Pushed());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GH006: Protected branch update failed. Commits must have verified signatures. | SIGNATURE",
                "GitLab: Commit must be signed with a GPG key                                  | SIGNATURE",
                "You cannot push an unsigned commit                                            | SIGNATURE",
                "gitea: branch main requires signed commits; unverified commit 12ab            | SIGNATURE",
                "the commit is not signed                                                      | SIGNATURE",
                "every commit must have a Signed-off-by line                                   | UNKNOWN",
                "commits must be signed-off                                                    | UNKNOWN",
                "main is protected: open a pull request                                        | UNKNOWN",
                "you are not assigned to this repository                                       | UNKNOWN",
            })
    void wordsOfHosts(String words, PushResult.Demand demand) {
        assertThat(Push.demandOf(words, false)).isEqualTo(demand);
        assertThat(Push.demandOf(words, true))
                .isEqualTo(
                        demand == PushResult.Demand.SIGNATURE
                                ? PushResult.Demand.KNOWN_SIGNATURE
                                : PushResult.Demand.UNKNOWN);
    }

    @Test
    void anSshKeyThatOthersMayReadDoesNotSign() {
        Path key = sshKey("ed25519", "");
        assertThat(code(() -> {
                    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
                    SshPrivateKey.read(key, Optional.empty());
                }))
                .isEqualTo("USAGE ssh-key-permissions");
    }
}
