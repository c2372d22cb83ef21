package dev.landfall.cli;

import dev.landfall.change.Checkup;
import dev.landfall.cluster.ClusterException;
import dev.landfall.reason.Reason;
import dev.landfall.report.Documents;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import dev.landfall.report.StyledText;
import dev.landfall.report.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "check",
        description = "Whether everything is there that Landfall needs, and how to mend what is not.",
        footer = {"", "Examples:", "  landfall check", "  landfall check --context staging -o table"})
final class CheckCommand extends DataCommand {

    CheckCommand(Door door) {
        super(door);
    }

    /** A line of the answer; without a fault all is well. */
    private record Line(String what, String found, ExitStatus status, Reason reason) {
        static Line of(Checkup.Finding finding) {
            return switch (finding) {
                case Checkup.Finding.Good good -> new Line(good.what(), good.found(), ExitStatus.DONE, null);
                case Checkup.Finding.Lacking lacking ->
                    new Line(lacking.what(), "", ExitStatus.RIGHTS, lacking.reason());
                case Checkup.Finding.Broken broken -> {
                    Fault fault = Fault.of(broken.thrown());
                    yield new Line(broken.what(), "", fault.status(), fault.reason());
                }
            };
        }

        StyledText text() {
            if (reason == null) return Mark.DONE.before(what + ": " + found + "\n");
            return Mark.WRONG.before(what + ": " + reason.message() + "\n"
                    + (reason.remedy().isEmpty() ? "" : "    → " + reason.remedy() + "\n"));
        }

        void addTo(Table table) {
            if (reason == null) table.add(what, "ok", found, "");
            else table.add(what, reason.code(), reason.message(), reason.remedy());
        }
    }

    @Override
    Answer read(Workplace workplace) {
        List<Line> lines = new ArrayList<>();
        lines.add(configuration(workplace));
        // Without a configuration nothing else can be looked at.
        if (lines.getFirst().reason() == null) {
            lines.addAll(cluster(workplace));
        }
        ExitStatus first = lines.stream()
                .map(Line::status)
                .filter(status -> status != ExitStatus.DONE)
                .findFirst()
                .orElse(ExitStatus.DONE);
        StyledText text = new StyledText();
        Table table = new Table("CHECK", "RESULT", "FOUND", "REMEDY");
        for (Line line : lines) {
            text.append(line.text());
            line.addTo(table);
        }
        return Answer.of(first, text, table, document(lines));
    }

    private static Line configuration(Workplace workplace) {
        try {
            String found =
                    workplace.configuration().file().map(Object::toString).orElse("no file, only defaults");
            return new Line("configuration", found, ExitStatus.DONE, null);
        } catch (RuntimeException thrown) {
            Fault fault = Fault.of(thrown);
            return new Line("configuration", "", fault.status(), fault.reason());
        }
    }

    /** Also a kubeconfig that is missing or wrong is something found, beside what is well. */
    private static List<Line> cluster(Workplace workplace) {
        try {
            return workplace.checkup().findings().stream().map(Line::of).toList();
        } catch (ClusterException thrown) {
            return List.of(Line.of(new Checkup.Finding.Broken("cluster", thrown)));
        }
    }

    private static ObjectNode document(List<Line> lines) {
        ObjectNode document = Documents.create();
        ArrayNode checks = document.putArray("checks");
        for (Line line : lines) {
            ObjectNode node = checks.addObject()
                    .put("what", line.what())
                    .put("ok", line.reason() == null)
                    .put("found", line.found());
            if (line.reason() == null) continue;
            node.putObject("reason")
                    .put("code", line.reason().code())
                    .put("message", line.reason().message())
                    .put("remedy", line.reason().remedy())
                    .put("retryable", line.reason().retryable());
        }
        return document;
    }
}
