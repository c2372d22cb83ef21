package dev.landfall.report;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Outcome;
import dev.landfall.change.OwnerChange;
import dev.landfall.change.OwnerShare;
import dev.landfall.change.PlanPart;
import dev.landfall.change.PullRequestLink;
import dev.landfall.change.Question;
import dev.landfall.change.Verdict;
import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import dev.landfall.report.StyledText.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a command about a change ended, as scripts and people read it.
 *
 * @param outcome a name of the published schema, such as {@code Verified} or {@code Refused}
 * @param parts what is said about each place; none where it did not come to that
 * @param questions that are open; none where it came to a plan
 */
public record Report(
        ExitStatus status,
        String outcome,
        Reason reason,
        Optional<ChangePlan> plan,
        Optional<Change> change,
        List<Part> parts,
        List<Reason> warnings,
        List<Question> questions) {

    Report(
            ExitStatus status,
            String outcome,
            Reason reason,
            Optional<ChangePlan> plan,
            Optional<Change> change,
            List<Part> parts,
            List<Reason> warnings) {
        this(status, outcome, reason, plan, change, parts, warnings, List.of());
    }

    /**
     * How one place went.
     *
     * @param arrival where a change has begun
     */
    public record Part(
            PlanPart planned,
            Optional<Change.Arrival> arrival,
            String outcome,
            Reason reason,
            List<Evidence> evidence) {

        Optional<String> commit() {
            return arrival.orElse(null) instanceof Change.Arrival.Committed ours
                    ? Optional.of(ours.commit())
                    : Optional.empty();
        }

        Optional<PullRequestLink> proposal() {
            return arrival.flatMap(Change::pullRequestOf);
        }
    }

    public static Report without(ExitStatus status, String outcome, Reason reason) {
        return new Report(status, outcome, reason, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /**
     * Where a person must say more first.
     *
     * @param questions at least one
     */
    public static Report asking(List<Question> questions, List<Reason> warnings) {
        String first = Printable.line(questions.getFirst().text());
        Reason reason = Reason.lasting(
                "questions-open",
                questions.size() == 1 ? first : questions.size() + " questions are open, the first: " + first,
                "answer at a terminal, by --answer KEY=VALUE, by a file (--answers), or take what is suggested (--defaults)");
        return new Report(
                ExitStatus.NOT_LANDED,
                "NeedsInput",
                reason,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                warnings,
                questions);
    }

    /** Where nothing came of it. */
    public static Report of(Fault fault) {
        return without(fault.status(), "Error", fault.reason());
    }

    public static Report about(ChangePlan plan, ExitStatus status, String outcome, Reason reason) {
        List<Part> parts = plan.parts().stream()
                .map(part -> new Part(part, Optional.empty(), outcome, reason, List.of()))
                .toList();
        return new Report(
                status, outcome, reason, Optional.of(plan), Optional.empty(), parts, plan.warnings(), List.of());
    }

    public static Report about(Change change, ExitStatus status, String outcome, Reason reason) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < change.arrivals().size(); i++) {
            PlanPart planned = change.plan().parts().get(i);
            parts.add(new Part(planned, Optional.of(change.arrivals().get(i)), outcome, reason, List.of()));
        }
        return new Report(
                status, outcome, reason, Optional.of(change.plan()), Optional.of(change), parts, List.of(), List.of());
    }

    /** With how each part went. */
    public Report with(Verdict verdict, List<Reason> worthKnowing) {
        List<Part> judged = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Outcome of = verdict.parts().get(i);
            Part part = parts.get(i);
            judged.add(new Part(part.planned(), part.arrival(), of.name(), of.reason(), of.evidence()));
        }
        return new Report(status, outcome, reason, plan, change, judged, worthKnowing, questions);
    }

    /** Whether nothing came of it but the error that it tells. */
    public boolean isError() {
        return outcome.equals("Error");
    }

    public ObjectNode document() {
        ObjectNode document = Documents.create();
        plan.ifPresentOrElse(known -> put(document.putObject("plan"), known), () -> document.putNull("plan"));
        document.put("change", change.map(Change::id).orElse(null));
        document.put("outcome", outcome);
        put(document.putObject("reason"), reason);
        ArrayNode places = document.putArray("parts");
        parts.forEach(part -> addPart(places.addObject(), part));
        ArrayNode told = document.putArray("warnings");
        warnings.forEach(warning -> put(told.addObject(), warning));
        if (!questions.isEmpty()) document.set("questions", Documents.questions(questions));
        return document;
    }

    private static void put(ObjectNode node, ChangePlan plan) {
        node.put("id", plan.id()).put("digest", plan.digest()).put("diff", diff(plan));
        ArrayNode changes = node.putArray("ownerChanges");
        plan.ownerChanges().forEach(change -> put(changes.addObject(), change));
    }

    private static void put(ObjectNode node, OwnerChange change) {
        node.put("object", change.owner().toString())
                .put("part", change.part().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        ArrayNode fields = node.putArray("fields");
        change.changes().forEach(each -> fields.add(each.field()));
        ArrayNode objects = node.putArray("for");
        change.targets().forEach(target -> objects.add(target.toString()));
    }

    private static String diff(ChangePlan plan) {
        return plan.parts().stream().map(PlanPart::diff).collect(Collectors.joining());
    }

    private static void addPart(ObjectNode node, Part part) {
        node.put("outcome", part.outcome());
        put(node.putObject("reason"), part.reason());
        switch (part.planned()) {
            case PlanPart.InGit git -> addGit(node, git, part);
            case PlanPart.Direct direct -> addDirect(node);
        }
        ArrayNode objects = node.putArray("objects");
        part.planned().targets().forEach(target -> objects.add(target.toString()));
        ArrayNode edits = node.putArray("edits");
        part.planned()
                .edits()
                .forEach(edit -> edits.addObject()
                        .put("object", edit.object().toString())
                        .put("file", edit.file())
                        .put("field", edit.field())
                        .put("old", edit.oldValue())
                        .put("new", edit.newValue()));
        ArrayNode seen = node.putArray("evidence");
        part.evidence()
                .forEach(one -> seen.addObject()
                        .put("class", one.evidenceClass().name())
                        .put("revision", one.revision())
                        .put("object", one.object().toString())
                        .put("observed", one.observed()));
    }

    private static void addGit(ObjectNode node, PlanPart.InGit git, Part part) {
        OwnerShare first = git.owners().getFirst();
        node.put("delivery", Change.wayOf(git, part.arrival()).word());
        node.put("provider", first.provider());
        put(node.putObject("owner"), first);
        ArrayNode owners = node.putArray("owners");
        git.owners().forEach(share -> put(owners.addObject(), share));
        node.put("repository", git.repository());
        node.put("branch", git.branch());
        node.put("commit", part.commit().orElse(null));
        node.put("pullRequest", part.proposal().map(PullRequestLink::page).orElse(null));
        ArrayNode files = node.putArray("files");
        git.files().forEach(files::add);
    }

    private static void addDirect(ObjectNode node) {
        node.put("delivery", "direct");
        for (String none : List.of("provider", "owner", "repository", "branch", "commit", "pullRequest"))
            node.putNull(none);
        node.putArray("owners");
        node.putArray("files");
    }

    private static void put(ObjectNode node, OwnerShare share) {
        node.put("provider", share.provider())
                .put("kind", share.owner().kind())
                .put("namespace", share.owner().namespace())
                .put("name", share.owner().name());
    }

    static void put(ObjectNode node, Reason reason) {
        node.put("code", reason.code())
                .put("message", reason.message())
                .put("remedy", reason.remedy())
                .put("retryable", reason.retryable());
    }

    /** {@code NEEDS INPUT} of {@code NeedsInput}. */
    private static StyledText heading(String outcome) {
        String words = outcome.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
        return new StyledText().append(style(outcome), words);
    }

    private static Style style(String outcome) {
        return switch (outcome) {
            case "Verified" -> Style.GOOD;
            case "Degraded", "Failed", "Error" -> Style.BAD;
            default -> Style.ATTENTION;
        };
    }

    /** A row for each place; one without a place where it did not come to that. */
    public Table table() {
        Table table = new Table("PLACE", "OUTCOME", "COMMIT", "REASON");
        if (parts.isEmpty()) table.add("-", outcome, "-", reason.toString());
        for (Part part : parts)
            table.add(
                    part.planned().place(),
                    part.outcome(),
                    part.commit().orElse("-"),
                    part.reason().toString());
        return table;
    }

    /** For a person: one line of outcome, then the evidence. */
    public StyledText text() {
        StyledText text = heading(outcome).append(": " + reason.message() + "\n");
        if (!reason.remedy().isEmpty()) text.append("  → " + reason.remedy() + "\n");
        for (Question question : questions) text.append(QuestionText.toAnswer(question));
        for (Part part : parts) addPart(text, part);
        for (Reason warning : warnings) text.append("  warning: " + warning + "\n");
        change.stream()
                .flatMap(known -> known.pullRequests().stream())
                .forEach(link -> text.append("  pull request " + link + "\n"));
        change.ifPresent(known -> text.append("  change " + known.id()
                + (known.commits().isEmpty() ? "" : ", commit " + String.join(", ", known.commits())) + "\n"));
        return text;
    }

    /** What became of one place is said where there are several. */
    private void addPart(StyledText text, Part part) {
        if (parts.size() > 1)
            text.append("  " + part.planned().place() + ": ")
                    .append(heading(part.outcome()))
                    .append(": " + part.reason().message() + "\n");
        for (Evidence one : part.evidence()) {
            text.append("  %s  %s: %s\n".formatted(one.evidenceClass(), one.object(), one.observed()));
        }
    }
}
