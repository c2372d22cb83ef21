package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Capabilities;
import dev.landfall.gitops.Charts;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What Argo CD brings to a build from outside of the Application.
 *
 * @param loadsOutside whether its installation lets a kustomization load files from outside of its folder
 * @param destination what charts are told of the cluster that the Application deploys to; empty where that is not known
 * @param helm the major version of its Helm; 0 where that is not known, or no chart is to be rendered
 * @param kustomize the line of its Kustomize, such as {@code 5.8}; empty where that is not known
 * @param charts where published charts are fetched
 */
record Building(
        boolean loadsOutside,
        Optional<Capabilities> destination,
        int helm,
        Supplier<String> kustomize,
        Charts charts) {}
