package dev.landfall.change;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words why a plan no longer means what it meant. */
final class Differences {
    private Differences() {}

    static String between(PlanPart approved, PlanPart now) {
        return who(approved, now).or(() -> values(approved, now)).orElse("the plan no longer means what was approved");
    }

    private static Optional<String> who(PlanPart approved, PlanPart now) {
        return switch (approved) {
            case PlanPart.InGit git
            when now instanceof PlanPart.InGit that -> differs("who owns the objects", owners(git), owners(that));
            case PlanPart.Direct direct
            when now instanceof PlanPart.Direct that ->
                differs(
                        "what is written",
                        direct.writes().toString(),
                        that.writes().toString());
            case PlanPart.InGit git -> Optional.empty();
            case PlanPart.Direct direct -> Optional.empty();
        };
    }

    private static String owners(PlanPart.InGit part) {
        return part.owners().stream()
                .map(share -> share.owner() + " " + share.ownerUid())
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> differs(String what, String approved, String now) {
        return Objects.equals(approved, now)
                ? Optional.empty()
                : Optional.of(what + " is now " + now + ", not " + approved);
    }

    private static Optional<String> values(PlanPart approved, PlanPart now) {
        if (now.edits().isEmpty()) return Optional.of(now.place() + " has the wanted value already");
        for (PlannedEdit edit : approved.edits()) {
            Optional<PlannedEdit> same =
                    now.edits().stream().filter(edit::isOfSamePlaceAs).findFirst();
            if (same.isEmpty()) return Optional.of(edit.field() + " has the wanted value already");
            if (!same.get().file().equals(edit.file()))
                return Optional.of("the object now stands in " + same.get().file());
            if (!same.get().before().equals(edit.before())) {
                return Optional.of(edit.field() + (edit.file().isEmpty() ? "" : " in " + edit.file()) + " is now "
                        + same.get().oldValue() + "; when it was planned it was " + edit.oldValue());
            }
        }
        return Optional.empty();
    }
}
