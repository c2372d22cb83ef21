package dev.landfall.e2e;

/** What every test runs under, one after the other. */
enum GitOpsTool {
    ARGOCD("argocd"),
    FLUX("flux");

    private final String provider;

    GitOpsTool(String provider) {
        this.provider = provider;
    }

    /** The name that Landfall's configuration and answers use. */
    String provider() {
        return provider;
    }

    GitOpsTool other() {
        return switch (this) {
            case ARGOCD -> FLUX;
            case FLUX -> ARGOCD;
        };
    }

    Delivered deliver(Testbed testbed, Kubectl admin, Delivery delivery) {
        return switch (this) {
            case ARGOCD -> new ArgoApplication(testbed, admin, delivery);
            case FLUX -> new FluxKustomization(testbed, admin, delivery);
        };
    }
}
