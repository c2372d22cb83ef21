package dev.landfall.change;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in words why a plan no longer means what it meant. */
final class Differences {
    private Differences() {}

    static String between(PlanPart approved, PlanPart now) {
        return Stream.of(
                        differs(
                                "the owner",
                                approved.owner() + " " + approved.ownerUid(),
                                now.owner() + " " + now.ownerUid()),
                        differs("the repository", approved.repository(), now.repository()),
                        differs("the branch", approved.branch(), now.branch()),
                        values(approved, now))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("the plan no longer means what was approved");
    }

    private static Optional<String> differs(String what, String approved, String now) {
        return Objects.equals(approved, now)
                ? Optional.empty()
                : Optional.of(what + " is now " + now + ", not " + approved);
    }

    private static Optional<String> values(PlanPart approved, PlanPart now) {
        if (now.edits().isEmpty()) return Optional.of("Git has the wanted value already");
        for (PlannedEdit edit : approved.edits()) {
            Optional<PlannedEdit> same =
                    now.edits().stream().filter(edit::isOfSamePlaceAs).findFirst();
            if (same.isEmpty()) return Optional.of(edit.field() + " has the wanted value already");
            if (!same.get().file().equals(edit.file()))
                return Optional.of("the object now stands in " + same.get().file());
            if (!same.get().before().equals(edit.before())) {
                return Optional.of(edit.field() + " in " + edit.file() + " is now "
                        + same.get().oldValue() + "; when it was planned it was " + edit.oldValue());
            }
        }
        return Optional.empty();
    }
}
