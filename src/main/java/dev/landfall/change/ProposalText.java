package dev.landfall.change;

import dev.landfall.githost.PullRequestText;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a pull request says: what is changed and why, for whom, what is verified after the merge, and how it is taken back.
 * Every text that is not ours stands in code, so that it cannot steer the host.
 */
final class ProposalText {
    private static final int LISTED = 20;

    private ProposalText() {}

    static PullRequestText of(Change change, PlanPart.InGit part) {
        ChangePlan plan = change.plan();
        String title = Markdown.title(CommitMessage.subject(plan, part));
        return new PullRequestText(
                title,
                String.join(
                        "\n\n",
                        what(plan),
                        table(part),
                        applied(part) + rendered(part),
                        warnings(plan) + afterwards(change, part)),
                difference(part),
                CarriedPlan.write(plan) + "\n\n" + CommitMessage.CHANGE_ID + ": " + change.id() + "\n"
                        + CommitMessage.PLAN_DIGEST + ": " + plan.digest());
    }

    private static String what(ChangePlan plan) {
        String what = Markdown.code(plan.request().what()) + " for "
                + Markdown.code(plan.request().about());
        String why = plan.request().manner().reason();
        String reverts = plan.request().isRevert()
                ? "\n\nTakes back change " + Markdown.code(plan.request().reverts()) + "."
                : "";
        return what + (why.isEmpty() ? "" : "\n\n**Why:** " + Markdown.code(why)) + reverts;
    }

    private static String table(PlanPart.InGit part) {
        String rows = part.edits().stream().map(ProposalText::row).collect(Collectors.joining("\n"));
        return "| File | Object | Field | Old | New |\n|---|---|---|---|---|\n" + rows;
    }

    private static String row(PlannedEdit edit) {
        boolean whole = edit.field().isEmpty();
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        Markdown.cell(edit.file()),
                        Markdown.cell(edit.object().toString()),
                        whole ? "the whole object is " + edit.told("→") : Markdown.cell(edit.field()),
                        whole ? "" : Markdown.cell(edit.oldValue()),
                        whole ? "" : Markdown.cell(edit.newValue()));
    }

    private static String applied(PlanPart.InGit part) {
        String owners = part.owners().stream()
                .map(share -> Markdown.code(share.owner().toString()) + " (" + share.provider() + ")")
                .collect(Collectors.joining(", "));
        List<String> proofs = part.owners().stream()
                .flatMap(share -> share.proofs().stream())
                .limit(LISTED)
                .toList();
        return "**Applied by** " + owners + ", from the branch " + Markdown.code(part.branch()) + "."
                + (proofs.isEmpty() ? "" : "\n\n**As seen in the cluster**\n\n" + list(proofs));
    }

    private static String rendered(PlanPart.InGit part) {
        if (part.rendered().isEmpty()) return "";
        return "\n\n**What is built from it changes by**\n\n" + list(part.rendered());
    }

    private static String warnings(ChangePlan plan) {
        if (plan.warnings().isEmpty()) return "";
        List<String> told = plan.warnings().stream().map(Reason::toString).toList();
        return "**Worth knowing**\n\n" + list(told) + "\n\n";
    }

    private static String list(List<String> lines) {
        return lines.stream().map(line -> "- " + Markdown.code(line)).collect(Collectors.joining("\n"));
    }

    private static String afterwards(Change change, PlanPart.InGit part) {
        String targets = part.targets().stream()
                .map(target -> Markdown.code(target.toString()))
                .collect(Collectors.joining(", "));
        return "**After the merge** it is verified that the merged commit is applied, that " + targets
                + " has these values and is healthy, and that it stays so. `landfall track " + change.id()
                + "` follows it, and the outcome is told here.\n\n**To take it back:** `landfall revert " + change.id()
                + "`, or revert the merge.";
    }

    private static String difference(PlanPart.InGit part) {
        return "<details><summary>Difference</summary>\n\n" + Markdown.block("diff", part.diff()) + "\n\n</details>";
    }
}
