package dev.landfall.cli;

import dev.landfall.change.ChangePlan;
import dev.landfall.change.OwnerShare;
import dev.landfall.change.PlanPart;
import dev.landfall.change.PlannedEdit;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as a person reads it before saying yes. */
final class PlanText {
    private PlanText() {}

    static String of(ChangePlan plan) {
        StringBuilder text = new StringBuilder("Plan %s: %s for %s%n"
                .formatted(plan.id(), plan.request().what(), plan.request().about()));
        plan.parts().forEach(part -> add(text, part));
        for (Reason warning : plan.warnings())
            text.append("  note: ").append(warning).append('\n');
        line(text, "digest", plan.digest());
        return text.toString();
    }

    private static void add(StringBuilder text, PlanPart part) {
        switch (part) {
            case PlanPart.InGit git -> {
                for (OwnerShare share : git.owners())
                    line(text, "owner", share.owner() + " (" + share.provider() + ")");
                line(text, "repository", git.repository() + ", branch " + git.branch());
            }
            case PlanPart.Direct direct -> line(text, "owner", "nobody: written directly");
        }
        part.edits().forEach(edit -> add(text, edit, part.targets().size() > 1));
        if (part instanceof PlanPart.InGit git) git.rendered().forEach(applied -> line(text, "applied", applied));
        if (part.edits().isEmpty()) line(text, "change", "none: " + part.place() + " is as wanted");
        if (!part.diff().isEmpty()) text.append('\n').append(part.diff().indent(2));
        text.append('\n').append("  ").append(whatHappens(part)).append("\n");
    }

    private static void add(StringBuilder text, PlannedEdit edit, boolean named) {
        if (!edit.file().isEmpty()) line(text, "file", edit.file() + ":" + edit.line());
        boolean whole = edit.field().isEmpty();
        line(text, "change", (named || whole ? edit.object() + " " : "") + edit.told("→"));
    }

    private static String whatHappens(PlanPart part) {
        String targets = list(part.targets());
        return switch (part) {
            case PlanPart.InGit git
            when git.edits().isEmpty() -> "Nothing is pushed to %s; %s is watched.".formatted(git.branch(), targets);
            case PlanPart.InGit git ->
                "One commit is pushed to %s; then %s it, and %s watched until proven healthy."
                        .formatted(
                                git.branch(),
                                applies(git),
                                targets + (git.targets().size() == 1 ? " is" : " are"));
            case PlanPart.Direct direct ->
                "The API server is told directly; then %s watched until proven healthy."
                        .formatted(targets + (direct.targets().size() == 1 ? " is" : " are"));
        };
    }

    private static String applies(PlanPart.InGit part) {
        List<ObjectRef> owners = part.owners().stream().map(OwnerShare::owner).toList();
        return list(owners) + (owners.size() == 1 ? " applies" : " apply");
    }

    private static String list(List<ObjectRef> objects) {
        return objects.stream().map(ObjectRef::toString).collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String title, String value) {
        text.append("  %-11s %s%n".formatted(title, value));
    }
}
