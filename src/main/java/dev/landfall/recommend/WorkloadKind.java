package dev.landfall.recommend;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds that run containers. */
enum WorkloadKind {
    DEPLOYMENT("Deployment", "apps"),
    STATEFUL_SET("StatefulSet", "apps"),
    DAEMON_SET("DaemonSet", "apps"),
    JOB("Job", "batch"),
    CRON_JOB("CronJob", "batch");

    private final String kind;
    private final String group;

    WorkloadKind(String kind, String group) {
        this.kind = kind;
        this.group = group;
    }

    static Optional<WorkloadKind> of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.kind.equalsIgnoreCase(word))
                .findFirst();
    }

    static List<String> kinds() {
        return Arrays.stream(values()).map(each -> each.kind).toList();
    }

    String kind() {
        return kind;
    }

    String group() {
        return group;
    }

    /** Whether somebody decides how many pods there are. */
    boolean hasReplicas() {
        return this == DEPLOYMENT || this == STATEFUL_SET;
    }

    /** Whether its pods stay and can be reached. */
    boolean serves() {
        return this != JOB && this != CRON_JOB;
    }
}
