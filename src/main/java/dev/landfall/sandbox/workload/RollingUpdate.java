package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How many Pods each ReplicaSet of a Deployment gets next, by the rules of the real controller: never more than
 * {@code maxSurge} too many, never more than {@code maxUnavailable} too few.
 */
record RollingUpdate(int newest, List<Scaled> old) {

    record Scaled(LiveObject set, int replicas) {}

    /** @param old oldest first */
    static RollingUpdate of(LiveObject deployment, LiveObject newest, List<LiveObject> old) {
        int wanted = deployment.at("/spec/replicas").asInt(1);
        boolean recreates = deployment.at("/spec/strategy/type").asString("").equals("Recreate");
        if (recreates) return recreate(wanted, newest, old);
        int surge = share(deployment.at("/spec/strategy/rollingUpdate/maxSurge"), wanted, true);
        int unavailable = share(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable"), wanted, false);
        // Both rounded to nothing would stand still for ever.
        if (surge == 0 && unavailable == 0) unavailable = 1;
        int grown = grown(newest, wanted, surge, old);
        return new RollingUpdate(grown, shrunk(old, newest, grown, wanted - unavailable));
    }

    private static RollingUpdate recreate(int wanted, LiveObject newest, List<LiveObject> old) {
        boolean left = old.stream().anyMatch(set -> replicas(set) > 0 || status(set, "replicas") > 0);
        return new RollingUpdate(
                left ? replicas(newest) : wanted,
                old.stream().map(set -> new Scaled(set, 0)).toList());
    }

    private static int grown(LiveObject newest, int wanted, int surge, List<LiveObject> old) {
        int now = replicas(newest);
        if (now >= wanted) return wanted;
        int room = wanted
                + surge
                - now
                - old.stream().mapToInt(RollingUpdate::replicas).sum();
        return now + Math.clamp(room, 0, wanted - now);
    }

    private static List<Scaled> shrunk(List<LiveObject> old, LiveObject newest, int grown, int leastAvailable) {
        int total = grown + old.stream().mapToInt(RollingUpdate::replicas).sum();
        int newUnavailable = grown - status(newest, "availableReplicas");
        int spare = Math.max(0, total - leastAvailable - Math.max(0, newUnavailable));
        List<Scaled> scaled = new ArrayList<>();
        // Pods that serve nobody go first, those of the oldest revision before others.
        int[] left = {spare};
        for (LiveObject set : old) {
            int idle = Math.max(0, replicas(set) - status(set, "availableReplicas"));
            int less = Math.min(idle, left[0]);
            left[0] -= less;
            scaled.add(new Scaled(set, replicas(set) - less));
        }
        int available = status(newest, "availableReplicas")
                + old.stream().mapToInt(set -> status(set, "availableReplicas")).sum();
        left[0] = Math.min(left[0], Math.max(0, available - leastAvailable));
        for (int i = 0; i < scaled.size(); i++) {
            int less = Math.min(scaled.get(i).replicas(), left[0]);
            left[0] -= less;
            scaled.set(i, new Scaled(scaled.get(i).set(), scaled.get(i).replicas() - less));
        }
        return scaled;
    }

    /** A number, or a percentage of the wanted replicas. */
    private static int share(JsonNode value, int wanted, boolean roundUp) {
        if (value.isNumber()) return value.asInt();
        String text = value.asString("25%");
        double share = Integer.parseInt(text.replace("%", "")) * wanted / 100.0;
        return (int) (roundUp ? Math.ceil(share) : Math.floor(share));
    }

    private static int replicas(LiveObject set) {
        return set.at("/spec/replicas").asInt(0);
    }

    private static int status(LiveObject set, String field) {
        return set.at("/status/" + field).asInt(0);
    }
}
