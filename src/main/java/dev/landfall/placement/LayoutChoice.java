package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Layout;
import dev.landfall.config.RuledObject;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.RuledFile;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the layout of a repository, as its users say it, means for the objects of one owner. */
public record LayoutChoice(Layout layout, ObjectRef owner) {

    Optional<RuledFile> newFile(ObjectRef object) {
        RuledObject ruled = ruled(object);
        return layout.newFile(ruled).map(rule -> new RuledFile(rule.file().filledBy(ruled), rule.named()));
    }

    Optional<RuledFile> decidingFile(FieldChange change) {
        RuledObject ruled = ruled(change.object());
        return layout.decidingFile(ruled, change.path().toString())
                .map(rule -> new RuledFile(rule.file().filledBy(ruled), rule.named()));
    }

    /** As rules look at an object of the owner. */
    public RuledObject ruled(ObjectRef object) {
        return new RuledObject(
                object.kind(),
                object.namespace(),
                object.name(),
                owner.kind() + "/" + owner.namespace() + "/" + owner.name());
    }

    /** Whether a rule gives a field to another file than any that is edited. */
    boolean isPassedOver(List<DesiredChange> changes, EditPlan plan) {
        return switch (plan) {
            case EditPlan.AlreadyAsDesired _ -> false;
            case EditPlan.CannotPlace _ -> !passedOver(changes, List.of()).isEmpty();
            case EditPlan.Edits edits -> !passedOver(changes, edits.files()).isEmpty();
        };
    }

    private List<FieldChange> passedOver(List<DesiredChange> changes, List<FileEdit> edited) {
        return changes.stream()
                .filter(FieldChange.class::isInstance)
                .map(FieldChange.class::cast)
                .filter(change -> decidingFile(change)
                        .filter(ruled ->
                                edited.stream().noneMatch(edit -> edit.path().equals(ruled.path())))
                        .isPresent())
                .toList();
    }

    /** The same, with a warning of each rule that nothing proven was found for. */
    Placed warned(List<DesiredChange> changes, Placed placed) {
        if (!(placed.plan() instanceof EditPlan.Edits edits)) return placed;
        List<Reason> warnings = new ArrayList<>(placed.proof().warnings());
        passedOver(changes, edits.files()).forEach(change -> warnings.add(passedOver(change)));
        return placed.with(placed.proof().with(warnings));
    }

    private Reason passedOver(FieldChange change) {
        RuledFile ruled = decidingFile(change).orElseThrow();
        return Reason.lasting(
                "layout-file-passed-over",
                "%s gives %s of %s to the file %s, and no edit there comes to what is wanted"
                        .formatted(ruled.rule(), change.path(), change.object(), ruled.path()),
                "look whether the file is right that is edited instead, and correct the rule or the repository");
    }
}
