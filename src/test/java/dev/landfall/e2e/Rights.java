package dev.landfall.e2e;

/** Rules of a ClusterRole, in YAML flow style. */
final class Rights {
    private Rights() {}

    static final String READ_EVERYTHING = "{apiGroups: ['*'], resources: ['*'], verbs: [get, list, watch]}";

    static final String WRITE_EVERYTHING = "{apiGroups: ['*'], resources: ['*'], verbs: ['*']}";

    /** To set the annotation by which an owner is asked to look again. */
    static final String REFRESH_OWNERS =
            "{apiGroups: [argoproj.io, kustomize.toolkit.fluxcd.io, source.toolkit.fluxcd.io], resources: [applications, applicationsets, kustomizations, gitrepositories], verbs: [patch]}";
}
