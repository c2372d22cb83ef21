package dev.landfall.gitops;

import dev.landfall.Program;
import dev.landfall.cluster.ObjectsOverHttp;
import dev.landfall.soak.LoopbackApi;
import dev.landfall.soak.MemoryTaken;
import dev.landfall.soak.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it takes to find an owner among 1,000 Applications of 100 resources each, beside {@code kubectl get applications}
 * and {@code jq}: by a look at all of them in a child of 256 MiB, and by a mark. Each round does each of them, so that all
 * have the same weather; fails past the bounds. {@code [ROUNDS]}
 */
public final class ApplicationsFigures {
    private static final String PIPELINE = """
            set -o pipefail
            kubectl --kubeconfig kubeconfig get applications -A -o json | jq -r '.items[]
              | select(any(.status.resources[]?;
                  .group == "apps" and .kind == "Deployment" and .namespace == "shop" and .name == "unmarked"))
              | .metadata.namespace + "/" + .metadata.name'
            """;
    private static final Pattern ENDED = Pattern.compile("heap=(\\d+) rss=(\\d+)");
    private static final int MOST_READS = 8;
    private static final double LEAST_OF_PIPELINE = 50;
    private static final long MOST_HEAP = 256L << 20;

    private final ObjectsOverHttp served = new LargeInstallation(1000, 100).served();
    private final Path folder;
    private long heap;
    private long rss;

    private ApplicationsFigures(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2) child(Path.of(arguments[0]), arguments[1]);
        Path folder = Files.createTempDirectory("landfall-applications");
        ApplicationsFigures figures = new ApplicationsFigures(folder);
        boolean met;
        try (LoopbackApi api = LoopbackApi.start(figures.served)) {
            new Workplace(folder).furnish("http://127.0.0.1/*", "nobody", "secret", api, "shop");
            met = figures.measure(arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]));
        }
        System.exit(met ? 0 : 1);
    }

    /** As the first thing that the process does. */
    private static void child(Path folder, String name) throws IOException {
        MemoryTaken.fromNowOn();
        requireOwned(trace(folder, name));
        System.out.printf("heap=%d rss=%d%n", MemoryTaken.peak(), MemoryTaken.residentAtMost());
        System.exit(0);
    }

    private static Program.Ended trace(Path folder, String name) {
        return Program.in(folder).run("trace", "deployment/" + name, "-n", "shop", "-o", "json");
    }

    private static void requireOwned(Program.Ended ended) {
        if (ended.status() != 0 || !ended.json().path("ownership").asString("").equals("owned"))
            throw new IllegalStateException(ended.all());
    }

    private boolean measure(int rounds) throws Exception {
        double[][] times = new double[5][rounds];
        for (int i = -2; i < rounds; i++) {
            int round = Math.max(i, 0);
            times[0][round] = milliseconds(this::pipeline);
            times[1][round] = milliseconds(() -> child("unmarked"));
            times[2][round] = milliseconds(() -> command("marked"));
            times[3][round] = milliseconds(() -> requireOwned(trace(folder, "marked")));
            times[4][round] = milliseconds(() -> requireOwned(trace(folder, "labelled")));
        }
        return told(
                Arrays.stream(times).mapToDouble(ApplicationsFigures::median).toArray());
    }

    private boolean told(double[] times) {
        int marked = reads("marked");
        int labelled = reads("labelled");
        row("kubectl | jq", times[0], times[0]);
        row("every owner, in a process of its own", times[1], times[0]);
        System.out.printf(Locale.ROOT, "  heap at most %d MiB, resident at most %d MiB%n", heap >> 20, rss >> 20);
        row("./landfall trace, by a mark", times[2], times[0]);
        row("trace by Argo CD's mark", times[3], times[0]);
        row("trace by Flux's labels", times[4], times[0]);
        System.out.printf(Locale.ROOT, "  %d and %d reads%n", marked, labelled);
        return times[1] <= times[0]
                && heap <= MOST_HEAP
                && Math.max(marked, labelled) <= MOST_READS
                && times[0] >= LEAST_OF_PIPELINE * Math.max(times[3], times[4]);
    }

    private static void row(String what, double time, double pipeline) {
        System.out.printf(
                Locale.ROOT,
                "%-42s %7.0f ms  %6.3f of the pipeline (%.0f times as fast)%n",
                what,
                time,
                time / pipeline,
                pipeline / time);
    }

    private int reads(String name) {
        served.asked().clear();
        requireOwned(trace(folder, name));
        return served.asked().size();
    }

    private void pipeline() throws IOException, InterruptedException {
        String found = output(new ProcessBuilder("bash", "-c", PIPELINE).directory(folder.toFile()));
        if (!found.equals("argocd/app-999\n")) throw new IllegalStateException("the pipeline found " + found);
    }

    private void child(String name) throws IOException, InterruptedException {
        String said = output(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ApplicationsFigures.class.getName(),
                folder.toString(),
                name));
        Matcher ended = ENDED.matcher(said);
        if (!ended.find()) throw new IllegalStateException(said);
        heap = Math.max(heap, Long.parseLong(ended.group(1)));
        rss = Math.max(rss, Long.parseLong(ended.group(2)));
    }

    /** As somebody types it, with what the launcher has prepared. */
    private void command(String name) throws IOException, InterruptedException {
        ProcessBuilder command =
                new ProcessBuilder("./landfall", "trace", "deployment/" + name, "-n", "shop", "-o", "json");
        command.environment().putAll(Program.in(folder).environment());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        requireOwned(new Program.Ended(0, output(command), "", ""));
    }

    private static String output(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException(command.command() + ": " + output);
        return output;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double milliseconds(Work work) throws Exception {
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
