package dev.landfall.soak;

/** Who applies what a change is about. */
public enum Tool {
    ARGOCD,
    FLUX,
    /** A Kustomization with {@code wait: true}. */
    FLUX_WAITING,
    NOBODY;

    public boolean hasOwner() {
        return this != NOBODY;
    }

    public boolean isFlux() {
        return this == FLUX || this == FLUX_WAITING;
    }
}
