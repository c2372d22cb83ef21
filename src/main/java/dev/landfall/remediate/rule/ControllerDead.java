package dev.landfall.remediate.rule;

import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A controller that brings Git into the cluster is scaled to 0, so that nothing moves (failure 57). One whose pods fail is
 * found as any other workload is. It cannot mend itself: a change of it in Git would never arrive.
 */
final class ControllerDead implements Analyzer.OfWorkloads {
    private static final Set<String> OF_ARGO_CD = Set.of("argocd-application-controller", "argocd-repo-server");
    private static final Set<String> OF_FLUX = Set.of("source-controller", "kustomize-controller", "helm-controller");

    @Override
    public String rule() {
        return "controller-dead";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        boolean rests = workload.live().at("/spec/replicas").asLong(1) == 0;
        return rests && isController(workload.live().labels()) ? Optional.of(finding(workload)) : Optional.empty();
    }

    private static boolean isController(Map<String, String> labels) {
        return OF_ARGO_CD.contains(labels.getOrDefault("app.kubernetes.io/name", ""))
                || (labels.getOrDefault("app.kubernetes.io/part-of", "").equals("flux")
                        && OF_FLUX.contains(labels.getOrDefault("app.kubernetes.io/component", "")));
    }

    private Finding finding(Workload workload) {
        String name = workload.ref().name();
        return new Finding(
                rule(),
                workload.ref(),
                "it has 0 replicas, and what it serves stands still",
                "a controller of GitOps is scaled to 0: nothing gets from Git into the cluster through it",
                List.of(new Clue(Clue.Source.SPEC, workload.ref(), "spec.replicas is 0")),
                new Remedy.PersonDecides(Reason.lasting(
                        "controller-scaled-to-zero",
                        workload.ref() + " is scaled to 0, and no change through Git brings it back",
                        "`kubectl scale %s/%s -n %s --replicas=1`"
                                .formatted(
                                        workload.ref().kind().toLowerCase(Locale.ROOT),
                                        name,
                                        workload.ref().namespace()))),
                Finding.LEAST_SETTLE);
    }
}
