package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.OwnerReference;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.Generation;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the ApplicationSet that generates an Application, and what else that one generates. */
record ApplicationSets(Cluster cluster) {

    /** Empty for an Application that none generates, and where it names one that is gone. */
    Optional<Generation> generating(LiveObject application) {
        Optional<OwnerReference> reference = generator(application);
        if (reference.isEmpty()) return Optional.empty();
        try {
            return type(ApplicationSet.KIND)
                    .flatMap(type -> cluster.get(type.named(
                            application.ref().namespace(), reference.get().name())))
                    .map(found -> generation(new ApplicationSet(found), application));
        } catch (ClusterException refused) {
            return Optional.of(new Generation.Closed(
                    unreadable(application, reference.get().name(), Rights.missingIn(refused))));
        }
    }

    static Optional<OwnerReference> generator(LiveObject application) {
        return application.ownerReferences().stream()
                .filter(OwnerReference::controller)
                .filter(reference -> reference.kind().equals(ApplicationSet.KIND)
                        && reference.apiVersion().startsWith(Application.GROUP + "/"))
                .findFirst();
    }

    private Generation generation(ApplicationSet set, LiveObject application) {
        Optional<Reason> obstacle = set.obstacle();
        if (obstacle.isPresent()) return new Generation.Closed(obstacle.get());
        return new Generation.FromTemplate(
                set.live(),
                generatedBy(set),
                ApplicationSet.TEMPLATE,
                set.wording(),
                set.parameters(),
                set.untouched(application.ref().name()));
    }

    private List<LiveObject> generatedBy(ApplicationSet set) {
        List<LiveObject> generated = new ArrayList<>();
        scan(Application.KIND, set.live().ref().namespace(), application -> {
            boolean isBySet = generator(application)
                    .filter(reference ->
                            reference.name().equals(set.live().ref().name()))
                    .isPresent();
            if (isBySet) generated.add(application);
        });
        return generated;
    }

    /** Shows every ApplicationSet of all namespaces. @return the right to see them, where it is missing */
    List<Access> scan(Consumer<ApplicationSet> each) {
        try {
            scan(ApplicationSet.KIND, "", found -> each.accept(new ApplicationSet(found)));
            return List.of();
        } catch (ClusterException refused) {
            return List.of(Rights.missingIn(refused));
        }
    }

    private void scan(String kind, String namespace, Consumer<LiveObject> each) {
        type(kind).ifPresent(type -> cluster.scan(type, namespace, "", each));
    }

    private Optional<ResourceType> type(String kind) {
        return cluster.typeOf(Application.GROUP, kind);
    }

    private static Reason unreadable(LiveObject application, String set, Access missing) {
        return Reason.lasting(
                "applicationset-unreadable",
                "ApplicationSet %s/%s generates %s, and what it says decides the field: you may not %s"
                        .formatted(application.ref().namespace(), set, application.ref(), missing),
                "get a Role with the rule " + missing.rule());
    }
}
