package dev.landfall.cli;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.PlanPart;
import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a command about a change ended, as scripts and people read it.
 *
 * @param outcome a name of the published schema, such as {@code Verified} or {@code Refused}
 * @param part what is said about a repository; empty where it did not come to that
 */
record Report(
        ExitStatus status,
        String outcome,
        Reason reason,
        Optional<ChangePlan> plan,
        Optional<Change> change,
        Optional<PlanPart> part,
        List<Evidence> evidence,
        List<Reason> warnings) {

    static Report without(ExitStatus status, String outcome, Reason reason) {
        return new Report(
                status, outcome, reason, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    static Report about(ChangePlan plan, ExitStatus status, String outcome, Reason reason) {
        return new Report(
                status,
                outcome,
                reason,
                Optional.of(plan),
                Optional.empty(),
                Optional.of(plan.part()),
                List.of(),
                plan.warnings());
    }

    static Report about(Change change, ExitStatus status, String outcome, Reason reason) {
        ChangePlan plan = change.plan();
        return new Report(
                status,
                outcome,
                reason,
                Optional.of(plan),
                Optional.of(change),
                Optional.of(plan.part()),
                List.of(),
                List.of());
    }

    Report with(List<Evidence> seen, List<Reason> worthKnowing) {
        return new Report(status, outcome, reason, plan, change, part, seen, worthKnowing);
    }

    ObjectNode document() {
        ObjectNode document = Documents.create();
        plan.ifPresentOrElse(
                known -> document.putObject("plan")
                        .put("id", known.id())
                        .put("digest", known.digest())
                        .put("diff", known.part().diff()),
                () -> document.putNull("plan"));
        document.put("change", change.map(Change::id).orElse(null));
        document.put("outcome", outcome);
        put(document.putObject("reason"), reason);
        ArrayNode parts = document.putArray("parts");
        part.ifPresent(known -> addPart(parts.addObject(), known));
        ArrayNode told = document.putArray("warnings");
        warnings.forEach(warning -> put(told.addObject(), warning));
        return document;
    }

    private void addPart(ObjectNode node, PlanPart known) {
        node.put("outcome", outcome);
        put(node.putObject("reason"), reason);
        node.put("delivery", "push");
        node.put("provider", known.provider());
        node.putObject("owner")
                .put("provider", known.provider())
                .put("kind", known.owner().kind())
                .put("namespace", known.owner().namespace())
                .put("name", known.owner().name());
        node.put("repository", known.repository());
        node.put("branch", known.branch());
        node.put("commit", change.flatMap(Change::commit).orElse(null));
        node.putNull("pullRequest");
        ArrayNode files = node.putArray("files");
        known.files().forEach(files::add);
        ArrayNode seen = node.putArray("evidence");
        evidence.forEach(one -> seen.addObject()
                .put("class", one.evidenceClass().name())
                .put("revision", one.revision())
                .put("object", one.object().toString())
                .put("observed", one.observed()));
    }

    private static void put(ObjectNode node, Reason reason) {
        node.put("code", reason.code())
                .put("message", reason.message())
                .put("remedy", reason.remedy())
                .put("retryable", reason.retryable());
    }

    /** {@code NEEDS INPUT} of {@code NeedsInput}. */
    private String heading() {
        return outcome.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }

    /** For a person: one line of outcome, then the evidence. */
    String text() {
        StringBuilder text = new StringBuilder(heading())
                .append(": ")
                .append(reason.message())
                .append('\n');
        if (!reason.remedy().isEmpty())
            text.append("  → ").append(reason.remedy()).append('\n');
        for (Evidence one : evidence) {
            text.append("  ")
                    .append(one.evidenceClass())
                    .append("  ")
                    .append(one.object())
                    .append(": ")
                    .append(one.observed())
                    .append('\n');
        }
        for (Reason warning : warnings)
            text.append("  warning: ").append(warning).append('\n');
        change.ifPresent(known -> text.append("  change ")
                .append(known.id())
                .append(known.commit().map(commit -> ", commit " + commit).orElse(""))
                .append('\n'));
        return text.toString();
    }
}
