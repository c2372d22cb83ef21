package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.CommitSettings;
import dev.landfall.git.CommitText;
import dev.landfall.git.CommitText.Trailer;
import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the message of a commit so that people read what and why, and programs read which change it is. */
final class CommitMessage {
    static final String CHANGE_ID = "Change-Id";
    private static final int SUBJECT = 72;

    private CommitMessage() {}

    static CommitText of(Change change, String requestedBy, CommitSettings settings) {
        return new CommitText(subject(change.plan()), body(change.plan()), trailers(change, requestedBy, settings));
    }

    private static String subject(ChangePlan plan) {
        ObjectRef target = plan.part().target();
        String type = plan.request().isRevert() ? "revert" : "chore";
        return Printable.line(
                "%s(%s/%s): %s"
                        .formatted(
                                type,
                                target.namespace(),
                                target.name(),
                                plan.request().what()),
                SUBJECT);
    }

    private static String body(ChangePlan plan) {
        String edits = plan.part().edits().stream()
                .collect(Collectors.groupingBy(PlannedEdit::file, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(file -> file.getKey() + "\n" + lines(file.getValue()))
                .collect(Collectors.joining("\n"));
        String reason = plan.request().reason();
        return reason.isEmpty()
                ? edits
                : edits + "\n\n" + Printable.text(reason).strip();
    }

    private static String lines(List<PlannedEdit> edits) {
        return edits.stream()
                .map(edit ->
                        "  %s %s: %s -> %s".formatted(edit.object(), edit.field(), edit.oldValue(), edit.newValue()))
                .collect(Collectors.joining("\n"));
    }

    private static List<Trailer> trailers(Change change, String requestedBy, CommitSettings settings) {
        PlanPart part = change.plan().part();
        List<Trailer> trailers = new ArrayList<>();
        trailers.add(new Trailer(CHANGE_ID, change.id()));
        trailers.add(new Trailer("Plan-Digest", change.plan().digest()));
        trailers.add(new Trailer("Target", part.target().apiVersion() + "/" + path(part.target())));
        trailers.add(new Trailer(
                "Managed-by-app",
                part.provider() + "/" + part.owner().namespace() + "/"
                        + part.owner().name()));
        if (change.plan().request().isRevert())
            trailers.add(new Trailer("Reverts", change.plan().request().reverts()));
        if (!requestedBy.isEmpty()) trailers.add(new Trailer("Requested-by", requestedBy));
        if (settings.signOff())
            trailers.add(new Trailer("Signed-off-by", settings.author().toString()));
        return trailers;
    }

    private static String path(ObjectRef target) {
        return target.kind() + "/" + target.namespace() + "/" + target.name();
    }
}
