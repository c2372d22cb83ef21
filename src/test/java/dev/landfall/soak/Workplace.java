package dev.landfall.soak;

import dev.landfall.cluster.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What Landfall finds on the machine that it runs on, in one folder. */
public record Workplace(Path folder) {

    /** For its journal and caches. */
    public Path home() {
        return folder.resolve("home");
    }

    /** Knows the repositories and their credentials. */
    public Path configuration() {
        return folder.resolve("landfall.yaml");
    }

    public Kubeconfig kubeconfig() {
        return new Kubeconfig(Optional.of(kubeconfigFile()), Optional.empty(), Map.of());
    }

    private Path kubeconfigFile() {
        return folder.resolve("kubeconfig");
    }

    /** @param match the repositories, as the configuration names them */
    public void furnish(String match, String username, String password, LoopbackApi api, String namespace) {
        try {
            Files.createDirectories(home());
            Path secret = Files.writeString(folder.resolve("password"), password);
            Files.writeString(configuration(), """
                    allowPlainHttp: true
                    repositories:
                      - match: %s
                        credentials: {username: "%s", passwordFile: "%s"}
                        delivery: push
                    """.formatted(match, username, secret));
            Files.writeString(kubeconfigFile(), """
                    apiVersion: v1
                    kind: Config
                    current-context: soak
                    clusters: [{name: soak, cluster: {server: "%s"}}]
                    contexts: [{name: soak, context: {cluster: soak, user: nobody, namespace: %s}}]
                    users: [{name: nobody, user: {}}]
                    """.formatted(api.url(), namespace));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
