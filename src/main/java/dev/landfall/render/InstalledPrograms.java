package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.Map;
import java.util.Optional;

/** Renders with the Kustomize and the Helm of this machine. */
public final class InstalledPrograms implements Renderer {
    private final KustomizeBuild kustomize;
    private final HelmTemplate helm;

    /** @param environment that names the programs; looked at when something is to be rendered */
    public InstalledPrograms(Map<String, String> environment) {
        this.kustomize = new KustomizeBuild(environment);
        this.helm = new HelmTemplate(environment);
    }

    @Override
    public Rendering render(Build build) {
        return kustomize.render(build);
    }

    @Override
    public Rendering render(ChartBuild build) {
        return helm.render(build);
    }

    @Override
    public Optional<Reason> doubt(Build build) {
        return kustomize.doubt(build);
    }

    @Override
    public Optional<Reason> doubt(ChartBuild build) {
        return helm.doubt(build);
    }
}
