package dev.landfall.change;

import dev.landfall.reason.Reason;
import java.util.List;

/**
 * Everything that a person approves.
 *
 * @param id for looking it up; the same request planned twice has two
 * @param parts each landed by itself, in this order, and only while all before it have landed; those in Git come first
 * @param digest of what the plan means, see {@link PlanDigest}; 64 hex digits
 * @param warnings what the person should know before saying yes
 */
public record ChangePlan(String id, ChangeRequest request, List<PlanPart> parts, String digest, List<Reason> warnings) {
    public ChangePlan {
        parts = List.copyOf(parts);
    }

    public List<PlannedEdit> edits() {
        return parts.stream().flatMap(part -> part.edits().stream()).toList();
    }
}
