package dev.landfall.sandbox;

import dev.landfall.sandbox.argocd.ArgoCd;
import dev.landfall.sandbox.flux.Flux;
import dev.landfall.sandbox.workload.Pace;

/** How fast a sandbox lives. */
public record Speed(Pace workloads, ArgoCd.Times argocd, Flux.Times flux) {

    /** For people who watch. */
    public static Speed visible() {
        return new Speed(Pace.visible(), ArgoCd.Times.visible(), Flux.Times.visible());
    }

    /** For tests. */
    public static Speed quick() {
        return new Speed(Pace.quick(), ArgoCd.Times.quick(), Flux.Times.quick());
    }
}
