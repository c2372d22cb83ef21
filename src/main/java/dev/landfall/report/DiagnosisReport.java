package dev.landfall.report;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Diagnosis;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.report.StyledText.Style;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is told of a diagnosis, as data and as text. */
public final class DiagnosisReport {
    private DiagnosisReport() {}

    /** Adds it to the report of what became of the repair. */
    public static void addTo(ObjectNode report, Diagnosis diagnosis) {
        ObjectNode node = report.putObject("diagnosis");
        node.put("workloads", diagnosis.workloads());
        ArrayNode asked = node.putArray("symptoms");
        diagnosis.concern().complaints().forEach(complaint -> asked.add(complaint.key()));
        node.put("seen", diagnosis.isAsAsked() && !diagnosis.findings().isEmpty());
        ArrayNode findings = node.putArray("findings");
        diagnosis.findings().forEach(finding -> addTo(findings.addObject(), finding));
        ArrayNode besides = node.putArray("besides");
        diagnosis.besides().forEach(finding -> addTo(besides.addObject(), finding));
        ArrayNode unread = node.putArray("unread");
        diagnosis.unread().forEach(reason -> Report.put(unread.addObject(), reason));
    }

    public static StyledText text(Diagnosis diagnosis) {
        StyledText text = new StyledText();
        List<Finding> findings = diagnosis.findings();
        if (!diagnosis.isAsAsked())
            text.append(Style.ATTENTION, "not seen")
                    .append(": " + diagnosis.concern().symptom() + "; found instead:\n");
        for (int i = 0; i < findings.size(); i++) add(text, findings.get(i), i + 1, findings.size());
        for (Finding other : diagnosis.besides())
            text.append("  besides, and not asked about: " + other.subject() + ": " + other.sign() + "\n");
        for (Reason unread : diagnosis.unread()) text.append("  not looked at: " + unread.message() + "\n");
        return text;
    }

    private static void add(StyledText text, Finding finding, int number, int of) {
        text.append(of == 1 ? "" : number + ". ")
                .append(Style.BAD, finding.subject().toString());
        text.append(": " + finding.sign() + "\n");
        text.append("  cause: " + finding.cause() + " (" + finding.rule() + ")\n");
        for (Clue clue : finding.clues()) text.append("  " + clue + "\n");
        switch (finding.remedy()) {
            case Finding.Remedy.PersonDecides(Reason reason) -> {
                text.append(Style.ATTENTION, "  a person must act");
                text.append(": " + reason.message() + "\n  → " + reason.remedy() + "\n");
            }
            case Finding.Remedy.Repairs(List<Repair> repairs) -> {
                for (int i = 0; i < repairs.size(); i++) add(text, repairs.get(i), i + 1);
            }
        }
    }

    private static void add(StyledText text, Repair repair, int number) {
        text.append("  repair " + number + ", " + repair.confidence().word() + ": " + repair.what() + " ("
                + repair.because() + ")\n");
    }

    public static Table table(Diagnosis diagnosis) {
        Table table = new Table("SUBJECT", "RULE", "CAUSE", "REPAIR");
        for (Finding finding : diagnosis.findings())
            table.add(finding.subject().toString(), finding.rule(), finding.cause(), remedy(finding));
        return table;
    }

    private static String remedy(Finding finding) {
        return switch (finding.remedy()) {
            case Finding.Remedy.PersonDecides(Reason reason) -> "a person: " + reason.remedy();
            case Finding.Remedy.Repairs(List<Repair> repairs) ->
                repairs.getFirst().confidence().word() + ": "
                        + repairs.getFirst().what();
        };
    }

    private static void addTo(ObjectNode node, Finding finding) {
        node.put("rule", finding.rule());
        node.put("subject", finding.subject().toString());
        node.put("sign", finding.sign());
        node.put("cause", finding.cause());
        node.put("settleSeconds", finding.settle().toSeconds());
        ArrayNode clues = node.putArray("evidence");
        finding.clues()
                .forEach(clue -> clues.addObject()
                        .put("source", clue.source().word())
                        .put("object", clue.object().toString())
                        .put("text", clue.text()));
        ArrayNode repairs = node.putArray("repairs");
        node.putNull("person");
        switch (finding.remedy()) {
            case Finding.Remedy.PersonDecides(Reason reason) -> Report.put(node.putObject("person"), reason);
            case Finding.Remedy.Repairs(List<Repair> all) -> all.forEach(repair -> addTo(repairs.addObject(), repair));
        }
    }

    private static void addTo(ObjectNode node, Repair repair) {
        node.put("what", repair.what());
        node.put("confidence", repair.confidence().word());
        node.put("because", repair.because());
        node.put("risk", repair.risk());
        ArrayNode fields = node.putArray("fields");
        for (DesiredChange change : repair.changes())
            fields.addObject().put("object", change.object().toString()).put("field", change.field());
    }
}
