package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;

/** That a person keeps the controller of an object from acting, as those of Flux, of the Cluster API and others allow. */
final class Pause {
    private static final List<String> FIELDS = List.of("suspend", "paused");

    private Pause() {}

    static Optional<Health> of(LiveObject object) {
        return FIELDS.stream()
                .filter(field -> object.at("/spec").path(field).asBoolean(false))
                .findFirst()
                .map(field -> new Health.Suspended(
                        Reason.lasting(
                                "object-suspended",
                                object.ref() + " is suspended by spec." + field + ", so its controller does nothing",
                                "set spec." + field + " to false"),
                        "spec." + field));
    }
}
