package dev.landfall.cli;

import dev.landfall.change.RequestException;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Diagnosis;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Scope;
import dev.landfall.report.DiagnosisReport;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
import dev.landfall.report.Table;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
        if (found.findings().isEmpty()) return healthy(found);
        if (found.findings().size() > 1) return several(found);
        Finding finding = found.findings().getFirst();
        return switch (finding.remedy()) {
            case Finding.Remedy.PersonDecides(Reason reason) ->
                Report.without(ExitStatus.NOT_LANDED, "NeedsInput", reason);
            case Finding.Remedy.Repairs(List<Repair> repairs) ->
                chosen(repairs)
                        .map(one -> flow.from(
                                workplace.engine().plan(workplace.remediation().request(finding, one, asking.manner())),
                                asking))
                        .orElseGet(() -> onlyLikely(repairs));
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

    /** The one that is asked for, else the best, if it is certain. */
    private Optional<Repair> chosen(List<Repair> repairs) {
        if (repair < 0 || repair > repairs.size())
            throw RequestException.because(
                    "no-such-repair", "there is no repair " + repair, "they are numbered from 1 to " + repairs.size());
        if (repair > 0) return Optional.of(repairs.get(repair - 1));
        return Optional.of(repairs.getFirst())
                .filter(best -> best.confidence() == Confidence.CERTAIN && isAlone(repairs));
    }

    private static boolean isAlone(List<Repair> repairs) {
        return repairs.stream()
                        .filter(one -> one.confidence() == Confidence.CERTAIN)
                        .count()
                == 1;
    }

    private static Report healthy(Diagnosis found) {
        Reason reason =
                Reason.lasting("no-fault-found", "no fault was found in " + DiagnosisReport.looked(found), "");
        return Report.without(ExitStatus.DONE, "Healthy", reason);
    }

    private static Report several(Diagnosis found) {
        Finding first = found.findings().getFirst();
        return Report.without(
                ExitStatus.NOT_LANDED,
                "NeedsInput",
                Reason.lasting(
                        "several-faults",
                        found.findings().size() + " faults were found; one is mended at a time",
                        "landfall remediate " + DiagnosisReport.typed(first.subject()) + " mends the first"));
    }

    private static Report onlyLikely(List<Repair> repairs) {
        String question = repairs.size() == 1 ? "is it right?" : "which of " + repairs.size() + " is right?";
        return Report.without(
                ExitStatus.NOT_LANDED,
                "NeedsInput",
                Reason.lasting(
                        "repair-to-choose",
                        "what is wrong is clear, and what mends it is only likely: " + question,
                        "--repair 1 plans the first of them"));
    }

    @Override
    Answer answer(Report report) {
        return diagnosis.map(found -> answer(found, report)).orElseGet(() -> super.answer(report));
    }

    /** The rows are what was found, until there is a plan. */
    private static Answer answer(Diagnosis found, Report report) {
        StyledText text = DiagnosisReport.text(found).append(report.text());
        Table table = report.plan().isEmpty() ? DiagnosisReport.table(found) : report.table();
        return Answer.of(report.status(), text, table, DiagnosisReport.document(found, report));
    }
}
