package dev.landfall.cli;

import dev.landfall.change.Answers;
import dev.landfall.change.RequestException;
import dev.landfall.remediate.Choice;
import dev.landfall.remediate.Consultation;
import dev.landfall.remediate.Consultation.Subject;
import dev.landfall.remediate.Diagnosis;
import dev.landfall.remediate.Scope;
import dev.landfall.report.DiagnosisReport;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
import dev.landfall.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "It looks at one object, at what words complain of, without either at the whole namespace, with -A at all of",
            "them, and ranks what it finds. A repair is planned, approved and followed as every change is; it is only",
            "Verified once what was found is gone and stays gone. Which of several faults is meant, and a repair that is",
            "only likely, is asked. See docs/remediate.md.",
            "",
            "Examples:",
            "  landfall remediate deployment/web -n shop",
            "  landfall remediate \"web in shop keeps crashing\"",
            "  landfall remediate -n shop --dry-run",
            "  landfall remediate -A -o json",
            "  landfall remediate deployment/web -n shop --repair 2 --yes"
        })
final class RemediateCommand extends ChangeCommand {
    private static final String REPAIR = "repair";

    @Parameters(
            index = "0..*",
            arity = "0..*",
            paramLabel = "KIND/NAME|WORDS",
            description = "What does not work, or in words what is wrong; what it belongs to and what belongs to it is"
                    + " looked at too.")
    List<String> words = List.of();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Look at all namespaces.")
    boolean everywhere;

    @Option(
            names = "--repair",
            paramLabel = "NUMBER",
            description = "Which of the repairs to plan, as they are numbered; short for --answer repair=NUMBER.")
    String repair;

    @Mixin
    ChangeOptions.Asking asking;

    @Mixin
    AnswerOptions answering;

    private Optional<Diagnosis> diagnosis = Optional.empty();
    private boolean isTold;

    RemediateCommand(Door door) {
        super(door);
    }

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        Consultation consultation = new Consultation(workplace.remediation(), subject(workplace), flow::understood);
        Guide guide = answering.asker(door().terminal());
        Map<String, String> answers = given();
        while (true) {
            answers.putAll(guide.answers());
            Choice choice = consultation.next(new Answers(answers));
            diagnosis = consultation.diagnosis();
            switch (choice) {
                case Choice.Asked asked -> {
                    if (door().terminal().canAsk()) diagnosis.ifPresent(this::tell);
                    Optional<Report> open = guide.ask(asked.questions());
                    if (open.isPresent()) return open.get();
                }
                case Choice.Healthy healthy -> {
                    return Report.without(ExitStatus.DONE, "Healthy", healthy.reason());
                }
                case Choice.Open open -> {
                    return Report.without(ExitStatus.NOT_LANDED, "NeedsInput", open.reason());
                }
                case Choice.Mend mend -> {
                    diagnosis.ifPresent(this::tell);
                    var wanted = workplace.remediation().request(mend.finding(), mend.repair(), asking.manner());
                    return flow.from(workplace.engine().plan(wanted), asking);
                }
            }
        }
    }

    private Subject subject(Workplace workplace) {
        if (words.isEmpty()) return new Subject.Typed(whole(workplace));
        if (words.size() > 1 || !words.getFirst().matches("[^\\s/]+/[^\\s/]+"))
            return new Subject.InWords(workplace.symptoms(global.namespace()), String.join(" ", words), everywhere);
        if (everywhere)
            throw RequestException.because(
                    "object-and-everywhere", "an object and -A say two different things", "leave one of them out");
        return new Subject.Typed(new Scope.OfObject(workplace.object(words.getFirst(), global.namespace())));
    }

    private Scope whole(Workplace workplace) {
        return everywhere ? new Scope.OfCluster() : new Scope.OfNamespace(workplace.namespace(global.namespace()));
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        answering.given().byKey().forEach((key, answer) -> given.put(key, answer.value()));
        if (repair == null) return given;
        String before = given.put(REPAIR, repair);
        if (before != null && !before.equals(repair))
            throw RequestException.because(
                    "answered-twice",
                    "--repair is " + repair + ", and the answer " + REPAIR + " is " + before,
                    "leave one of them out");
        return given;
    }

    /** Who is to choose or to approve has to see first what it is about. */
    private void tell(Diagnosis found) {
        if (!isTold) door().terminal().tell(DiagnosisReport.text(found));
        isTold = true;
    }

    @Override
    Answer answer(Report report) {
        return diagnosis.map(found -> answer(found, report)).orElseGet(() -> super.answer(report));
    }

    /** The rows are what was found, until there is a plan. */
    private Answer answer(Diagnosis found, Report report) {
        StyledText before = isTold ? new StyledText() : DiagnosisReport.text(found);
        StyledText text = before.append(report.text());
        Table table = report.plan().isEmpty() ? DiagnosisReport.table(found) : report.table();
        ObjectNode document = report.document();
        DiagnosisReport.addTo(document, found);
        return Answer.of(report.status(), text, table, document);
    }
}
