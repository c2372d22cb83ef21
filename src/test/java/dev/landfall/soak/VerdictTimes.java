package dev.landfall.soak;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Landed;
import dev.landfall.change.Manner;
import dev.landfall.change.Merge;
import dev.landfall.change.Narration;
import dev.landfall.change.Patience;
import dev.landfall.change.Planned;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How much later than it is so Landfall first sees that a change is healthy: beside it, in the same run, somebody else
 * looks at owner and Deployment all the time. {@code [ROUNDS]}
 */
public final class VerdictTimes {
    private static final Duration MOST = Duration.ofSeconds(1);
    private static final double MOST_SHARE = 0.05;

    private final BiFunction<Path, SoakCase, SoakWorld> worlds;
    private final PrintStream out;

    public VerdictTimes(BiFunction<Path, SoakCase, SoakWorld> worlds, PrintStream out) {
        this.worlds = worlds;
        this.out = out;
    }

    /** From the push, in milliseconds. */
    private record Times(double theirs, double ours) {
        boolean isGood() {
            return ours - theirs <= Math.max((double) MOST.toMillis(), MOST_SHARE * theirs);
        }
    }

    /** Notes when it was pushed, and when it was first said to be healthy. */
    private static final class Heard implements Narration {
        private volatile long pushed;
        private volatile long healthy;

        @Override
        public void begins(String what) {}

        @Override
        public void done(String what) {
            if (what.startsWith("pushed ")) pushed = System.nanoTime();
        }

        @Override
        public void waiting(String phase) {
            if (healthy == 0 && phase.contains("stays so for ")) healthy = System.nanoTime();
        }

        @Override
        public void warning(Reason reason) {}
    }

    public static void main(String[] arguments) throws Exception {
        VerdictTimes times = new VerdictTimes(SandboxSoakWorld::new, System.out);
        System.exit(times.run(arguments.length == 0 ? 10 : Integer.parseInt(arguments[0])) ? 0 : 1);
    }

    /** @return whether the medians are as good as they shall be */
    public boolean run(int rounds) throws IOException, InterruptedException {
        out.printf(
                "%-8s %12s %12s %12s   medians of %d rounds, from the push%n", "", "healthy", "seen", "later", rounds);
        boolean good = true;
        for (Tool tool : List.of(Tool.ARGOCD, Tool.FLUX)) good &= run(tool, rounds);
        return good;
    }

    private boolean run(Tool tool, int rounds) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("landfall-verdict");
        SoakCase calm = new SoakCase(1, 1, tool, Wish.SCALE, Circumstance.NOTHING, 0, false, List.of(), 0);
        List<Times> all = new ArrayList<>();
        try (SoakWorld world = worlds.apply(folder, calm)) {
            world.open(Manifests.all(world.namespace(), world.images().getFirst()));
            for (int round = 0; round < rounds; round++) all.add(scaled(world, 3 + round % 2));
        } finally {
            Soak.delete(folder);
        }
        Times median = new Times(
                median(all.stream().map(Times::theirs)), median(all.stream().map(Times::ours)));
        out.printf(
                Locale.ROOT,
                "%-8s %9.0f ms %9.0f ms %9.0f ms   %s%n",
                tool,
                median.theirs(),
                median.ours(),
                median.ours() - median.theirs(),
                median.isGood() ? "at most 5 %% or 1 s later".replace("%%", "%") : "LATER THAN 5 % AND 1 s");
        return median.isGood();
    }

    private static double median(java.util.stream.Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private Times scaled(SoakWorld world, int replicas) throws InterruptedException {
        Heard heard = new Heard();
        try (LandfallProcess process = new LandfallProcess(world.workplace(), 1, Mortality.none(), heard)) {
            ObjectRef web = Wish.SCALE.object(world.namespace());
            SetField set =
                    new SetField(web, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(replicas));
            Manner manner = new Manner("", false, new Destination.Unsaid());
            Planned planned = process.engine().plan(new ChangeRequest(List.of(set), "scale", manner));
            Change change = landed(process, planned);
            Watcher watcher = new Watcher(world, web, replicas, change.commits().getFirst());
            Thread watching = Thread.ofPlatform().start(watcher);
            Duration all = Duration.ofMinutes(3);
            Patience patience = new Patience(all, all, Duration.ofSeconds(1), all, Optional.of(all));
            String outcome = process.engine()
                    .track(change, Merge.BY_PEOPLE, patience, heard)
                    .worst()
                    .name();
            watching.join();
            if (!outcome.equals("Verified")) throw new IllegalStateException("it ended as " + outcome);
            return new Times((watcher.seen - heard.pushed) / 1e6, (heard.healthy - heard.pushed) / 1e6);
        }
    }

    private static Change landed(LandfallProcess process, Planned planned) {
        if (!(planned instanceof Planned.Ready ready)) throw new IllegalStateException(planned.toString());
        Landed landed = process.engine().land(new Approved(ready.plan(), "bench"), process.narration());
        if (landed instanceof Landed.Complete complete) return complete.change();
        throw new IllegalStateException(landed.toString());
    }

    /** Somebody else, who looks without a pause until the owner names the commit and the Deployment is rolled out. */
    private static final class Watcher implements Runnable {
        private static final long LONGEST_NANOS = 180_000_000_000L;

        private final SoakWorld world;
        private final ObjectRef object;
        private final int replicas;
        private final String commit;
        private volatile long seen;

        Watcher(SoakWorld world, ObjectRef object, int replicas, String commit) {
            this.world = world;
            this.object = object;
            this.replicas = replicas;
            this.commit = commit;
        }

        @Override
        public void run() {
            long deadline = System.nanoTime() + LONGEST_NANOS;
            while (!isThere() && System.nanoTime() < deadline) pause();
            seen = System.nanoTime();
        }

        private boolean isThere() {
            Optional<JsonNode> live = world.read(object);
            Set<String> applied = world.applied();
            return applied.contains(commit) && live.filter(this::isRolledOut).isPresent();
        }

        /** As {@code kubectl rollout status} has it. */
        private boolean isRolledOut(JsonNode deployment) {
            JsonNode status = deployment.path("status");
            boolean current = status.path("observedGeneration").asLong(-1)
                    == deployment.at("/metadata/generation").asLong();
            boolean all = true;
            for (String field : List.of("replicas", "updatedReplicas", "readyReplicas", "availableReplicas"))
                all &= status.path(field).asInt(0) == replicas;
            return current && all && deployment.at("/spec/replicas").asInt() == replicas;
        }

        private static void pause() {
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
