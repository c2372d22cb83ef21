package dev.landfall.e2e;

import dev.landfall.sandbox.DeliveryWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A namespace on the cluster that {@code e2e/run} starts or is given, and a repository on its Git server. */
final class RealWorld implements DeliveryWorld {
    private final Testbed testbed = Testbed.here();
    private final Kubectl admin = new Kubectl(testbed.kubeconfig());
    private final String namespace;
    private final GitFixture repository;

    /** @param tool for the name of the namespace */
    RealWorld(String tool) {
        this.namespace = "e2e-contract-%s-%05x"
                .formatted(tool, ThreadLocalRandom.current().nextInt(1 << 20));
        this.repository = GitFixture.create(testbed, namespace, true, folder());
        admin.run("create", "namespace", namespace);
        admin.apply(credentials());
    }

    private Path folder() {
        try {
            return Files.createDirectories(Path.of("target", "e2e", namespace).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String credentials() {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s, namespace: %1$s}
                stringData: {username: "%4$s", password: "%5$s"}
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: %1$s
                  namespace: %2$s
                  labels: {argocd.argoproj.io/secret-type: repository}
                stringData: {type: git, url: "%3$s", username: "%4$s", password: "%5$s"}
                """.formatted(
                namespace, testbed.argocdNamespace(), repository.url(), testbed.gitUsername(), testbed.gitPassword());
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public String argocdNamespace() {
        return testbed.argocdNamespace();
    }

    @Override
    public String repositoryUrl() {
        return repository.url();
    }

    @Override
    public Images images() {
        return new Images(testbed.imageOld(), testbed.imageNew(), testbed.imageMissing());
    }

    @Override
    public String push(Map<String, String> files) {
        return repository.push("Change " + String.join(", ", files.keySet()), files);
    }

    @Override
    public void apply(String yaml) {
        admin.apply(yaml);
    }

    @Override
    public void patch(String resource, String where, String name, String patch) {
        admin.run("patch", resource, name, "-n", where, "--type", "merge", "--field-manager", "ada", "-p", patch);
    }

    @Override
    public void delete(String resource, String where, String name) {
        admin.run("delete", resource, name, "-n", where, "--wait=false");
    }

    @Override
    public JsonNode get(String resource, String where, String name) {
        return admin.get(resource, where, name);
    }

    @Override
    public JsonNode pods(String app) {
        ArrayNode pods = JsonNodeFactory.instance.arrayNode();
        admin.list("pods", namespace, "app=" + app).forEach(pods::add);
        return pods;
    }

    @Override
    public int progressDeadline() {
        return 10;
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(90);
    }

    /** The owners first: one that lives on would make anew what the namespace loses. */
    @Override
    public void close() {
        admin.run(
                "delete",
                "applications.argoproj.io,secrets",
                namespace,
                "-n",
                testbed.argocdNamespace(),
                "--ignore-not-found",
                "--wait=false");
        admin.run("delete", "namespace", namespace, "--wait=false");
    }
}
