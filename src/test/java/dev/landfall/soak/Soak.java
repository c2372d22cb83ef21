package dev.landfall.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes many changes, each in a world of its own, and compares what Landfall says of each with the truth:
 * {@code [--seed N] [--changes M] [--parallel P] [--only K] [--verbose]}.
 */
public final class Soak {
    private static final double LEAST_DECISIVE = 0.95;

    private final BiFunction<Path, SoakCase, SoakWorld> worlds;
    private final PrintStream out;

    /** @param worlds makes the world of a case; the folder is its own */
    public Soak(BiFunction<Path, SoakCase, SoakWorld> worlds, PrintStream out) {
        this.worlds = worlds;
        this.out = out;
    }

    /** What was asked for on the command line. */
    record Asked(long seed, List<Integer> numbers, int parallel, boolean verbose) {

        static Asked parse(String... arguments) {
            Map<String, String> given = new TreeMap<>();
            for (int i = 0; i < arguments.length; i++) {
                boolean flag = arguments[i].equals("--verbose");
                given.put(arguments[i], flag ? "" : i + 1 < arguments.length ? arguments[++i] : "");
            }
            long seed = Long.parseLong(given.getOrDefault("--seed", "" + System.currentTimeMillis() % 1_000_000));
            int changes = Integer.parseInt(given.getOrDefault("--changes", "100"));
            List<Integer> numbers = given.containsKey("--only")
                    ? Stream.of(given.get("--only").split(","))
                            .map(Integer::valueOf)
                            .toList()
                    : IntStream.range(0, changes).boxed().toList();
            return new Asked(
                    seed,
                    numbers,
                    Integer.parseInt(given.getOrDefault("--parallel", "4")),
                    given.containsKey("--verbose"));
        }
    }

    /** Everything that a soak found. */
    record Found(List<SoakResult> results) {
        List<SoakResult> wrong() {
            return results.stream().filter(SoakResult::wrong).toList();
        }

        List<SoakResult> undecided() {
            return results.stream()
                    .filter(each -> each.counts() && !each.decisive())
                    .toList();
        }

        double decisive() {
            long counting = results.stream().filter(SoakResult::counts).count();
            return counting == 0 ? 1 : 1 - (double) undecided().size() / counting;
        }

        boolean isGood() {
            return wrong().isEmpty() && decisive() >= LEAST_DECISIVE;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Soak soak = new Soak(SandboxSoakWorld::new, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.exit(soak.isGood(arguments) ? 0 : 1);
    }

    /** Makes them as the command line says. */
    public boolean isGood(String... arguments) throws InterruptedException, ExecutionException, IOException {
        return run(Asked.parse(arguments)).isGood();
    }

    Found run(Asked asked) throws InterruptedException, ExecutionException, IOException {
        out.printf(
                "seed %d, %d changes, %d at once%n",
                asked.seed(), asked.numbers().size(), asked.parallel());
        Path folder = Files.createTempDirectory("landfall-soak");
        List<SoakResult> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(asked.parallel())) {
            List<Future<SoakResult>> running = asked.numbers().stream()
                    .map(number -> threads.submit(() -> one(folder, SoakCase.of(asked.seed(), number))))
                    .toList();
            for (Future<SoakResult> each : running) {
                SoakResult result = each.get();
                results.add(result);
                if (asked.verbose()) out.println(result);
                else if (result.wrong()) out.println("WRONG " + result);
            }
        } finally {
            delete(folder);
        }
        Found found = new Found(results);
        tell(asked, found);
        return found;
    }

    private SoakResult one(Path folder, SoakCase soaked) throws IOException {
        Path own = Files.createDirectories(folder.resolve("change-" + soaked.number()));
        try (SoakWorld world = worlds.apply(own, soaked)) {
            return new SoakRun(world, soaked).run();
        } catch (RuntimeException | AssertionError broken) {
            throw new IllegalStateException("the world of change " + soaked + " broke", broken);
        } finally {
            delete(own);
        }
    }

    private void tell(Asked asked, Found found) {
        out.println();
        out.println("outcome beside the truth:");
        table(found, result -> result.end().name() + " / " + result.settled().word());
        out.println("circumstance beside the outcome:");
        table(
                found,
                result -> result.soaked().circumstance() + " / " + result.end().name());
        found.undecided().forEach(each -> out.println("undecided: " + each));
        found.wrong().forEach(each -> {
            out.println("WRONG: " + each);
            out.printf(
                    "  again: bench/soak --seed %d --only %d%n",
                    asked.seed(), each.soaked().number());
        });
        out.printf(
                Locale.ROOT,
                "seed %d: %d changes, %d wrong, %.1f %% of %d decided%n",
                asked.seed(),
                found.results().size(),
                found.wrong().size(),
                100 * found.decisive(),
                found.results().stream().filter(SoakResult::counts).count());
    }

    private void table(Found found, Function<SoakResult, String> kind) {
        found.results().stream()
                .collect(Collectors.groupingBy(kind, TreeMap::new, Collectors.counting()))
                .forEach((name, count) -> out.printf("  %-45s %5d%n", name, count));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        }
    }
}
