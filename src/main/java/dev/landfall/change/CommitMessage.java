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
    static final String PLAN_DIGEST = "Plan-Digest";
    private static final int SUBJECT = 72;

    private CommitMessage() {}

    static CommitText of(Change change, PlanPart.InGit part, String requestedBy, CommitSettings settings) {
        return new CommitText(
                subject(change.plan(), part), body(change.plan(), part), trailers(change, part, requestedBy, settings));
    }

    static String subject(ChangePlan plan, PlanPart.InGit part) {
        ObjectRef first = part.targets().getFirst();
        int others = part.targets().size() - 1;
        String scope = (first.namespace().isEmpty() ? "" : first.namespace() + "/")
                + first.name()
                + (others == 0 ? "" : " +" + others);
        String type = plan.request().isRevert() ? "revert" : "chore";
        return Printable.line("%s(%s): %s".formatted(type, scope, plan.request().what()), SUBJECT);
    }

    private static String body(ChangePlan plan, PlanPart.InGit part) {
        String edits = part.edits().stream()
                .collect(Collectors.groupingBy(PlannedEdit::file, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(file -> file.getKey() + "\n" + lines(file.getValue()))
                .collect(Collectors.joining("\n"));
        String reason = plan.request().manner().reason();
        return reason.isEmpty()
                ? edits
                : edits + "\n\n" + Printable.text(reason).strip();
    }

    private static String lines(List<PlannedEdit> edits) {
        return edits.stream()
                .map(edit -> "  " + edit.object() + " " + edit.told("->"))
                .collect(Collectors.joining("\n"));
    }

    private static List<Trailer> trailers(
            Change change, PlanPart.InGit part, String requestedBy, CommitSettings settings) {
        List<Trailer> trailers = new ArrayList<>();
        trailers.add(new Trailer(CHANGE_ID, change.id()));
        trailers.add(new Trailer(PLAN_DIGEST, change.plan().digest()));
        for (OwnerShare share : part.owners()) {
            share.targets()
                    .forEach(target -> trailers.add(new Trailer("Target", target.apiVersion() + "/" + path(target))));
            trailers.add(new Trailer(
                    "Managed-by-app",
                    share.provider() + "/" + share.owner().namespace() + "/"
                            + share.owner().name()));
        }
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
