package dev.landfall.cli;

import dev.landfall.change.RequestException;
import dev.landfall.remediate.Choice;
import dev.landfall.remediate.Diagnosis;
import dev.landfall.remediate.Scope;
import dev.landfall.report.DiagnosisReport;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
import dev.landfall.report.Table;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "remediate",
        description = "Find out what is wrong, and mend it where it is defined.",
        footer = {
            "",
            "Without a name it looks at the whole namespace, with -A at all of them, and ranks what it finds. A repair is",
            "planned, approved and followed as every change is; it is only Verified once what was found is gone and stays",
            "gone. A repair that is only likely is planned with --repair alone.",
            "",
            "Examples:",
            "  landfall remediate deployment/web -n shop",
            "  landfall remediate -n shop --dry-run",
            "  landfall remediate -A -o json",
            "  landfall remediate deployment/web -n shop --repair 2 --yes"
        })
final class RemediateCommand extends ChangeCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KIND/NAME",
            description = "What does not work; what it belongs to and what belongs to it is looked at too.")
    String object;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Look at all namespaces.")
    boolean everywhere;

    @Option(
            names = "--repair",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Which of the repairs to plan, as they are numbered.")
    int repair;

    @Mixin
    ChangeOptions.Asking asking;

    private Optional<Diagnosis> diagnosis = Optional.empty();

    RemediateCommand(Door door) {
        super(door);
    }

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        Diagnosis found = workplace.remediation().diagnose(scope(workplace));
        diagnosis = Optional.of(found);
        return switch (Choice.of(found, repair)) {
            case Choice.Healthy healthy -> Report.without(ExitStatus.DONE, "Healthy", healthy.reason());
            case Choice.Open open -> Report.without(ExitStatus.NOT_LANDED, "NeedsInput", open.question());
            case Choice.Mend mend ->
                flow.from(
                        workplace
                                .engine()
                                .plan(workplace.remediation().request(mend.finding(), mend.repair(), asking.manner())),
                        asking);
        };
    }

    private Scope scope(Workplace workplace) {
        if (everywhere && object != null)
            throw RequestException.because(
                    "object-and-everywhere", "an object and -A say two different things", "leave one of them out");
        if (everywhere) return new Scope.OfCluster();
        if (object != null) return new Scope.OfObject(workplace.object(object, global.namespace()));
        return new Scope.OfNamespace(workplace.namespace(global.namespace()));
    }

    @Override
    Answer answer(Report report) {
        return diagnosis.map(found -> answer(found, report)).orElseGet(() -> super.answer(report));
    }

    /** The rows are what was found, until there is a plan. */
    private static Answer answer(Diagnosis found, Report report) {
        StyledText text = DiagnosisReport.text(found).append(report.text());
        Table table = report.plan().isEmpty() ? DiagnosisReport.table(found) : report.table();
        ObjectNode document = report.document();
        DiagnosisReport.addTo(document, found);
        return Answer.of(report.status(), text, table, document);
    }
}
