package dev.landfall.soak;

import dev.landfall.change.Destination;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.Await;
import dev.landfall.sandbox.argocd.ArgoCd;
import dev.landfall.sandbox.cluster.ApiOverHttp;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.Rejected;
import dev.landfall.sandbox.cluster.Yaml;
import dev.landfall.sandbox.flux.Flux;
import dev.landfall.sandbox.git.ManifestSource;
import dev.landfall.sandbox.workload.Images;
import dev.landfall.sandbox.workload.Pace;
import dev.landfall.sandbox.workload.Workloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The look-alikes, which poll every two seconds so that everything settles soon; Landfall reaches the API server over
 * HTTP, as it does a real one, through the weather.
 */
final class SandboxSoakWorld implements SoakWorld {
    private static final String NAMESPACE = "shop";
    private static final String REPOSITORY = "shop";
    private static final String BRANCH = "main";
    private static final List<String> IMAGES = List.of("web:1.0", "web:1.1", "web:2.0");
    private static final ObjectRef APPLICATION =
            new ObjectRef("argoproj.io", "v1alpha1", "Application", ArgoCd.NAMESPACE, NAMESPACE);
    private static final ObjectRef KUSTOMIZATION =
            new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", NAMESPACE, NAMESPACE);
    private static final Duration LONGEST_OPENING = Duration.ofMinutes(1);

    private final Path folder;
    private final Tool tool;
    private final InstantSource clock = InstantSource.system();
    private final ObjectStore store = new ObjectStore(clock);
    private final Weather weather;
    private final Weather controllersWeather;
    private final WeatheredGitServer git;
    private final LoopbackApi api;
    private final Workloads workloads;
    private final ManifestSource source;
    private ArgoCd argocd;
    private Flux flux;

    SandboxSoakWorld(Path folder, SoakCase soaked) {
        this.folder = folder;
        this.tool = soaked.tool();
        this.weather = new Weather(soaked.seedOf(1), soaked.perMille(), soaked.outage());
        // The controllers' way to Git is as rough as ours; the cluster itself is near to them.
        this.controllersWeather = new Weather(soaked.seedOf(2), soaked.perMille(), false);
        try {
            this.git = WeatheredGitServer.start(folder.resolve("repositories"), weather, controllersWeather);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        ApiOverHttp server = new ApiOverHttp(store);
        this.api = LoopbackApi.start(exchange -> weather.meet(exchange, server));
        workplace().furnish(git.root() + "*", WeatheredGitServer.LANDFALL, "secret", api, NAMESPACE);
        Pace pace = new Pace(
                Duration.ofMillis(40),
                Duration.ofMillis(150),
                Duration.ofMillis(400),
                Duration.ofMillis(80),
                Duration.ofMillis(50));
        this.workloads = new Workloads(store, clock, new Images(Set.copyOf(IMAGES)), pace);
        this.source = new ManifestSource(folder.resolve("controllers"), git.basicCredentials());
        startController();
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public Destination owner() {
        return switch (tool) {
            case ARGOCD -> new Destination.Into("Application", ArgoCd.NAMESPACE, NAMESPACE);
            case FLUX, FLUX_WAITING -> new Destination.Into("Kustomization", NAMESPACE, NAMESPACE);
            case NOBODY -> new Destination.Direct();
        };
    }

    @Override
    public Workplace workplace() {
        return new Workplace(folder);
    }

    @Override
    public List<String> images() {
        return IMAGES;
    }

    @Override
    public String missingImage() {
        return "web:does-not-exist";
    }

    @Override
    public int haste() {
        return 3;
    }

    @Override
    public Duration quiet() {
        return Duration.ofMillis(4500);
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void open(Map<String, String> files) {
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + NAMESPACE + "}}");
        git.create(REPOSITORY, BRANCH);
        weatherWaits();
        if (!tool.hasOwner()) {
            files.forEach((path, text) -> {
                if (path.startsWith("apps/")) apply(text);
            });
        } else {
            commit(files);
            apply(ownerManifest());
            Await.until(
                    "the first delivery",
                    LONGEST_OPENING,
                    () -> SaidApplied.isAtRest(tool, owning(), head()),
                    delivered -> delivered);
        }
    }

    /** Nothing of it is meant for the opening. */
    private void weatherWaits() {
        weather.holds(true);
        controllersWeather.holds(true);
    }

    @Override
    public void weatherBegins() {
        weather.holds(false);
        controllersWeather.holds(false);
    }

    @Override
    public void weatherWorsens() {
        weather.worsens();
        controllersWeather.worsens();
    }

    private String ownerManifest() {
        String url = git.url(REPOSITORY).text();
        if (tool == Tool.ARGOCD) return """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %1$s, namespace: argocd}
                spec:
                  project: default
                  source: {repoURL: "%2$s", targetRevision: main, path: apps}
                  destination: {server: "https://kubernetes.default.svc", namespace: %1$s}
                  syncPolicy: {automated: {prune: true, selfHeal: true}}
                """.formatted(NAMESPACE, url);
        return Manifests.kustomization(NAMESPACE, url, "2s", """
                  retryInterval: 2s
                  timeout: 3s
                  wait: %s
                """.formatted(tool == Tool.FLUX_WAITING));
    }

    @Override
    public Optional<JsonNode> read(ObjectRef object) {
        return store.get(object).map(LiveObject::json);
    }

    @Override
    public List<JsonNode> list(String group, String kind) {
        return store.list(group, kind, NAMESPACE).stream().map(LiveObject::json).toList();
    }

    @Override
    public Set<String> applied() {
        return SaidApplied.by(tool, owning());
    }

    private Optional<JsonNode> owning() {
        return read(owningObject());
    }

    private ObjectRef owningObject() {
        return tool.isFlux() ? KUSTOMIZATION : APPLICATION;
    }

    @Override
    public String head() {
        return git.head(REPOSITORY, BRANCH).hex();
    }

    @Override
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        git.git(REPOSITORY, "ls-tree", "-r", "--name-only", BRANCH, "apps")
                .lines()
                .forEach(path -> files.put(path, git.file(REPOSITORY, BRANCH, path)));
        return files;
    }

    @Override
    public List<String> landfallCommits() {
        return git.git(REPOSITORY, "log", "--format=%H", "--grep=^Change-Id: ", BRANCH)
                .lines()
                .toList();
    }

    @Override
    public boolean contains(String commit, String other) {
        try {
            git.git(REPOSITORY, "merge-base", "--is-ancestor", other, commit);
            return true;
        } catch (IllegalStateException isNot) {
            return false;
        }
    }

    @Override
    public void commit(Map<String, String> files) {
        for (int attempt = 1; ; attempt++) {
            try {
                var _ = git.commit(REPOSITORY, BRANCH, files);
                return;
            } catch (IllegalStateException moved) {
                // Landfall pushed in between, as anybody may.
                if (attempt == 5) throw moved;
            }
        }
    }

    @Override
    public void rewind(String commit) {
        git.git(REPOSITORY, "update-ref", "refs/heads/" + BRANCH, commit);
    }

    @Override
    public void apply(String yaml) {
        for (ObjectNode object : Yaml.objects(yaml)) store.apply(object, "kubectl", false);
    }

    @Override
    public void patch(ObjectRef object, String patch) {
        JsonNode merge = JsonMapper.builder().build().readTree(patch);
        store.update(object, "ada", live -> ApiOverHttp.merge(live, merge));
    }

    @Override
    public void delete(ObjectRef object) {
        try {
            store.delete(object);
        } catch (Rejected gone) {
            // Somebody else was faster.
        }
    }

    @Override
    public void idleOwner() {
        patch(owningObject(), tool.idlePatch());
    }

    @Override
    public void stopPruning() {
        patch(owningObject(), tool.noPruningPatch());
    }

    @Override
    public synchronized void stopController() {
        if (argocd != null) argocd.close();
        if (flux != null) flux.close();
        argocd = null;
        flux = null;
    }

    @Override
    public synchronized void startController() {
        if (argocd != null || flux != null) return;
        if (tool.isFlux())
            flux = new Flux(
                    store,
                    clock,
                    source,
                    new Flux.Times(Duration.ofMillis(20), Duration.ofMillis(30), Duration.ofMillis(200)));
        else
            argocd = new ArgoCd(
                    store,
                    clock,
                    source,
                    new ArgoCd.Times(
                            Duration.ofSeconds(2),
                            Duration.ofMillis(30),
                            Duration.ofMillis(300),
                            Duration.ofMillis(100)));
    }

    @Override
    public void heal() {
        weather.clears();
        controllersWeather.clears();
        startController();
    }

    @Override
    public void close() {
        try {
            stopController();
            workloads.close();
        } finally {
            source.close();
            git.close();
            api.close();
        }
    }
}
