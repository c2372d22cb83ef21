package dev.landfall.gitops.flux;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user may do with the objects of Flux, in all namespaces. */
record Rights(Cluster cluster) {

    /** Whoever may not list an owner's kind cannot know that nobody owns an object. */
    List<Access> needed() {
        return to(List.of("get", "list"));
    }

    /** To follow them closely, and to ask for a pass. */
    List<Access> wished() {
        return to(List.of("watch", "patch"));
    }

    private List<Access> to(List<String> verbs) {
        return Stream.of(
                        ApplierKind.KUSTOMIZATION.servedBy(cluster),
                        ApplierKind.HELM_RELEASE.servedBy(cluster),
                        KustomizationLayers.sources(cluster))
                .flatMap(Optional::stream)
                .flatMap(type -> verbs.stream().map(verb -> Access.to(verb, type, "")))
                .toList();
    }

    /**
     * To read what owners take values and variables from, and how far a chart has got. Secrets are not among them: who
     * may read those of releases is for their namespaces to say.
     */
    List<Access> forValues() {
        Optional<ResourceType> charts = ApplierKind.HELM_RELEASE
                .servedBy(cluster)
                .flatMap(_ -> cluster.typeOf("source.toolkit.fluxcd.io", "HelmChart"));
        return Stream.of(cluster.typeOf("", "ConfigMap"), charts)
                .flatMap(Optional::stream)
                .map(type -> Access.to("get", type, ""))
                .toList();
    }
}
