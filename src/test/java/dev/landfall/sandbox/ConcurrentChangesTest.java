package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Landed;
import dev.landfall.change.Manner;
import dev.landfall.change.Planned;
import dev.landfall.change.Providers;
import dev.landfall.change.RepositoryAccess;
import dev.landfall.change.Silence;
import dev.landfall.change.SymptomCheck;
import dev.landfall.change.Tracer;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectWriter;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.journal.SqliteJournal;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.placement.Placement;
import dev.landfall.render.KustomizeBuild;
import dev.landfall.sandbox.cluster.SandboxCluster;
import dev.landfall.sandbox.cluster.Yaml;
import dev.landfall.sandbox.workload.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A hundred changes through Git and a hundred straight to the cluster, planned and landed by several threads in an order
 * that a seed decides, many of them of the same field: whatever is said to have landed is there, or was replaced by one
 * that saw it.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConcurrentChangesTest {
    private static final long SEED = 20261125;
    private static final int EACH = 100;
    private static final int THREADS = 6;
    /** The owners that take turns; each applies one folder of a repository of its own. */
    private static final List<String> MANAGED = List.of("shop", "bank", "blog", "mail");

    private static final String FREE = "free";
    private static final int OBJECTS = 4;
    private static final int FIELDS = 4;

    @TempDir
    Path folder;

    private final Map<Field, List<String>> seen = new ConcurrentHashMap<>();
    private Sandbox sandbox;
    private RepositoryAccess access;
    private SqliteJournal journal;
    private ChangeEngine engine;

    private record Field(String namespace, String object, String key) {
        ObjectRef ref() {
            return new ObjectRef("", "v1", "ConfigMap", namespace, object);
        }
    }

    /** One attempt at a change, and how it ended. */
    private record Attempt(Field field, String before, String wanted, Landed landed) {}

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.open(folder, "landfall", "secret", new Images(Set.of()), Speed.quick());
        sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + FREE + "}}");
        for (int i = 0; i < OBJECTS; i++) sandbox.apply(configMap(FREE, "settings-" + i));
        for (String name : MANAGED) deliver(name);
        SandboxCluster cluster = sandbox.cluster();
        Configuration configuration = configuration();
        access = new RepositoryAccess(
                configuration,
                Map.of(),
                new GitRepositories(folder.resolve("cache"), GitLimits.standard()),
                List.of(),
                List.of());
        journal = SqliteJournal.open(folder.resolve("journal.db"));
        InstantSource clock = InstantSource.system();
        Placement placement = new Placement(new KustomizeBuild(Map.of()));
        Providers providers = new Providers(
                List.of(new ArgoCdProvider(cluster, cluster, clock), new FluxProvider(cluster, cluster, clock)));
        engine = new ChangeEngine(
                cluster,
                new DirectWriter(new Distant(cluster)),
                providers,
                configuration,
                access,
                placement,
                journal,
                clock,
                () -> Duration.ZERO,
                "",
                SymptomCheck.none());
        Tracer tracer = new Tracer(cluster, providers, access, placement);
        MANAGED.forEach(name -> awaitDelivery(tracer, name));
    }

    @AfterEach
    void close() {
        access.close();
        journal.close();
        sandbox.close();
    }

    private void deliver(String name) {
        sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");
        sandbox.git().create(name, "main");
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < OBJECTS; i++) {
            // Two objects a file: changes of different objects meet in one file, too.
            files.merge(
                    "apps/settings-" + i / 2 + ".yaml",
                    configMap(name, "settings-" + i),
                    (one, two) -> one + "---\n" + two);
        }
        sandbox.git().commit(name, "main", files);
        String url = sandbox.git().url(name).text();
        boolean byFlux = MANAGED.indexOf(name) % 2 == 0;
        sandbox.apply(byFlux ? DemoManifests.kustomization(name, url) : DemoManifests.application(name, url));
    }

    private void awaitDelivery(Tracer tracer, String name) {
        ObjectRef last = new Field(name, "settings-" + (OBJECTS - 1), "").ref();
        Await.until(
                "the delivery of " + name,
                () -> tracer.trace(last, false).ownership(),
                ownership -> ownership instanceof Ownership.Owned);
    }

    private static String configMap(String namespace, String name) {
        StringBuilder text =
                new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: %s}\ndata:\n"
                        .formatted(name, namespace));
        for (int i = 0; i < FIELDS; i++) text.append("  k").append(i).append(": none\n");
        return text.toString();
    }

    private Configuration configuration() throws IOException {
        Files.writeString(folder.resolve("password"), "secret");
        Path file = Files.writeString(
                folder.resolve("landfall.yaml"), """
                allowPlainHttp: true
                repositories:
                  - match: %s*
                    credentials: {username: landfall, passwordFile: "%s"}
                """.formatted(sandbox.git().root(), folder.resolve("password")));
        return ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of()).configuration();
    }

    private static ChangeRequest request(Field field, String value) {
        SetField set = new SetField(
                field.ref(), FieldPath.parse("data." + field.key()), JsonNodeFactory.instance.stringNode(value));
        return new ChangeRequest(
                List.of(set), "set " + field.key() + " to " + value, new Manner("", false, new Destination.Unsaid()));
    }

    @Test
    void nothingThatLandedIsLost() throws InterruptedException, ExecutionException {
        watchFreeObjects();

        List<Attempt> attempts = run(tasks(new Random(SEED)));

        List<Attempt> landed = attempts.stream()
                .filter(attempt -> attempt.landed() instanceof Landed.Complete)
                .toList();
        attempts.forEach(ConcurrentChangesTest::endedWithAReason);
        assertThat(landed.stream().filter(attempt -> isFree(attempt))).hasSizeGreaterThan(EACH / 4);
        assertThat(landed.stream().filter(attempt -> !isFree(attempt))).hasSizeGreaterThan(EACH / 4);
        landed.forEach(attempt -> {
            if (isFree(attempt)) followedItsPredecessor(attempt);
            else isInHistory(attempt);
        });
        assertThat(seen.keySet()).allSatisfy(this::isLiveAsWrittenLast);
        MANAGED.forEach(this::isLiveAsInGit);
    }

    private static boolean isFree(Attempt attempt) {
        return attempt.field().namespace().equals(FREE);
    }

    private List<Callable<Attempt>> tasks(Random random) {
        List<Callable<Attempt>> tasks = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            Field free = new Field(FREE, "settings-" + random.nextInt(2), "k" + random.nextInt(2));
            Field managed = field(MANAGED.get(random.nextInt(MANAGED.size())), random);
            String value = "v" + i;
            int pause = random.nextInt(30);
            tasks.add(() -> change(free, value, pause));
            tasks.add(() -> change(managed, value, pause));
        }
        Collections.shuffle(tasks, random);
        return tasks;
    }

    private static Field field(String namespace, Random random) {
        return new Field(namespace, "settings-" + random.nextInt(OBJECTS), "k" + random.nextInt(FIELDS));
    }

    private static List<Attempt> run(List<Callable<Attempt>> tasks) throws InterruptedException, ExecutionException {
        List<Attempt> attempts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Attempt> attempt : threads.invokeAll(tasks)) attempts.add(attempt.get());
        }
        return attempts;
    }

    private Attempt change(Field field, String value, int pause) throws InterruptedException {
        ChangePlan plan = ((Planned.Ready) engine.plan(request(field, value))).plan();
        Thread.sleep(pause); // as a person who reads the plan
        Landed landed = engine.land(new Approved(plan, "test"), new Silence());
        return new Attempt(field, plan.edits().getFirst().oldValue(), value, landed);
    }

    private static void endedWithAReason(Attempt attempt) {
        switch (attempt.landed()) {
            case Landed.Complete complete ->
                assertThat(complete.change().isLanded()).isTrue();
            case Landed.Outdated outdated ->
                assertThat(outdated.reason().message()).isNotEmpty();
            case Landed.Refused refused -> assertThat(refused.reason().code()).isEqualTo("outdated");
            case Landed.Partly partly -> throw new AssertionError("half a change: " + partly.reason());
        }
    }

    /** Every value that a field of a free object ever had, in their order. */
    private void watchFreeObjects() {
        sandbox.store().subscribe(change -> {
            if (!change.object().ref().namespace().equals(FREE)) return;
            change.object().at("/data").properties().forEach(entry -> {
                Field field = new Field(FREE, change.object().ref().name(), entry.getKey());
                List<String> values = seen.computeIfAbsent(field, key -> new ArrayList<>(List.of("none")));
                String now = entry.getValue().asString();
                if (!values.getLast().equals(now)) values.add(now);
            });
        });
    }

    /** It was written over exactly the value that its plan had shown. */
    private void followedItsPredecessor(Attempt attempt) {
        List<String> values = seen.get(attempt.field());
        int at = values.indexOf(attempt.wanted());
        assertThat(at).as(attempt + " among " + values).isPositive();
        assertThat(values.get(at - 1)).as(attempt + " among " + values).isEqualTo(attempt.before());
    }

    private void isLiveAsWrittenLast(Field field) {
        String live = sandbox.store()
                .get(field.ref())
                .orElseThrow()
                .at("/data/" + field.key())
                .asString();
        assertThat(live).isEqualTo(seen.get(field).getLast());
    }

    /** Its commit is on the branch, says what was wanted, and changed the value that its plan had shown. */
    private void isInHistory(Attempt attempt) {
        Change change = ((Landed.Complete) attempt.landed()).change();
        String commit = change.commits().getFirst();
        String repository = attempt.field().namespace();
        assertThat(sandbox.git().git(repository, "merge-base", commit, "main")).isEqualTo(commit);
        List<String> diff = sandbox.git()
                .git(repository, "show", "--format=", "-U0", commit)
                .lines()
                .filter(line -> line.matches("[-+] .*"))
                .toList();
        String key = attempt.field().key();
        assertThat(diff).containsExactly("-  " + key + ": " + attempt.before(), "+  " + key + ": " + attempt.wanted());
    }

    /** The last commit that touched a field is what is live, by way of the owner. */
    private void isLiveAsInGit(String name) {
        for (int i = 0; i < OBJECTS; i++) {
            ObjectRef ref = new Field(name, "settings-" + i, "").ref();
            String file = sandbox.git().file(name, "main", "apps/settings-" + i / 2 + ".yaml");
            String wanted = Yaml.objects(file).get(i % 2).at("/data").toString();
            refresh(name);
            Await.until(
                    ref + " as in Git",
                    () -> sandbox.store().get(ref).orElseThrow().at("/data").toString(),
                    wanted::equals);
        }
    }

    private void refresh(String name) {
        boolean byFlux = MANAGED.indexOf(name) % 2 == 0;
        ObjectRef owner = byFlux
                ? new ObjectRef("source.toolkit.fluxcd.io", "v1", "GitRepository", name, name)
                : new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", name);
        String annotation = byFlux ? "reconcile.fluxcd.io/requestedAt" : "argocd.argoproj.io/refresh";
        sandbox.cluster().annotate(owner, annotation, byFlux ? String.valueOf(System.nanoTime()) : "normal");
    }

    /** A writer on the other side of a network: others write while a request is on its way. */
    private record Distant(ObjectWriter writer) implements ObjectWriter {
        private static final int LONGEST_MILLIS = 20;

        @Override
        public Written create(ObjectRef ref, JsonNode object, boolean dryRun) {
            travel();
            return writer.create(ref, object, dryRun);
        }

        @Override
        public Written patch(ObjectRef ref, JsonNode jsonPatch, boolean dryRun) {
            travel();
            return writer.patch(ref, jsonPatch, dryRun);
        }

        @Override
        public Written delete(ObjectRef ref, String uid, String resourceVersion, boolean dryRun) {
            travel();
            return writer.delete(ref, uid, resourceVersion, dryRun);
        }

        private static void travel() {
            Await.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_MILLIS)));
        }
    }
}
