package dev.landfall.mcp;

import dev.landfall.change.ChangePlan;
import dev.landfall.change.Planned;
import dev.landfall.change.Question;
import dev.landfall.remediate.Diagnosis;
import dev.landfall.report.DiagnosisReport;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import dev.landfall.report.PlanText;
import dev.landfall.report.PlannedReports;
import dev.landfall.report.Report;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool found out.
 *
 * @param document by the tool's output schema
 * @param words of our own, that nothing from outside is part of: how it ended, and what to call next
 * @param told the same as text for people; it may quote the cluster and the repositories
 */
record ToolAnswer(ObjectNode document, String words, String told, boolean isError) {

    static ToolAnswer of(Report report) {
        return of(report, report.text().plain());
    }

    private static ToolAnswer of(Report report, String told) {
        return new ToolAnswer(report.document(), NextCall.after(report), told, report.isError());
    }

    static ToolAnswer of(Fault fault) {
        return of(Report.of(fault));
    }

    static ToolAnswer of(Planned planned) {
        return switch (planned) {
            case Planned.Refused refused -> of(PlannedReports.of(refused));
            case Planned.NeedsInput needs -> of(PlannedReports.of(needs));
            case Planned.NothingToDo nothing -> of(PlannedReports.of(nothing));
            case Planned.AlreadyDesired desired -> of(PlannedReports.of(desired));
            case Planned.Ready ready -> of(ready.plan());
        };
    }

    private static ToolAnswer of(ChangePlan plan) {
        return of(
                PlannedReports.planned(plan, ExitStatus.DONE), PlanText.of(plan).plain());
    }

    /** With what led there, before all else. */
    ToolAnswer behind(String text) {
        return new ToolAnswer(document, words, text + told, isError);
    }

    /** With what was found, before all else; the document has it too. */
    ToolAnswer behind(Diagnosis found) {
        DiagnosisReport.addTo(document, found);
        return behind(DiagnosisReport.text(found).plain());
    }

    /** What a person must still say, each question with its key and what an answer looks like. */
    static ToolAnswer asking(List<Question> questions) {
        Report report = Report.asking(questions, List.of());
        return new ToolAnswer(
                report.document(), NextCall.after(report), report.text().plain(), false);
    }
}
