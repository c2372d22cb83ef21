package dev.landfall.cli;

import dev.landfall.change.ChangePlan;
import dev.landfall.change.PlanPart;
import dev.landfall.change.PlannedEdit;
import dev.landfall.reason.Reason;

/** A plan as a person reads it before saying yes. */
final class PlanText {
    private PlanText() {}

    static String of(ChangePlan plan) {
        PlanPart part = plan.part();
        StringBuilder text = new StringBuilder();
        text.append("Plan ")
                .append(plan.id())
                .append(": ")
                .append(plan.request().what())
                .append(" for ")
                .append(part.target())
                .append('\n');
        text.append("  owner       ")
                .append(part.owner())
                .append(" (")
                .append(part.provider())
                .append(")\n");
        text.append("  repository  ")
                .append(part.repository())
                .append(", branch ")
                .append(part.branch())
                .append('\n');
        for (PlannedEdit edit : part.edits()) {
            text.append("  file        ")
                    .append(edit.file())
                    .append(':')
                    .append(edit.line())
                    .append('\n');
            text.append("  change      ")
                    .append(edit.field())
                    .append(": ")
                    .append(edit.oldValue())
                    .append(" → ")
                    .append(edit.newValue())
                    .append('\n');
        }
        text.append('\n').append(part.diff().indent(2)).append('\n');
        text.append("  One commit is pushed to ")
                .append(part.branch())
                .append("; then ")
                .append(part.owner())
                .append(" applies it, and ")
                .append(part.target())
                .append(" is watched until it is proven healthy.\n");
        for (Reason warning : plan.warnings())
            text.append("  note: ").append(warning).append('\n');
        text.append("  digest      ").append(plan.digest()).append('\n');
        return text.toString();
    }
}
