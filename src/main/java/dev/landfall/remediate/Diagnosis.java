package dev.landfall.remediate;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;

/**
 * What a look at a part of the cluster came to.
 *
 * @param findings the most pressing first; none where everything that could be read is well. Where something was
 *     complained of, and is seen, only what looks like that
 * @param besides what was found and not complained of
 * @param isAsAsked whether the findings are what was complained of; false where only others were found
 * @param unread what could not be read, so that a fault there would not have been seen
 * @param workloads how many were looked at
 */
public record Diagnosis(
        Concern concern,
        List<Finding> findings,
        List<Finding> besides,
        boolean isAsAsked,
        List<Reason> unread,
        int workloads) {
    public Diagnosis {
        findings = List.copyOf(findings);
        besides = List.copyOf(besides);
        unread = List.copyOf(unread);
    }

    /** @param all the most pressing first */
    static Diagnosis of(Concern concern, List<Finding> all, List<Reason> unread, int workloads) {
        List<Finding> asked = all.stream().filter(concern::isAbout).toList();
        boolean isAsAsked = all.isEmpty() || !asked.isEmpty();
        List<Finding> others =
                all.stream().filter(finding -> !concern.isAbout(finding)).toList();
        return isAsAsked
                ? new Diagnosis(concern, asked, others, true, unread, workloads)
                : new Diagnosis(concern, others, List.of(), false, unread, workloads);
    }

    /** What was looked at, for a person: {@code namespace shop, 3 workloads}. */
    public String looked() {
        String where = switch (concern.scope()) {
            case Scope.OfObject(ObjectRef object) -> object + " and what belongs to it";
            case Scope.OfOwner(ObjectRef owner) -> owner + " and what it depends on";
            case Scope.OfNamespace _, Scope.OfCluster _ -> concern.scope().told() + ", " + count();
        };
        return unread.isEmpty() ? where : where + ", as far as it may be read";
    }

    private String count() {
        return workloads + (workloads == 1 ? " workload" : " workloads");
    }
}
