package dev.landfall.remediate;

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
}
