package dev.landfall.change;

import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.List;

/** What came of planning a request. */
public sealed interface Planned {

    /** It can be landed once it is approved; it is stored under its id. */
    record Ready(ChangePlan plan) implements Planned {}

    /** Git and the live object have the values already, and the object is healthy. */
    record NothingToDo(PlanPart part, List<Evidence> evidence) implements Planned {}

    /** Git has the values already at the head of the branch; the live object has not, or is not healthy. */
    record AlreadyInGit(ChangePlan plan) implements Planned {}

    /** It cannot be done this way, and nothing was written. */
    record Refused(Reason reason) implements Planned {}
}
