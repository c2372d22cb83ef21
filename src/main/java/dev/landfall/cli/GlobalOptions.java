package dev.landfall.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every command takes. */
public final class GlobalOptions {
    /** How data is printed. */
    public enum Format {
        text,
        table,
        json,
        yaml
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; default $XDG_CONFIG_HOME/landfall/landfall.yaml.")
    private Path config;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig; default KUBECONFIG, else ~/.kube/config.")
    private Path kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "The context of the kubeconfig.")
    private String context;

    @Option(
            names = "--owner-context",
            paramLabel = "NAME",
            description =
                    "The context of the cluster where Argo CD or Flux runs, if that is not the one of the objects.")
    private String ownerContext;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            defaultValue = "",
            description = "Default: the one of the context.")
    private String namespace;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; default text. What has no rows is text also as table.")
    private Format format;

    public Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    public Optional<Path> kubeconfig() {
        return Optional.ofNullable(kubeconfig);
    }

    public Optional<String> context() {
        return Optional.ofNullable(context);
    }

    public Optional<String> ownerContext() {
        return Optional.ofNullable(ownerContext);
    }

    public String namespace() {
        return namespace;
    }

    Format format() {
        return format;
    }
}
