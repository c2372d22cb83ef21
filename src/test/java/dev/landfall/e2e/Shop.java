package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One test's world, shared with no other: a namespace, a repository, and an owner that delivers the folder {@code apps}
 * of the one into the other. Closing it takes everything away but the logs, in {@code target/e2e/NAMESPACE}.
 */
final class Shop implements AutoCloseable {
    static final Duration DELIVERED_WITHIN = Duration.ofSeconds(90);
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final Testbed testbed;
    private final Kubectl admin;
    private final String namespace;
    private final Path folder;
    private final GitFixture repository;
    private final Delivery delivery;
    private final Delivered delivered;
    private final Recorder recorder;
    private final List<Delivered> others = new ArrayList<>();
    private final List<Landfall> landfalls = new ArrayList<>();

    private Shop(GitOpsTool tool, String test, boolean waits) {
        this.testbed = Testbed.here();
        this.admin = new Kubectl(testbed.kubeconfig());
        int number = OPENED.incrementAndGet();
        this.namespace = "e2e-%s-%s-%05x"
                .formatted(test, tool.provider(), ThreadLocalRandom.current().nextInt(1 << 20));
        this.folder = created(Path.of("target", "e2e", namespace).toAbsolutePath());
        // Servers that filter and servers that do not are met in turn.
        this.repository = GitFixture.create(testbed, namespace, number % 2 == 0, folder);
        this.delivery = new Delivery(namespace, repository, "apps", namespace, waits);
        this.delivered = tool.deliver(testbed, admin, delivery);
        this.recorder = new Recorder(test, namespace, tool, repository, testbed);
    }

    /** A shop whose {@code web} runs one pod of the old image, proven to be delivered by its owner. */
    static Shop open(GitOpsTool tool, String test) {
        return of(tool, test, false).opened(Map.of());
    }

    /** A shop that is not open yet: its namespace and repository exist, both empty. */
    static Shop of(GitOpsTool tool, String test, boolean waits) {
        Shop shop = new Shop(tool, test, waits);
        shop.admin.run("create", "namespace", shop.namespace);
        return shop;
    }

    /** Pushes the usual files and these, which go before them, and waits for {@code web}. */
    Shop opened(Map<String, String> files) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("README.md", "# Shop\n");
        all.put(Manifests.WEB_FILE, Manifests.web(namespace, testbed.imageOld()));
        all.put(Manifests.SERVICE_FILE, Manifests.service(namespace));
        files.forEach((path, text) -> {
            // An empty text leaves one of the usual files out.
            if (text.isEmpty()) all.remove(path);
            else all.put(path, text);
        });
        repository.push("Open the shop", all);
        delivered.create();
        delivered.tracked().forEach(recorder::watch);
        awaitRunning("web", 1, testbed.imageOld());
        Waiting.until("the owner's proof", DELIVERED_WITHIN, () -> delivered.lists("web"), listed -> listed);
        return this;
    }

    /** A second owner of the same folder. */
    Delivered alsoDeliveredBy(GitOpsTool tool) {
        return alsoDelivered(tool, delivery, "web");
    }

    /** Another folder of the repository, which has this Deployment, by an owner of its own. */
    Delivered alsoDelivered(String path, String deployment) {
        return alsoDelivered(delivered.tool(), delivery.of(path), deployment);
    }

    private Delivered alsoDelivered(GitOpsTool tool, Delivery second, String deployment) {
        Delivered other = tool.deliver(testbed, admin, second.named(namespace + "-2"));
        others.add(other);
        other.create();
        Waiting.until("the second owner's proof", DELIVERED_WITHIN, () -> other.lists(deployment), listed -> listed);
        return other;
    }

    /** Landfall as a user who may read everything and ask the owners for a refresh, and no more. */
    Landfall landfall() {
        return landfall("settle: 3s", List.of(Rights.READ_EVERYTHING, Rights.REFRESH_OWNERS));
    }

    /**
     * @param gitops entries of the configuration's {@code gitops}, in YAML flow style
     * @param rules what the user may do in the cluster
     */
    Landfall landfall(String gitops, List<String> rules) {
        String user = "user-" + landfalls.size();
        Landfall landfall = landfall(gitops, namespace, user);
        if (!rules.isEmpty()) admin.grant(namespace, user, rules);
        return landfall;
    }

    /** Landfall as a service account that has the rights that others gave it. */
    Landfall landfall(String gitops, String userNamespace, String user) {
        Path home = created(folder.resolve(user));
        Path kubeconfig = admin.user(userNamespace, user, home);
        Landfall landfall =
                Landfall.configured(home, kubeconfig, testbed, "{" + gitops + ", syncTimeout: 3m, rolloutTimeout: 3m}");
        landfalls.add(landfall);
        return landfall;
    }

    /** Landfall as a user who may do everything in the cluster, so that plans are tried out and direct writes allowed. */
    Landfall mightyLandfall() {
        return landfall("settle: 1s", List.of(Rights.WRITE_EVERYTHING));
    }

    JsonNode deployment(String name) {
        return admin.get("deployment", namespace, name);
    }

    /** Makes a rule of the cluster for the namespace, and waits until it refuses what it forbids. */
    void makeRule(String expression, String message, String... forbidden) {
        admin.apply(Manifests.rule(namespace, expression, message));
        List<String> tried = new ArrayList<>(List.of(forbidden));
        tried.addAll(List.of("-n", namespace, "--dry-run=server"));
        Waiting.until(
                "the rule",
                DELIVERED_WITHIN,
                () -> admin.attempt("", tried.toArray(String[]::new)).err(),
                said -> said.contains(message));
    }

    /** Takes back {@link #makeRule}, which no namespace takes with it. */
    void deleteRule() {
        admin.run(
                "delete",
                "validatingadmissionpolicy,validatingadmissionpolicybinding",
                namespace,
                "--ignore-not-found");
    }

    /** Waits until the owner is as wanted. */
    void awaitOwner(Predicate<JsonNode> wanted) {
        Delivered.Tracked owner = delivered.owner();
        admin.await(owner.resource(), owner.namespace(), owner.name(), DELIVERED_WITHIN, wanted);
    }

    /** Waits until exactly so many pods of exactly this image are available and none of another is left. */
    JsonNode awaitRunning(String name, int replicas, String image) {
        return admin.await("deployment", namespace, name, DELIVERED_WITHIN, live -> runs(live, replicas, image));
    }

    static boolean runs(JsonNode live, int replicas, String image) {
        JsonNode status = live.path("status");
        return image(live).equals(image)
                && status.path("observedGeneration").asLong(-1)
                        == live.path("metadata").path("generation").asLong(0)
                && status.path("replicas").asInt(0) == replicas
                && status.path("updatedReplicas").asInt(0) == replicas
                && status.path("availableReplicas").asInt(0) == replicas;
    }

    static String image(JsonNode live) {
        return live.path("spec")
                .path("template")
                .path("spec")
                .path("containers")
                .path(0)
                .path("image")
                .asString("");
    }

    /** Waits until a running Landfall has pushed its change, and answers the commit. */
    String awaitPushBy(Running landfall) {
        return Waiting.until(
                "a commit with a Change-Id",
                DELIVERED_WITHIN,
                () -> {
                    // Asked before the branch is read, since a program may push and end in between.
                    boolean ended = landfall.ended();
                    String head = repository.head();
                    if (ended && !isChange(head))
                        throw new AssertionError("ended without a push: " + landfall.await(Duration.ZERO));
                    return head;
                },
                this::isChange);
    }

    private boolean isChange(String commit) {
        return repository.trailers(commit).containsKey("Change-Id");
    }

    /** A pod of the Deployment that runs. */
    String podOf(String name) {
        return admin.list("pods", namespace, "app=" + name)
                .getFirst()
                .path("metadata")
                .path("name")
                .asString();
    }

    Testbed testbed() {
        return testbed;
    }

    Kubectl admin() {
        return admin;
    }

    String namespace() {
        return namespace;
    }

    GitFixture repository() {
        return repository;
    }

    /** For what the test leaves on the disk. */
    Path folder() {
        return folder;
    }

    Delivered delivered() {
        return delivered;
    }

    @Override
    public void close() {
        try (recorder) {
            landfalls.forEach(landfall ->
                    assertThat(landfall.filesWith(testbed.gitPassword())).isEmpty());
        } finally {
            others.forEach(Delivered::delete);
            delivered.delete();
            admin.revokeAll(namespace);
            admin.run("delete", "namespace", namespace, "--wait=false");
        }
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
