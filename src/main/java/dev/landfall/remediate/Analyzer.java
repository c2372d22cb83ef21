package dev.landfall.remediate;

import java.util.List;

/** Knows one kind of failure: its signs, its causes and its repairs. */
public interface Analyzer {

    /** A stable name in kebab-case, under which docs/failures.md describes it. */
    String rule();

    /** What of it shows, each subject at most once. It reads through the snapshot only, and changes nothing. */
    List<Finding> findings(Snapshot snapshot);

    /** One that looks at a workload after the other; what it finds is about that. */
    interface OfWorkloads extends Analyzer {

        /** The first that is wrong with it, if anything is. */
        java.util.Optional<Finding> look(Workload workload, Snapshot snapshot);

        @Override
        default List<Finding> findings(Snapshot snapshot) {
            return snapshot.unexplained().stream()
                    .flatMap(workload -> look(workload, snapshot).stream())
                    .toList();
        }
    }
}
