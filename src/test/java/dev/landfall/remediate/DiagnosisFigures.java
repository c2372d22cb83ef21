package dev.landfall.remediate;

import dev.landfall.cluster.ObjectsOverHttp;
import dev.landfall.soak.LoopbackApi;
import dev.landfall.soak.Workplace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a diagnosis of a large namespace takes, beside reading all that there is to it: an API server in this process, and
 * readers in children of 256 MiB. {@code [ROUNDS]}
 */
public final class DiagnosisFigures {
    private static final Pattern ENDED = Pattern.compile("found=(\\d+) milliseconds=(\\d+) heap=(\\d+) rss=(\\d+)");
    private static final int MOST_CALLS = 30;
    private static final int MOST_MILLISECONDS = 3000;
    private static final long MOST_HEAP = 256L << 20;

    private final ObjectsOverHttp served = new LargeNamespace().served();
    private final Path folder;

    private DiagnosisFigures(Path folder) {
        this.folder = folder;
    }

    private record Taken(int found, int calls, long milliseconds, long heap, long rss) {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("landfall-diagnosis");
        DiagnosisFigures figures = new DiagnosisFigures(folder);
        List<Taken> plain = new ArrayList<>();
        List<Taken> diagnosed = new ArrayList<>();
        try (LoopbackApi api = LoopbackApi.start(figures.served)) {
            new Workplace(folder).furnish("http://127.0.0.1/*", "nobody", "secret", api, "shop");
            for (int round = 0; round < rounds; round++) {
                plain.add(figures.taken("everything", api));
                diagnosed.add(figures.taken("diagnosis", api));
            }
        }
        System.exit(figures.told(plain, diagnosed) ? 0 : 1);
    }

    private Taken taken(String what, LoopbackApi api) throws IOException, InterruptedException {
        served.asked().clear();
        Process child = child(what, api);
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher ended = ENDED.matcher(line);
                if (ended.matches())
                    return new Taken(
                            Integer.parseInt(ended.group(1)),
                            served.asked().size(),
                            Long.parseLong(ended.group(2)),
                            Long.parseLong(ended.group(3)),
                            Long.parseLong(ended.group(4)));
                System.err.println("  " + line);
            }
        } finally {
            child.destroy();
        }
        throw new IllegalStateException("the child ended with status " + child.waitFor());
    }

    private Process child(String what, LoopbackApi api) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DiagnosisChild.class.getName(),
                what,
                folder.toString(),
                api.url());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private boolean told(List<Taken> plain, List<Taken> diagnosed) {
        Taken all = median(plain);
        Taken ours = median(diagnosed);
        row("all objects, events and logs", all);
        row("diagnosis", ours);
        System.out.printf(
                Locale.ROOT,
                "ratio of the medians of %d rounds: time %.2f, calls %.2f; found %d of %d%n",
                diagnosed.size(),
                (double) ours.milliseconds() / all.milliseconds(),
                (double) ours.calls() / all.calls(),
                ours.found(),
                LargeNamespace.expected().size());
        return ours.found() == LargeNamespace.expected().size()
                && ours.calls() <= MOST_CALLS
                && ours.milliseconds() <= MOST_MILLISECONDS
                && ours.heap() <= MOST_HEAP;
    }

    private static Taken median(List<Taken> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingLong(Taken::milliseconds))
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static void row(String what, Taken taken) {
        System.out.printf(
                Locale.ROOT,
                "%-30s %5d ms %4d calls, heap in use at most %3d MiB, RSS at most %3d MiB%n",
                what,
                taken.milliseconds(),
                taken.calls(),
                taken.heap() >> 20,
                taken.rss() >> 20);
    }
}
