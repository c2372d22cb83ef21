package dev.landfall.e2e;

import dev.landfall.sandbox.ArgoCdContract;
import dev.landfall.sandbox.DeliveryWorld;

/** The real Argo CD keeps to what its look-alike does. */
@EndToEnd
class ArgoCdContractEndToEndTest extends ArgoCdContract {
    @Override
    protected DeliveryWorld open(String test) {
        return new RealWorld("argocd");
    }
}
