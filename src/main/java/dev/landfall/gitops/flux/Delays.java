package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What keeps a Kustomization from applying a new commit for some time. */
record Delays(Cluster cluster, KustomizationLayers layers) {

    List<Reason> of(LiveObject live) {
        KustomizationStatus kustomization = new KustomizationStatus(live);
        Optional<Reason> failing = layers.source(live)
                .map(GitRepositoryStatus::new)
                .flatMap(GitRepositoryStatus::failure)
                .map(SourceFailure::reason);
        Optional<Reason> waiting =
                new Dependencies(cluster).ahead(kustomization).map(Dependencies.Trouble::reason);
        return Stream.of(failing, waiting, checking(kustomization))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Reason> checking(KustomizationStatus kustomization) {
        return kustomization
                .checkingHealth()
                .map(checking -> Reason.passing(
                        "older-revision-in-progress",
                        "%s will look at no newer commit while it checks the health of what it has applied, %s"
                                .formatted(kustomization.ref(), kustomization.longestCheck()),
                        ""));
    }
}
