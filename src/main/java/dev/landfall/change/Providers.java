package dev.landfall.change;

import dev.landfall.gitops.GitOpsProvider;
import java.util.List;

/** The GitOps tools that Landfall knows. */
public record Providers(List<GitOpsProvider> all) {

    /** @param name that came from one of them */
    public GitOpsProvider named(String name) {
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no provider is called " + name));
    }
}
