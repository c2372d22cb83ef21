package dev.landfall.e2e;

import dev.landfall.change.Destination;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.soak.Forwarding;
import dev.landfall.soak.LoopbackApi;
import dev.landfall.soak.SaidApplied;
import dev.landfall.soak.SoakCase;
import dev.landfall.soak.SoakWorld;
import dev.landfall.soak.Tool;
import dev.landfall.soak.Weather;
import dev.landfall.soak.Workplace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/**
 * A namespace on the cluster that is up. Landfall reaches the API server through the weather: {@code kubectl proxy} lets
 * in what is handed on. The way to Git has no faults here. The truth is read by kubectl and git.
 */
final class RealSoakWorld implements SoakWorld {
    private static final Duration OPENED_WITHIN = Duration.ofMinutes(3);

    private final Testbed testbed = Testbed.here();
    private final Kubectl admin = new Kubectl(testbed.kubeconfig());
    private final Path folder;
    private final Tool tool;
    private final String namespace;
    private final GitFixture repository;
    private final Optional<Delivered> delivered;
    private final Weather weather;
    private final LoopbackApi api;
    private final Process proxy;

    RealSoakWorld(Path folder, SoakCase soaked) {
        this.folder = folder;
        this.tool = soaked.tool();
        this.namespace = "e2e-soak-%05x".formatted(ThreadLocalRandom.current().nextInt(1 << 20));
        this.repository = GitFixture.create(testbed, namespace, true, folder);
        this.delivered = delivered();
        this.weather = new Weather(soaked.seedOf(1), soaked.perMille(), soaked.outage());
        weather.holds(true);
        try {
            this.proxy = new ProcessBuilder(
                            "kubectl", "--kubeconfig", testbed.kubeconfig().toString(), "proxy", "--port=0")
                    .redirectErrorStream(true)
                    .start();
            Forwarding server = new Forwarding("http://" + addressOfProxy());
            this.api = LoopbackApi.start(exchange -> weather.meet(exchange, server));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        workplace().furnish(testbed.gitUrl() + "/*", testbed.gitUsername(), testbed.gitPassword(), api, namespace);
    }

    private Optional<Delivered> delivered() {
        if (!tool.hasOwner()) return Optional.empty();
        GitOpsTool by = tool.isFlux() ? GitOpsTool.FLUX : GitOpsTool.ARGOCD;
        Delivery delivery = new Delivery(namespace, repository, "apps", namespace, tool == Tool.FLUX_WAITING);
        return Optional.of(by.deliver(testbed, admin, delivery));
    }

    /** From its line {@code Starting to serve on 127.0.0.1:41234}. */
    private String addressOfProxy() throws IOException {
        BufferedReader said = proxy.inputReader(StandardCharsets.UTF_8);
        String line = String.valueOf(said.readLine());
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public Destination owner() {
        return delivered.<Destination>map(by -> Destination.into(by.asOwner())).orElseGet(Destination.Direct::new);
    }

    @Override
    public Workplace workplace() {
        return new Workplace(folder);
    }

    @Override
    public List<String> images() {
        return List.of(
                testbed.imageOld(), testbed.imageNew(), testbed.imageSilent().orElse(testbed.imageOld()));
    }

    @Override
    public String missingImage() {
        return testbed.imageMissing();
    }

    @Override
    public int haste() {
        return 1;
    }

    /** Argo CD's longest pause between tries of one sync is about so long, and both owners look again within it. */
    @Override
    public Duration quiet() {
        return Duration.ofSeconds(45);
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(3);
    }

    @Override
    public void open(Map<String, String> files) {
        admin.run("create", "namespace", namespace);
        Map<String, String> patient = new HashMap<>();
        files.forEach((path, text) ->
                patient.put(path, text.replace("progressDeadlineSeconds: 8", "progressDeadlineSeconds: 30")));
        if (delivered.isEmpty()) {
            patient.forEach((path, text) -> {
                if (path.startsWith("apps/")) admin.apply(text);
            });
            return;
        }
        String commit = repository.push("Open the shop", patient);
        delivered.get().create();
        Waiting.until(
                "the first delivery",
                OPENED_WITHIN,
                () -> SaidApplied.isAtRest(tool, owning(), commit),
                there -> there);
    }

    private Optional<JsonNode> owning() {
        return delivered.map(by -> by.owner().read(admin)).filter(JsonNode::isObject);
    }

    @Override
    public void weatherBegins() {
        weather.holds(false);
    }

    @Override
    public void weatherWorsens() {
        weather.worsens();
    }

    @Override
    public Optional<JsonNode> read(ObjectRef object) {
        return Optional.of(admin.get(resource(object.group(), object.kind()), namespace, object.name()))
                .filter(JsonNode::isObject);
    }

    @Override
    public List<JsonNode> list(String group, String kind) {
        return admin.list(resource(group, kind), namespace, "");
    }

    private static String resource(String group, String kind) {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    @Override
    public Set<String> applied() {
        return SaidApplied.by(tool, owning());
    }

    @Override
    public String head() {
        return repository.head();
    }

    @Override
    public Map<String, String> files() {
        return repository.files();
    }

    @Override
    public List<String> landfallCommits() {
        List<String> ours = new ArrayList<>(repository.log().stream()
                .filter(commit -> repository.trailers(commit).containsKey("Change-Id"))
                .toList());
        return ours.reversed();
    }

    @Override
    public boolean contains(String commit, String other) {
        return repository.contains(commit, other);
    }

    @Override
    public void commit(Map<String, String> files) {
        Map<String, String> changes = new HashMap<>();
        files.forEach((path, text) -> changes.put(path, text == null ? "" : text));
        repository.push("Change " + String.join(", ", files.keySet()), changes);
    }

    @Override
    public void rewind(String commit) {
        repository.rewind(commit);
    }

    @Override
    public void apply(String yaml) {
        admin.apply(yaml);
    }

    @Override
    public void patch(ObjectRef object, String patch) {
        admin.run(
                "patch",
                resource(object.group(), object.kind()),
                object.name(),
                "-n",
                namespace,
                "--type=merge",
                "--field-manager=ada",
                "-p=" + patch);
    }

    @Override
    public void delete(ObjectRef object) {
        admin.run(
                "delete",
                resource(object.group(), object.kind()),
                object.name(),
                "-n",
                namespace,
                "--ignore-not-found",
                "--wait=false");
    }

    @Override
    public void idleOwner() {
        delivered.ifPresent(by -> admin.merge(by.owner(), tool.idlePatch()));
    }

    @Override
    public void stopPruning() {
        delivered.ifPresent(by -> admin.merge(by.owner(), tool.noPruningPatch()));
    }

    @Override
    public void stopController() {
        control("stop");
    }

    @Override
    public void startController() {
        control("start");
    }

    /** That of the whole cluster: others that run beside may be told to wait by it, and never anything that is wrong. */
    private void control(String what) {
        String program = testbed.controller().orElseThrow(() -> new IllegalStateException("needs E2E_CONTROLLER"));
        Command.of(List.of(program, what, tool.isFlux() ? "flux" : "argocd")).output();
    }

    @Override
    public void heal() {
        weather.clears();
        if (delivered.isEmpty()) return;
        startController();
        delivered.get().lookNow(admin);
    }

    @Override
    public void close() {
        proxy.destroy();
        api.close();
        delivered.ifPresent(Delivered::delete);
        admin.run("delete", "namespace", namespace, "--wait=false");
    }
}
