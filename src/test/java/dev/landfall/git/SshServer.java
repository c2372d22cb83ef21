package dev.landfall.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real sshd of OpenSSH on loopback, run as the current user with a configuration, host keys and authorised keys of its
 * own, through which the repositories of a {@link GitServer} are reached. Needs openssh-server; without it the tests
 * fail and say so.
 */
public final class SshServer implements GitHost {
    /** Easy to find in any text that it must not be in. */
    public static final String PASSPHRASE = "canary-51f0-passphrase";

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/sshd"), Path.of("/usr/local/sbin/sshd"));

    private final Path folder;
    private GitServer repositories;
    private final int port;
    private Process sshd;

    private SshServer(Path folder, GitServer repositories, int port) {
        this.folder = folder;
        this.repositories = repositories;
        this.port = port;
    }

    /** The one that runs, with nothing ordered of it any more, or a new one in its place; starting one takes a while. */
    static SshServer running(SshServer last, Path folder, GitServer repositories) throws IOException {
        if (last == null || !last.sshd.isAlive()) return start(folder, repositories);
        last.repositories = repositories;
        for (String order : List.of("hangs", "reads-only", "old-protocol", "seen", "done")) {
            Files.deleteIfExists(last.folder.resolve(order));
        }
        Files.writeString(last.folder.resolve("log"), "");
        last.forgetRequests();
        return last;
    }

    /** @param folder for its keys and configuration */
    public static SshServer start(Path folder, GitServer repositories) throws IOException {
        Files.createDirectories(folder);
        SshServer server = new SshServer(folder, repositories, freePort());
        server.makeKey("host", "");
        server.makeKey("user", "");
        server.authorise();
        server.configure();
        server.run();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** A new pair of keys, in place of the one of this name; the public one ends in {@code .pub}. */
    Path makeKey(String name, String passphrase) throws IOException {
        Path key = folder.resolve(name);
        Files.deleteIfExists(key);
        Files.deleteIfExists(folder.resolve(name + ".pub"));
        Programs.run(
                folder,
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-a",
                "1",
                "-N",
                passphrase,
                "-C",
                name,
                "-f",
                key.toString());
        return key;
    }

    private void authorise() throws IOException {
        Path command = folder.resolve("command");
        Files.writeString(command, """
                #!/bin/sh
                export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
                echo "$SSH_ORIGINAL_COMMAND" >>%1$s/commands
                [ -e %1$s/hangs ] && exec sleep 60
                [ -e %1$s/reads-only ] && case $SSH_ORIGINAL_COMMAND in
                    *receive-pack*) echo "ERROR: The key you are authenticating with has been marked as read only." >&2; exit 1 ;;
                esac
                [ -e %1$s/old-protocol ] && unset GIT_PROTOCOL
                exec git-shell -c "$SSH_ORIGINAL_COMMAND"
                """.formatted(folder));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("commands"), "");
        String key = Files.readString(folder.resolve("user.pub"));
        Files.writeString(folder.resolve("authorized_keys"), "restrict,command=\"" + command + "\" " + key);
    }

    /** With a home that has nothing in it: the shell would first read what the user's own has for it. */
    private void configure() throws IOException {
        Files.writeString(folder.resolve("sshd_config"), """
                Port %2$d
                ListenAddress 127.0.0.1
                HostKey %1$s/host
                AuthorizedKeysFile %1$s/authorized_keys
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                AcceptEnv GIT_PROTOCOL
                SetEnv HOME=%1$s
                MaxStartups 100
                """.formatted(folder, port));
    }

    private void run() throws IOException {
        Path program = PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sshd here: install openssh-server"));
        Path log = folder.resolve("log");
        sshd = new ProcessBuilder(
                        program.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!listens()) {
            if (!sshd.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException("sshd does not start: " + Files.readString(log));
            }
            pause();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.getInputStream().read() == 'S';
        } catch (IOException _) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    int port() {
        return port;
    }

    static String user() {
        return System.getProperty("user.name");
    }

    @Override
    public RepositoryUrl url(String repository) {
        return RepositoryUrl.parse("ssh://" + user() + "@127.0.0.1:" + port + repositories.directory(repository), true);
    }

    @Override
    public Credentials credentials() {
        return credentials("user", Optional.empty(), knownHosts());
    }

    /** @param key its name */
    Credentials credentials(String key, Optional<String> passphrase, KnownHosts knownHosts) {
        return new Credentials.SshKey(
                "git", SshPrivateKey.read(folder.resolve(key), passphrase.map(Secret::new)), knownHosts);
    }

    /** The file {@code known_hosts} that knows this host. */
    public KnownHosts knownHosts() {
        try {
            String key = Files.readString(folder.resolve("host.pub"));
            return new KnownHosts("known_hosts", List.of("[127.0.0.1]:" + port + " " + key.strip()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Has the next sessions do one of: {@code hangs}, {@code reads-only}, {@code old-protocol}. */
    void order(String fault) {
        try {
            Files.writeString(folder.resolve(fault), "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> commands() {
        try {
            return Files.readAllLines(folder.resolve("commands"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends what is connected, as a host does that is restarted. */
    void endSessions() {
        try (Stream<ProcessHandle> sessions = sshd.descendants()) {
            sessions.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** How often somebody was let in. */
    long logins() {
        try {
            return Files.readAllLines(folder.resolve("log")).stream()
                    .filter(line -> line.startsWith("Accepted publickey"))
                    .count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public long asked() {
        return commands().size();
    }

    @Override
    public long pushed() {
        return commands().stream()
                .filter(command -> command.startsWith("git-receive-pack"))
                .count();
    }

    @Override
    public void forgetRequests() {
        try {
            Files.writeString(folder.resolve("commands"), "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void speakOldProtocol() {
        order("old-protocol");
    }

    /** By a hook that waits for the action, for as long as a test may take. */
    @Override
    public void beforePush(String repository, Runnable action) {
        repositories.hook(repository, "pre-receive", """
                [ -e %1$s/seen ] && exit 0
                touch %1$s/seen
                for i in $(seq 600); do [ -e %1$s/done ] && exit 0; sleep 0.05; done
                exit 1
                """.formatted(folder));
        Thread.startVirtualThread(() -> {
            while (Files.notExists(folder.resolve("seen")) && Files.exists(folder)) pause();
            action.run();
            order("done");
        });
    }

    /** Ends the receiving process when the branch is written and nothing is said yet. */
    @Override
    public void losePushAnswer(String repository) {
        repositories.hook(repository, "reference-transaction", """
                [ "$1" = committed ] && grep -q refs/heads/ && kill -9 $PPID
                exit 0
                """);
    }

    @Override
    public void fail() {
        close();
    }

    @Override
    public void close() {
        endSessions();
        sshd.destroy();
        try {
            if (!sshd.waitFor(10, TimeUnit.SECONDS)) sshd.destroyForcibly();
        } catch (InterruptedException stopped) {
            sshd.destroyForcibly();
            throw new IllegalStateException(stopped);
        }
    }
}
