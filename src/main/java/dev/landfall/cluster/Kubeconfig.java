package dev.landfall.cluster;

import dev.landfall.reason.Reason;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the user's kubeconfig lies and which context of it counts: {@code --kubeconfig}, else the files of
 * {@code KUBECONFIG}, else {@code ~/.kube/config}, else the service account of the pod that we run in.
 */
public record Kubeconfig(Optional<Path> file, Optional<String> context, Map<String, String> environment) {

    private static final int CONNECT_MILLIS = 5_000;

    Config resolve() {
        Config config = file.isPresent() ? fromFlag(file.get()) : fromSurroundings();
        context.ifPresent(name -> requireContext(config, name));
        return new ConfigBuilder(config)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestRetryBackoffLimit(0) // our own loops decide what is worth another try
                .build();
    }

    private Config fromFlag(Path path) {
        if (!Files.isRegularFile(path)) {
            throw fault("kubeconfig-missing", "the kubeconfig " + path + " does not exist", "check --kubeconfig", null);
        }
        return parse(path);
    }

    private Config fromSurroundings() {
        List<Path> candidates = candidates();
        List<Path> files = candidates.stream().filter(Files::isRegularFile).toList();
        if (files.size() == 1) return parse(files.getFirst());
        boolean inPod = environment.containsKey("KUBERNETES_SERVICE_HOST");
        if (files.isEmpty() && !inPod) {
            throw fault(
                    "kubeconfig-missing",
                    "there is no kubeconfig: looked at " + candidates,
                    "pass --kubeconfig FILE or set KUBECONFIG",
                    null);
        }
        try {
            return Config.autoConfigure(context.orElse(null));
        } catch (RuntimeException unreadable) {
            throw fault(
                    "kubeconfig-invalid", "the kubeconfig " + candidates + " cannot be read", "mend it", unreadable);
        }
    }

    private List<Path> candidates() {
        String variable = environment.getOrDefault("KUBECONFIG", "");
        if (variable.isBlank()) return List.of(Path.of(System.getProperty("user.home"), ".kube", "config"));
        return Arrays.stream(variable.split(File.pathSeparator))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .toList();
    }

    private Config parse(Path path) {
        try {
            Config config = Config.fromKubeconfig(context.orElse(null), path.toFile());
            if (config.getContexts() == null || config.getContexts().isEmpty()) {
                throw fault("kubeconfig-invalid", "the kubeconfig " + path + " names no context", "mend it", null);
            }
            return config;
        } catch (ClusterException known) {
            throw known;
        } catch (RuntimeException unreadable) {
            throw fault("kubeconfig-invalid", "the kubeconfig " + path + " cannot be read", "mend it", unreadable);
        }
    }

    private static void requireContext(Config config, String name) {
        List<String> known =
                config.getContexts().stream().map(context -> context.getName()).toList();
        if (!known.contains(name)) {
            throw fault("no-such-context", "the kubeconfig has no context " + name, "it has " + known, null);
        }
    }

    private static ClusterException fault(String code, String message, String remedy, Throwable cause) {
        return new ClusterException(ClusterException.Fault.USAGE, Reason.lasting(code, message, remedy), cause);
    }
}
