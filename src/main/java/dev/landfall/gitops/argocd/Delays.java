package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Cluster;
import dev.landfall.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What keeps an Application from syncing a new commit for some time, and goes by without anybody's doing. */
record Delays(Cluster cluster, Application application, Instant now) {

    List<Reason> all() {
        String name = application.qualifiedName();
        SurroundingsReader reader = new SurroundingsReader(cluster, application);
        List<Reason> delays =
                new ArrayList<>(OperationRules.delay(application).stream().toList());
        Obstacles.fault(application, ComparisonFault.Cure.BY_ITSELF).ifPresent(delays::add);
        RollingSync rolling = reader.rolling();
        // An ApplicationSet starts its syncs whatever the windows say (argo-cd issue 29307).
        if (rolling instanceof RollingSync.Step) {
            rolling.leavesNoSync(name).ifPresent(delays::add);
            return delays;
        }
        WindowState windows = reader.windows(now);
        windows.closed(name).or(() -> windows.unknown(name)).ifPresent(delays::add);
        return delays;
    }
}
