package dev.landfall.soak;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.Await;
import dev.landfall.sandbox.cluster.ApiOverHttp;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.Yaml;
import dev.landfall.sandbox.flux.Flux;
import dev.landfall.sandbox.git.LoopbackGitServer;
import dev.landfall.sandbox.git.ManifestSource;
import dev.landfall.sandbox.workload.Images;
import dev.landfall.sandbox.workload.Pace;
import dev.landfall.sandbox.workload.Workloads;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much memory many changes take that are tracked at once by one process, beside one change: a sandbox of many teams
 * in this process, and Landfall in a child of 256 MiB. {@code [CHANGES]}
 */
public final class ManyTracked {
    static final int A_TEAM = 25;
    private static final String IMAGE = "web:1.0";
    private static final Duration HELD = Duration.ofSeconds(20);
    private static final Pattern ENDED = Pattern.compile("verified=(\\d+) heap=(\\d+) live=(\\d+) rss=(\\d+)");

    private final int changes;
    private final Path folder;
    private final ObjectStore store = new ObjectStore(InstantSource.system());
    private final LoopbackGitServer git;
    private final LoopbackApi api;
    private final ManifestSource source;
    private final Workloads workloads;
    private Flux flux;

    private ManyTracked(int changes, Path folder) throws IOException {
        this.changes = changes;
        this.folder = folder;
        this.git = LoopbackGitServer.start(folder.resolve("repositories"), "bench", "secret");
        this.api = LoopbackApi.start(new ApiOverHttp(store));
        this.source = new ManifestSource(folder.resolve("controllers"), git.basicCredentials());
        this.workloads = new Workloads(store, InstantSource.system(), new Images(Set.of(IMAGE)), Pace.quick());
        startFlux();
    }

    private void startFlux() {
        flux = new Flux(store, InstantSource.system(), source, Flux.Times.quick());
    }

    /** Of one child, in bytes. */
    private record Taken(int verified, long heap, long live, long rss) {}

    public static void main(String[] arguments) throws Exception {
        int many = arguments.length == 0 ? 500 : Integer.parseInt(arguments[0]);
        Taken one = measured(1);
        row(1, one);
        Taken all = measured(many);
        row(many, all);
        System.out.printf(
                Locale.ROOT,
                "ratio to one: heap in use at most %.1f, after collections %.1f, RSS %.1f%n",
                (double) all.heap() / one.heap(),
                (double) all.live() / one.live(),
                (double) all.rss() / one.rss());
        System.exit(all.verified() == many && all.heap() <= 256L << 20 ? 0 : 1);
    }

    private static void row(int changes, Taken taken) {
        System.out.printf(
                Locale.ROOT,
                "%4d tracked at once, %d verified: heap in use at most %.0f MiB, after collections %.0f MiB, RSS at most %.0f MiB%n",
                changes,
                taken.verified(),
                taken.heap() / 1048576.0,
                taken.live() / 1048576.0,
                taken.rss() / 1048576.0);
    }

    private static Taken measured(int changes) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("landfall-tracking");
        ManyTracked world = new ManyTracked(changes, folder);
        try {
            world.deliver();
            return world.track();
        } finally {
            world.close();
            Soak.delete(folder);
        }
    }

    private void deliver() {
        for (int team = 0; team * A_TEAM < changes; team++)
            deliver("team-" + team, Math.min(A_TEAM, changes - team * A_TEAM));
        for (int team = 0; team * A_TEAM < changes; team++) {
            ObjectRef owner =
                    new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "team-" + team, "team-" + team);
            Await.until(
                    "the first delivery",
                    Duration.ofMinutes(3),
                    () -> store.get(owner)
                            .map(live -> live.at("/status/lastAppliedRevision").asString(""))
                            .orElse(""),
                    applied -> !applied.isEmpty());
        }
    }

    private void deliver(String team, int objects) {
        git.create(team, "main");
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < objects; i++)
            files.put(
                    "apps/web-" + i + ".yaml",
                    Manifests.deployment(team, "web-" + i, IMAGE)
                            .replace("replicas: 2", "replicas: 1")
                            // What is measured is memory: a busy machine shall not end rollouts by their deadline.
                            .replace("progressDeadlineSeconds: 8", "progressDeadlineSeconds: 600"));
        var _ = git.commit(team, "main", files);
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + team + "}}");
        apply(Manifests.kustomization(team, git.url(team).text(), "1m", ""));
    }

    private void apply(String yaml) {
        for (ObjectNode object : Yaml.objects(yaml)) store.apply(object, "kubectl", false);
    }

    /** The controllers stand still while the changes land and for a while after, so that all are tracked at once. */
    private Taken track() throws IOException, InterruptedException {
        flux.close();
        new Workplace(folder).furnish(git.root() + "*", "bench", "secret", api, "default");
        Process child = child();
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher ended = ENDED.matcher(line);
                if (ended.matches())
                    return new Taken(
                            Integer.parseInt(ended.group(1)),
                            Long.parseLong(ended.group(2)),
                            Long.parseLong(ended.group(3)),
                            Long.parseLong(ended.group(4)));
                System.err.println("  " + line);
                if (!line.equals("tracking")) continue;
                Thread.sleep(HELD);
                startFlux();
            }
        } finally {
            child.destroy();
        }
        throw new IllegalStateException("the child ended with status " + child.waitFor());
    }

    private Process child() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TrackingChild.class.getName(),
                folder.toString(),
                String.valueOf(changes)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void close() {
        flux.close();
        workloads.close();
        source.close();
        git.close();
        api.close();
    }
}
