package dev.landfall.report;

import dev.landfall.change.ChangePlan;
import dev.landfall.change.OwnerChange;
import dev.landfall.change.OwnerShare;
import dev.landfall.change.PlanPart;
import dev.landfall.change.PlannedEdit;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import dev.landfall.report.StyledText.Style;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as a person reads it before saying yes. */
public final class PlanText {
    private PlanText() {}

    public static StyledText of(ChangePlan plan) {
        StyledText text = StyledText.of(
                "Plan %s: %s\n".formatted(plan.id(), plan.request().told()));
        if (plan.parts().size() > 1) line(text, "order", order(plan));
        plan.ownerChanges().forEach(change -> addThrough(text, change));
        plan.parts().forEach(part -> add(text, part));
        for (Reason warning : plan.warnings()) text.append("  note: " + warning + "\n");
        line(text, "digest", plan.digest());
        return text;
    }

    private static void addThrough(StyledText text, OwnerChange change) {
        String objects = list(change.targets());
        switch (change.part()) {
            case DECIDES -> line(text, "through", change.owner() + ", whose own spec decides it for " + objects);
            case IS_READ -> line(text, "through", change.owner() + ", read by " + objects);
            case READS_ANEW, CHANGES_ALONG -> {}
        }
    }

    private static String order(ChangePlan plan) {
        return plan.parts().stream().map(PlanPart::place).collect(Collectors.joining(", then "))
                + "; the next one only once the one before it has landed";
    }

    private static void add(StyledText text, PlanPart part) {
        switch (part) {
            case PlanPart.InGit git -> {
                for (OwnerShare share : git.owners())
                    line(text, "owner", share.owner() + " (" + share.provider() + ")");
                line(text, "repository", git.repository() + ", branch " + git.branch());
            }
            case PlanPart.Direct direct -> line(text, "owner", "nobody: written directly");
        }
        part.edits().forEach(edit -> add(text, edit, part.targets().size() > 1));
        part.rendered().forEach(applied -> line(text, "applied", applied));
        if (part.edits().isEmpty()) line(text, "change", "none: " + part.place() + " is as wanted");
        if (!part.diff().isEmpty()) addDiff(text.append("\n"), part.diff());
        text.append("\n  " + whatHappens(part) + "\n");
    }

    private static void addDiff(StyledText text, String diff) {
        boolean inHunk = false; // above it, the signs belong to the names of the files
        for (String line : diff.lines().toList()) {
            if (line.startsWith("diff --git ")) inHunk = false;
            text.append("  ").append(inHunk ? style(line) : Style.PLAIN, line).append("\n");
            if (line.startsWith("@@ ")) inHunk = true;
        }
    }

    private static Style style(String line) {
        if (line.startsWith("+")) return Style.GOOD;
        return line.startsWith("-") ? Style.BAD : Style.PLAIN;
    }

    private static void add(StyledText text, PlannedEdit edit, boolean named) {
        if (!edit.file().isEmpty()) line(text, "file", edit.file() + ":" + edit.line());
        boolean whole = edit.field().isEmpty();
        line(text, "change", (named || whole ? edit.object() + " " : "") + edit.told("→"));
    }

    private static String whatHappens(PlanPart part) {
        String targets = list(part.targets());
        return switch (part) {
            case PlanPart.InGit git
            when git.edits().isEmpty() -> "Nothing is pushed to %s; %s is watched.".formatted(git.branch(), targets);
            case PlanPart.InGit git
            when git.way() == PlanPart.Way.PULL_REQUEST ->
                "A pull request into %s is opened with one commit; once that is merged, %s it, and %s followed until it is proven."
                        .formatted(
                                git.branch(),
                                applies(git),
                                targets + (git.targets().size() == 1 ? " is" : " are"));
            case PlanPart.InGit git ->
                "One commit is pushed to %s; then %s it, and %s followed until it is proven."
                        .formatted(
                                git.branch(),
                                applies(git),
                                targets + (git.targets().size() == 1 ? " is" : " are"));
            case PlanPart.Direct direct ->
                "The API server is told directly; then %s followed until it is proven."
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

    private static void line(StyledText text, String title, String value) {
        text.append("  %-11s %s\n".formatted(title, value));
    }
}
