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

    /** A merge patch of the owner, which then waits for a person before it applies anything. */
    public String idlePatch() {
        return isFlux() ? "{\"spec\": {\"suspend\": true}}" : "{\"spec\": {\"syncPolicy\": {\"automated\": null}}}";
    }

    /** A merge patch of the owner, which then deletes nothing. */
    public String noPruningPatch() {
        return isFlux()
                ? "{\"spec\": {\"prune\": false}}"
                : "{\"spec\": {\"syncPolicy\": {\"automated\": {\"prune\": false}}}}";
    }

    public boolean isFlux() {
        return this == FLUX || this == FLUX_WAITING;
    }
}
