package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.GoDuration;
import java.time.Duration;

/** How long an object gives itself to get where it should be; zero where it says nothing. */
final class OwnDeadline {
    private OwnDeadline() {}

    /** Of a workload; of a HelmRelease the time of one action of Helm, and as often again as it tries. */
    static Duration of(LiveObject object) {
        if (!object.ref().kind().equals("HelmRelease"))
            return Duration.ofSeconds(object.at("/spec/progressDeadlineSeconds").asLong(0));
        long retries = object.at("/spec/upgrade/remediation/retries").asLong(0);
        return GoDuration.parse(object.at("/spec/timeout").asString(""))
                .map(action -> action.multipliedBy(Math.clamp(retries, 0, 10) + 1))
                .orElse(Duration.ZERO);
    }
}
