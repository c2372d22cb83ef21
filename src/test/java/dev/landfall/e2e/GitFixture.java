package dev.landfall.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One test's repository on the real Git server, and a clone in which somebody else works. */
final class GitFixture {
    private static final int ATTEMPTS = 5;
    private final Testbed testbed;
    private final String name;
    private final Path clone;

    private GitFixture(Testbed testbed, String name, Path clone) {
        this.testbed = testbed;
        this.name = name;
        this.clone = clone;
    }

    /** @param partialClone whether the server sends a clone without its file contents */
    static GitFixture create(Testbed testbed, String name, boolean partialClone, Path folder) {
        String filter = partialClone ? "--partial-clone" : "--no-partial-clone";
        Command.of(List.of(testbed.gitCreate(), name, filter)).output();
        GitFixture repository = new GitFixture(testbed, name, folder.resolve(name));
        repository.setUp();
        return repository;
    }

    private void setUp() {
        Command.of(List.of("git", "init", "-q", "-b", "main", clone.toString())).output();
        git("remote", "add", "origin", url());
        git("config", "user.name", "Somebody Else");
        git("config", "user.email", "else@example.org");
        git("config", "commit.gpgSign", "false");
    }

    String url() {
        return testbed.gitUrl() + "/" + name + ".git";
    }

    /** Commits and pushes the files by path; an empty text deletes. Answers the commit that landed. */
    String push(String message, Map<String, String> files) {
        for (int attempt = 1; ; attempt++) {
            if (fetch()) git("reset", "-q", "--hard", "FETCH_HEAD");
            files.forEach(this::write);
            git("add", "-A");
            git("commit", "-q", "-m", message);
            Finished pushed =
                    command("push", "-q", "origin", "HEAD:refs/heads/main").run();
            if (pushed.status() == 0) return git("rev-parse", "HEAD").strip();
            // Landfall may land between our fetch and our push, as anybody may.
            if (attempt == ATTEMPTS) throw new AssertionError(pushed.toString());
        }
    }

    /** Takes the branch back to a commit, as somebody does who pushes by force. */
    void rewindTo(String commit) {
        git("push", "-q", "--force", "origin", commit + ":refs/heads/main");
    }

    /** Brings one branch to where another one is, as a merge without more does. */
    void promote(String from, String to) {
        git("fetch", "-q", "origin", from);
        git("push", "-q", "origin", "FETCH_HEAD:refs/heads/" + to);
    }

    /** Names a commit for good. */
    void tag(String name, String commit) {
        git("push", "-q", "origin", commit + ":refs/tags/" + name);
    }

    /** What a colleague does in the meantime, in a file that no owner applies. */
    String unrelatedCommit(String what) {
        return push("Note " + what, Map.of("notes/" + what + ".md", "# " + what + "\n"));
    }

    String head() {
        fetch();
        return git("rev-parse", "FETCH_HEAD").strip();
    }

    /** The file's text at the branch's head. */
    String read(String path) {
        return read(head(), path);
    }

    String read(String commit, String path) {
        return git("show", commit + ":" + path);
    }

    /** Every file at the branch's head, by path. */
    Map<String, String> files() {
        String head = head();
        Map<String, String> files = new LinkedHashMap<>();
        git("ls-tree", "-r", "--name-only", head).lines().forEach(path -> files.put(path, read(head, path)));
        return files;
    }

    /** The commits of the branch, oldest first. */
    List<String> log() {
        return git("rev-list", "--reverse", head()).lines().toList();
    }

    List<String> filesChangedBy(String commit) {
        fetch();
        return git("diff-tree", "-r", "--name-only", "--no-commit-id", commit)
                .lines()
                .toList();
    }

    /** Whether the commit carries an SSH signature; whose it is, the unit tests check. */
    boolean isSigned(String commit) {
        return git("cat-file", "commit", commit).contains("-----BEGIN SSH SIGNATURE-----");
    }

    String message(String commit) {
        return git("log", "-1", "--format=%B", commit);
    }

    /** The trailers of the commit's message by name; of one name the last. */
    Map<String, String> trailers(String commit) {
        Map<String, String> trailers = new LinkedHashMap<>();
        git("log", "-1", "--format=%(trailers:only,unfold)", commit)
                .lines()
                .map(line -> line.split(": ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> trailers.put(parts[0], parts[1]));
        return trailers;
    }

    /** Lets the server run a script before it takes a push; it refuses by a status that is not 0. */
    void installPreReceive(String script) {
        Path folder = Testbed.where(testbed.gitFolder(), "E2E_GIT_FOLDER");
        Path hook = folder.resolve(name + ".git", "hooks", "pre-receive");
        try {
            Files.createDirectories(hook.getParent());
            Files.writeString(hook, script);
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a commit is the other one or contains it, as far as the server shows either. */
    boolean contains(String commit, String other) {
        fetch();
        return command("merge-base", "--is-ancestor", other, commit).run().status() == 0;
    }

    /** As somebody who sets the branch back to an earlier commit. */
    void rewind(String commit) {
        git("push", "-q", "--force", "origin", commit + ":refs/heads/main");
    }

    private boolean fetch() {
        return command("fetch", "-q", "origin", "main").run().status() == 0;
    }

    private void write(String path, String text) {
        Path file = clone.resolve(path);
        try {
            if (text.isEmpty()) {
                Files.delete(file);
                return;
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String git(String... arguments) {
        return command(arguments).output();
    }

    private Command command(String... arguments) {
        List<String> line = new ArrayList<>(List.of("git", "-C", clone.toString()));
        line.addAll(Arrays.asList(arguments));
        return Command.of(line).with(credentials());
    }

    /** By the environment, since any user of the machine can read a program's arguments. */
    private Map<String, String> credentials() {
        String pair = testbed.gitUsername() + ":" + testbed.gitPassword();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "http.extraHeader",
                "GIT_CONFIG_VALUE_0", "Authorization: Basic " + basic);
    }
}
