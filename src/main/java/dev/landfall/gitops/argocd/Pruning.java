package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.Arrays;
import java.util.Optional;

/**
 * What keeps Argo CD from deleting an object that leaves Git: automated sync deletes only with {@code prune}, and an
 * object may say of itself that it is not to be pruned (docs/user-guide/sync-options.md).
 */
record Pruning(Cluster cluster, Application application) {
    private static final String OPTIONS = "argocd.argoproj.io/sync-options";

    Optional<Reason> obstacleTo(ObjectRef target) {
        return switchedOff()
                .or(() -> emptied(target))
                .or(() -> cluster.get(target).flatMap(Pruning::protectedByItself));
    }

    private Optional<Reason> emptied(ObjectRef target) {
        boolean allowed =
                application.live().at("/spec/syncPolicy/automated/allowEmpty").asBoolean(false);
        boolean last = application.resources().stream()
                .allMatch(entry -> entry.object().isSameObjectAs(target));
        if (allowed || !last) return Optional.empty();
        return Optional.of(Reason.lasting(
                "last-object",
                "%s is the last object of Application %s, which Argo CD does not empty by itself"
                        .formatted(target, application.qualifiedName()),
                "delete the Application, or set spec.syncPolicy.automated.allowEmpty"));
    }

    private Optional<Reason> switchedOff() {
        return isOn(application) ? Optional.empty() : Optional.of(off(application));
    }

    static boolean isOn(Application application) {
        return application.live().at("/spec/syncPolicy/automated/prune").asBoolean(false);
    }

    static Reason off(Application application) {
        return Reason.lasting(
                "pruning-off",
                "Application %s does not prune: what leaves Git stays in the cluster"
                        .formatted(application.qualifiedName()),
                "set spec.syncPolicy.automated.prune to true in the Application, or delete by hand:"
                        + " `argocd app sync %s --prune` after the commit".formatted(application.qualifiedName()));
    }

    private static Optional<Reason> protectedByItself(LiveObject live) {
        String options = live.annotations().getOrDefault(OPTIONS, "");
        return Arrays.stream(options.split(","))
                .map(String::strip)
                .filter(option -> option.equalsIgnoreCase("Prune=false"))
                .findFirst()
                .map(option -> Reason.lasting(
                        "pruning-off",
                        "%s carries %s: %s, so Argo CD keeps it when it leaves Git"
                                .formatted(live.ref(), OPTIONS, option),
                        "remove that option from the object and its manifest first"));
    }
}
