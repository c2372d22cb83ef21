package dev.landfall.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cluster as its administrator sees it, or another user by another kubeconfig. */
record Kubectl(Path kubeconfig) {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    String run(String... arguments) {
        return attempt("", arguments).succeeded().out();
    }

    Finished attempt(String input, String... arguments) {
        return command(arguments).fed(input).within(DEADLINE).run();
    }

    Command command(String... arguments) {
        List<String> line = new ArrayList<>(List.of("kubectl"));
        line.addAll(List.of(arguments));
        return Command.of(line).with(Map.of("KUBECONFIG", kubeconfig.toString()));
    }

    /** Creates or updates what the text says. */
    void apply(String yaml) {
        attempt(yaml, "apply", "-f", "-").succeeded();
    }

    /** @param patch as RFC 7386 has it */
    void merge(Delivered.Tracked object, String patch) {
        run("patch", object.resource(), object.name(), "-n", object.namespace(), "--type=merge", "-p=" + patch);
    }

    /** The object, or a missing node. */
    JsonNode get(String kind, String namespace, String name) {
        String found = run("get", kind, name, "-n", namespace, "--ignore-not-found", "-o", "json");
        return found.isBlank() ? JSON.missingNode() : JSON.readTree(found);
    }

    /** All objects of the kind that the selector picks. */
    List<JsonNode> list(String kind, String namespace, String selector) {
        List<JsonNode> found = new ArrayList<>();
        JSON.readTree(run("get", kind, "-n", namespace, "-l", selector, "-o", "json"))
                .path("items")
                .forEach(found::add);
        return found;
    }

    JsonNode await(String kind, String namespace, String name, Duration atMost, Predicate<JsonNode> wanted) {
        return Waiting.until(kind + " " + namespace + "/" + name, atMost, () -> get(kind, namespace, name), wanted);
    }

    /** A new user of the cluster, without any rights, and the kubeconfig that makes one that user. */
    Path user(String namespace, String name, Path folder) {
        apply("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: %s, namespace: %s}
                """.formatted(name, namespace));
        String token =
                run("create", "token", name, "-n", namespace, "--duration=2h").strip();
        JsonNode cluster = JSON.readTree(run("config", "view", "--raw", "--flatten", "--minify", "-o", "json"))
                .path("clusters")
                .path(0)
                .path("cluster");
        // kubectl and every client read JSON as the YAML that it is.
        String text = """
                {"apiVersion": "v1", "kind": "Config", "current-context": "e2e",
                 "clusters": [{"name": "e2e", "cluster": %s}],
                 "contexts": [{"name": "e2e", "context": {"cluster": "e2e", "user": "%s"}}],
                 "users": [{"name": "%s", "user": {"token": "%s"}}]}
                """.formatted(cluster, name, name, token);
        return written(folder.resolve(name + ".kubeconfig"), text);
    }

    /** Grants the rules, each a YAML flow mapping, to the user in every namespace. */
    void grant(String namespace, String user, List<String> rules) {
        String name = "landfall-e2e-" + namespace + "-" + user;
        apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %s, labels: {landfall-e2e: %s}}
                rules: [%s]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %s, labels: {landfall-e2e: %s}}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
                subjects: [{kind: ServiceAccount, name: %s, namespace: %s}]
                """.formatted(name, namespace, String.join(", ", rules), name, namespace, name, user, namespace));
    }

    void revokeAll(String namespace) {
        run("delete", "clusterrolebinding,clusterrole", "-l", "landfall-e2e=" + namespace);
    }

    private static Path written(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
