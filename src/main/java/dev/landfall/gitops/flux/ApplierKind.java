package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of object that apply others and list them in {@code status.inventory}, and the labels they leave. */
enum ApplierKind {
    KUSTOMIZATION("kustomize.toolkit.fluxcd.io", "Kustomization", "kustomize.toolkit.fluxcd.io", ""),
    HELM_RELEASE("helm.toolkit.fluxcd.io", "HelmRelease", "helm.toolkit.fluxcd.io", "helm-release"),
    RESOURCE_SET("fluxcd.controlplane.io", "ResourceSet", "resourceset.fluxcd.controlplane.io", "resource-set"),
    FLUX_INSTANCE("fluxcd.controlplane.io", "FluxInstance", "fluxcd.controlplane.io", "flux-instance");

    private final String group;
    private final String kind;
    private final String labelPrefix;
    private final String whyNoPlace;

    ApplierKind(String group, String kind, String labelPrefix, String whyNoPlace) {
        this.group = group;
        this.kind = kind;
        this.labelPrefix = labelPrefix;
        this.whyNoPlace = whyNoPlace;
    }

    /** Whether {@code spec.dependsOn} names others of the same kind. */
    static boolean waitsForItsOwnKind(ObjectRef object) {
        return find(object)
                .filter(kind -> kind == KUSTOMIZATION || kind == HELM_RELEASE)
                .isPresent();
    }

    /** Empty for what is no owner of Flux. */
    static Optional<ApplierKind> find(ObjectRef object) {
        return Arrays.stream(values())
                .filter(each -> each.kind.equals(object.kind()) && each.group.equals(object.group()))
                .findFirst();
    }

    static ApplierKind of(ObjectRef owner) {
        return find(owner).orElseThrow(() -> new IllegalStateException("no owner of Flux: " + owner));
    }

    String kind() {
        return kind;
    }

    String nameLabel() {
        return labelPrefix + "/name";
    }

    String namespaceLabel() {
        return labelPrefix + "/namespace";
    }

    /** The code of the reason why Landfall cannot place an edit behind such an owner; empty where it can. */
    String whyNoPlace() {
        return whyNoPlace;
    }

    /** Empty where the cluster does not serve the kind. */
    Optional<ResourceType> servedBy(Cluster cluster) {
        return cluster.typeOf(group, kind);
    }
}
