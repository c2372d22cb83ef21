package dev.landfall.e2e;

import dev.landfall.sandbox.DeliveryWorld;
import dev.landfall.sandbox.FluxContract;

/** The real Flux keeps to what its look-alike does. */
@EndToEnd
class FluxContractEndToEndTest extends FluxContract {
    @Override
    protected DeliveryWorld open(String test) {
        return new RealWorld("flux");
    }
}
