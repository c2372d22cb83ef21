package dev.landfall.config;

/** Through which GitOps tools changes may be delivered; what owns an object is found out whatever is chosen. */
public enum ProviderChoice {
    /** Through whichever owns the object. */
    AUTO,
    ARGOCD,
    FLUX,
    /** Through none: an object that one of them owns is refused. */
    NONE
}
