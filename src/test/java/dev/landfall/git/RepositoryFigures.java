package dev.landfall.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.landfall.sandbox.git.LoopbackGitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long it takes from nothing to a pushed commit in a repository of 100,000 files and 10,000 commits, and with a cache
 * of it, beside Git's own commands and beside {@code git clone --depth 1}; fails past the bounds. Each round does each of
 * them, so that all have the same weather. {@code [ROUNDS]}
 */
final class RepositoryFigures {
    private static final double MOST_OF_PLUMBING = 2;
    private static final double LEAST_OF_CLONE = 10;
    private static final String PASSWORD = "secret";
    private static final Path PLUMBING = Path.of("bench", "plumbing").toAbsolutePath();
    private static final int FILE = 77_077;

    private final Path folder;
    private final LoopbackGitServer server;
    private int edit;

    private RepositoryFigures(Path folder, LoopbackGitServer server) {
        this.folder = folder;
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3) alone(arguments);
        else System.exit(met(arguments.length == 0 ? 5 : Integer.parseInt(arguments[0])) ? 0 : 1);
    }

    private static boolean met(int rounds) throws Exception {
        Path kept =
                Path.of(System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache"));
        Path repositories = LargeRepository.in(kept.resolve("landfall-bench"));
        Path folder = Files.createTempDirectory("landfall-repository");
        try (LoopbackGitServer server = LoopbackGitServer.start(repositories, "ada", PASSWORD)) {
            return new RepositoryFigures(folder, server).measure(rounds);
        } finally {
            Programs.run(repositories, "rm", "-rf", folder.toString());
        }
    }

    /** A process that has done nothing before: {@code CACHE URL TEXT}. */
    private static void alone(String[] arguments) {
        push(Path.of(arguments[0]), RepositoryUrl.parse(arguments[1], true), arguments[2]);
        System.exit(0);
    }

    private boolean measure(int rounds) throws Exception {
        for (int i = 0; i < 2; i++) push(folder.resolve("first-" + i), server.url(LargeRepository.NAME), text());
        plumb(folder.resolve("warm.git"));
        Path warm = folder.resolve("warm");
        push(warm, server.url(LargeRepository.NAME), text());
        double[][] times = new double[6][rounds];
        for (int i = 0; i < rounds; i++) {
            Path clone = folder.resolve("clone-" + i);
            Path bare = folder.resolve("bare-" + i + ".git");
            Path cold = folder.resolve("cold-" + i);
            Path child = folder.resolve("child-" + i);
            times[0][i] = milliseconds(() -> git("clone", "-q", "--depth", "1", url(), clone.toString()));
            times[1][i] = milliseconds(() -> plumb(bare));
            times[2][i] = milliseconds(() -> push(cold, server.url(LargeRepository.NAME), text()));
            times[3][i] = milliseconds(() -> child(child));
            times[4][i] = milliseconds(() -> plumb(folder.resolve("warm.git")));
            times[5][i] = milliseconds(() -> push(warm, server.url(LargeRepository.NAME), text()));
            Programs.run(folder, "rm", "-rf", clone.toString(), bare.toString(), cold.toString(), child.toString());
        }
        return told(Arrays.stream(times).mapToDouble(RepositoryFigures::median).toArray());
    }

    private static boolean told(double[] times) {
        row("git clone --depth 1", times[0], times[1]);
        row("Git's plumbing, from nothing", times[1], times[1]);
        row("Landfall, from nothing", times[2], times[1]);
        row("  as the first thing of a process", times[3], times[1]);
        row("Git's plumbing, warm", times[4], times[4]);
        row("Landfall, warm", times[5], times[4]);
        System.out.printf(Locale.ROOT, "from nothing %.1f times as fast as the clone%n", times[0] / times[2]);
        return times[2] <= MOST_OF_PLUMBING * times[1]
                && times[0] >= LEAST_OF_CLONE * times[2]
                && times[5] <= MOST_OF_PLUMBING * times[4];
    }

    private static void row(String what, double time, double plumbing) {
        System.out.printf(Locale.ROOT, "%-35s %8.0f ms  %5.2f times the plumbing%n", what, time, time / plumbing);
    }

    private String url() {
        return server.url(LargeRepository.NAME).text();
    }

    private String text() {
        return "edit " + ++edit + " of " + ProcessHandle.current().pid();
    }

    /** As a change does it: the folder of the owner is listed and read, and one file of it written. */
    private static void push(Path cache, RepositoryUrl url, String text) {
        var login = new Credentials.Basic("ada", new Secret(PASSWORD));
        String path = LargeRepository.path(FILE);
        try (GitRepository repository = new GitRepositories(cache, GitLimits.standard()).open(url, login)) {
            CommitId head = repository.fetch("main").orElseThrow();
            List<String> files = repository.files(head, LargeRepository.folder(FILE)).stream()
                    .map(TreeFile::path)
                    .toList();
            String manifest = new String(repository.read(head, files).get(path), UTF_8);
            byte[] edited = (manifest.replaceFirst("#.*\n$", "") + "# " + text + "\n").getBytes(UTF_8);
            CommitId commit = repository.commit(
                    head,
                    Map.of(path, Optional.of(edited)),
                    new CommitText(text, "", List.of()),
                    new Identity("Ada", "ada@example.org"),
                    Instant.now());
            PushResult result = repository.push(commit, "main", head);
            if (!(result instanceof PushResult.Pushed)) throw new IllegalStateException(result.toString());
        }
    }

    private void child(Path cache) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RepositoryFigures.class.getName(),
                cache.toString(),
                url(),
                text());
        Programs.run(Path.of("").toAbsolutePath(), command.toArray(String[]::new));
    }

    private void plumb(Path repository) {
        Programs.run(
                folder,
                login(),
                "",
                PLUMBING.toString(),
                url(),
                repository.toString(),
                LargeRepository.path(FILE),
                text());
    }

    private void git(String... arguments) {
        Process process;
        try {
            ProcessBuilder builder = Programs.process(
                    folder,
                    Stream.concat(Stream.of("git"), Arrays.stream(arguments)).toArray(String[]::new));
            builder.environment().putAll(login());
            process = builder.inheritIO().start();
            if (process.waitFor() != 0) throw new IllegalStateException("git failed");
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Map<String, String> login() {
        String header = server.basicCredentials()
                .asBasic()
                .map(RepositoryFigures::header)
                .orElseThrow();
        return Map.of("GIT_CONFIG_COUNT", "1", "GIT_CONFIG_KEY_0", "http.extraHeader", "GIT_CONFIG_VALUE_0", header);
    }

    private static String header(Credentials.Basic basic) {
        String pair = basic.username() + ":" + basic.password().reveal();
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private interface Work {
        void run();
    }

    private static double milliseconds(Work work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
