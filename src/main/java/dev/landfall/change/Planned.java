package dev.landfall.change;

import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.List;

/** What came of planning a request. */
public sealed interface Planned {

    /** It can be landed once it is approved; it is stored under its id. */
    record Ready(ChangePlan plan) implements Planned {}

    /** Git and the live objects have the values already, and the objects are healthy. */
    record NothingToDo(List<PlanPart> parts, List<Evidence> evidence) implements Planned {}

    /** Everything has the values already where it is defined; the live objects have not, or are not healthy. */
    record AlreadyDesired(ChangePlan plan) implements Planned {}

    /** A person must say more; nothing was written. */
    record NeedsInput(Reason question) implements Planned {}

    /** It cannot be done this way, and nothing was written. */
    record Refused(Reason reason) implements Planned {}
}
