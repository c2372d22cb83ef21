package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitServerInProcess;
import dev.landfall.git.RepositoryInMemory;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.journal.Journal;
import dev.landfall.journal.RememberedJournal;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.placement.Placement;
import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.SandboxCluster;
import dev.landfall.sandbox.cluster.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A repository, and a cluster in which a Kustomization has applied what is pushed the very moment that it is, unless it
 * waits to be asked; nothing in it takes time, so that a test can go through a hundred processes.
 */
final class PromptWorld implements AutoCloseable {
    static final ObjectRef SETTINGS = configMap("shop", "settings");
    static final ObjectRef EXTRA = configMap("shop", "extra");
    static final ObjectRef FRESH = configMap("shop", "fresh");
    /** Nobody owns these. */
    static final ObjectRef FLAGS = configMap("free", "flags");

    static final ObjectRef BANNER = configMap("free", "banner");
    static final ObjectRef NOTICE = configMap("free", "notice");

    static final String SETTINGS_FILE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, namespace: shop}
            data:
              colour: "blue"   # as the brand has it
              size: "10"
            """;
    static final String EXTRA_FILE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: extra, namespace: shop}
            data: {more: "yes"}   # kept by hand
            """;

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));
    private static final String OTHERS = "kubectl-edit";

    final GitServerInProcess server = GitServerInProcess.start();
    final RepositoryInMemory git = server.create("shop");
    final ObjectStore store = new ObjectStore(CLOCK);
    final PromptFlux flux = new PromptFlux(server.url("shop"), git, store);
    private final SandboxCluster cluster = new SandboxCluster(store);
    private final Path folder;
    private int machines;

    PromptWorld(Path folder) {
        this.folder = folder;
        apply("""
                {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: free}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: flags, namespace: free}, data: {beta: "off", old: "1"}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: banner, namespace: free}, data: {text: "hello"}}
                """);
        apply(flux.manifests());
        commit(
                "ada",
                Map.of("apps/settings.yaml", SETTINGS_FILE, "apps/extra.yaml", EXTRA_FILE, "README.md", "# Shop\n"));
        server.aroundPushes(() -> {}, flux::pushed);
    }

    private static ObjectRef configMap(String namespace, String name) {
        return new ObjectRef("", "v1", "ConfigMap", namespace, name);
    }

    /** As somebody else does with kubectl. */
    void apply(String manifests) {
        for (ObjectNode object : Yaml.objects(manifests)) store.apply(object, OTHERS, false);
    }

    /** As somebody else does with kubectl: one value of a ConfigMap. */
    void edit(ObjectRef ref, String key, String value) {
        store.update(ref, OTHERS, object -> object.withObject("/data").put(key, value));
    }

    CommitId commit(String author, Map<String, String> files) {
        CommitId commit = git.commit(author, files);
        flux.pushed();
        return commit;
    }

    Optional<LiveObject> live(ObjectRef ref) {
        return store.get(ref);
    }

    String value(ObjectRef ref, String key) {
        return live(ref).map(object -> object.at("/data/" + key).asString("")).orElse("");
    }

    static SetField setting(ObjectRef object, String key, String value) {
        return new SetField(object, FieldPath.parse("data." + key), JsonNodeFactory.instance.stringNode(value));
    }

    static CreateObject creating(ObjectRef object, String key, String value) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("apiVersion", "v1").put("kind", "ConfigMap");
        content.putObject("metadata").put("name", object.name()).put("namespace", object.namespace());
        content.putObject("data").put(key, value);
        return new CreateObject(object, content);
    }

    static DeleteObject deleting(ObjectRef object) {
        return new DeleteObject(object);
    }

    /** What is in {@code free} goes straight there, what is in {@code shop} through the Kustomization. */
    static ChangeRequest request(List<DesiredChange> changes) {
        Map<ObjectRef, Destination> destinations = new LinkedHashMap<>();
        for (DesiredChange change : changes)
            destinations.put(
                    change.object(),
                    change.object().namespace().equals("free")
                            ? new Destination.Direct()
                            : new Destination.Into("Kustomization", "shop", "shop"));
        return new ChangeRequest(
                changes, "the sale", new Manner("it begins", false, new Destination.Unsaid()), destinations, "");
    }

    /** The first process on a machine of its own. */
    Machine process() {
        return process(Mortality.immortal());
    }

    Machine process(Mortality mortality) {
        return new Machine(folder.resolve("machine-" + machines++), new RememberedJournal(), mortality, _ -> true);
    }

    /** One life of Landfall on one machine, whose journal and cache the next one finds. */
    final class Machine implements AutoCloseable {
        private final Path home;
        private final RepositoryAccess access;
        private final Journal journal;
        final DyingWriter writer;
        final ChangeEngine engine;
        final Heard heard = new Heard();

        private Machine(Path home, Journal journal, Mortality mortality, Predicate<ObjectRef> admitted) {
            this.home = home;
            this.journal = journal;
            this.writer = new DyingWriter(cluster, cluster, mortality, flux::asked, admitted);
            server.aroundPushes(() -> mortality.pass("before the push"), () -> {
                flux.pushed();
                mortality.pass("after the push");
            });
            Configuration configuration = configuration();
            this.access = new RepositoryAccess(
                    configuration,
                    Map.of(),
                    new GitRepositories(home.resolve("cache"), GitLimits.standard()),
                    List.of(),
                    List.of());
            this.engine = new ChangeEngine(
                    cluster,
                    new DirectWriter(writer),
                    new Providers(List.of(new FluxProvider(cluster, writer, CLOCK))),
                    configuration,
                    access,
                    new Placement(new KustomizeLookAlike()),
                    new DyingJournal(journal, mortality),
                    InstantSource.system(),
                    () -> Duration.ofNanos(System.nanoTime()),
                    "",
                    SymptomCheck.none());
        }

        private Configuration configuration() {
            try {
                Files.createDirectories(home);
                Path file = Files.writeString(home.resolve("landfall.yaml"), """
                        allowPlainHttp: true
                        repositories: [{match: "%s*"}]
                        """.formatted(server.root()));
                return ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of())
                        .configuration();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** The next process on the same machine. */
        Machine next() {
            return next(Mortality.immortal(), _ -> true);
        }

        /** The next process on the same machine, whose journal somebody has thrown away. */
        Machine withoutJournal() {
            close();
            return new Machine(home, new RememberedJournal(), Mortality.immortal(), _ -> true);
        }

        /** The next one, to which the API server refuses to write all but these objects. */
        Machine next(Mortality mortality, Predicate<ObjectRef> admitted) {
            close();
            return new Machine(home, journal, mortality, admitted);
        }

        ChangePlan plan(DesiredChange... changes) {
            return plan(List.of(changes));
        }

        ChangePlan plan(List<DesiredChange> changes) {
            return ready(engine.plan(request(changes)));
        }

        ChangePlan planRevert(Change change) {
            return ready(engine.planRevert(change, "", false));
        }

        ChangePlan planRevert(Change change, int part) {
            return ready(engine.planRevert(change, OptionalInt.of(part), "", false));
        }

        private static ChangePlan ready(Planned planned) {
            if (planned instanceof Planned.Ready ready) return ready.plan();
            throw new IllegalStateException("not ready: " + planned);
        }

        Landed tryToLand(ChangePlan plan) {
            return engine.land(new Approved(plan, "--yes"), heard);
        }

        Change land(ChangePlan plan) {
            Landed landed = tryToLand(plan);
            if (landed instanceof Landed.Complete complete) return complete.change();
            throw new IllegalStateException("not landed: " + landed);
        }

        Outcome track(Change change) {
            return engine.track(change, Merge.BY_PEOPLE, patience(), heard).worst();
        }

        Outcome landAndTrack(ChangePlan plan) {
            return track(land(plan));
        }

        Outcome rollBack(Change change) {
            Change seen = engine.storedChange(change.id());
            return engine.rollBack(seen, track(change), Merge.BY_PEOPLE, patience(), heard);
        }

        Patience patience() {
            return new Patience(
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Optional.of(Duration.ofSeconds(20)));
        }

        @Override
        public void close() {
            access.close();
            journal.close();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
