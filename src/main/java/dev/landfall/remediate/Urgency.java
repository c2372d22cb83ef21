package dev.landfall.remediate;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has no pod left that serves comes first, then what serves in part, then everything else. */
final class Urgency implements Comparator<Finding> {
    private final Map<ObjectRef, Integer> ranks = new HashMap<>();

    Urgency(Snapshot snapshot) {
        snapshot.workloads().forEach(workload -> ranks.put(workload.ref(), rank(workload.allPods())));
    }

    private static int rank(List<LiveObject> pods) {
        return pods.stream().anyMatch(Pods::isReady) ? 1 : 0;
    }

    @Override
    public int compare(Finding one, Finding other) {
        return Comparator.<Finding>comparingInt(finding -> ranks.getOrDefault(finding.subject(), 2))
                .thenComparing(finding -> finding.subject().toString())
                .compare(one, other);
    }
}
