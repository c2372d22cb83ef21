package dev.landfall.remediate;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;

/**
 * What a look at a part of the cluster came to.
 *
 * @param findings the most pressing first; none where everything that could be read is well
 * @param unread what could not be read, so that a fault there would not have been seen
 * @param workloads how many were looked at
 */
public record Diagnosis(Scope scope, List<Finding> findings, List<Reason> unread, int workloads) {
    public Diagnosis {
        findings = List.copyOf(findings);
        unread = List.copyOf(unread);
    }

    /** What was looked at, for a person: {@code namespace shop, 3 workloads}. */
    public String looked() {
        String where = switch (scope) {
            case Scope.OfObject(ObjectRef object) -> object + " and what belongs to it";
            case Scope.OfNamespace(String namespace) -> "namespace " + namespace + ", " + count();
            case Scope.OfCluster _ -> "all namespaces, " + count();
        };
        return unread.isEmpty() ? where : where + ", as far as it may be read";
    }

    private String count() {
        return workloads + (workloads == 1 ? " workload" : " workloads");
    }
}
