package dev.landfall.soak;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The commits that an owner's status names as applied or being applied, taken from it as a person reads it. */
public final class SaidApplied {
    private SaidApplied() {}

    public static Set<String> by(Tool tool, Optional<JsonNode> owner) {
        Set<String> commits = new LinkedHashSet<>();
        owner.ifPresent(object -> {
            if (tool.isFlux()) flux(object, commits);
            else argocd(object, commits);
        });
        commits.remove("");
        return commits;
    }

    /** Whether the owner says that it applied a commit and has nothing left to do. */
    public static boolean isAtRest(Tool tool, Optional<JsonNode> owner, String commit) {
        return owner.filter(object -> tool.isFlux()
                        ? object.at("/status/lastAppliedRevision").asString("").endsWith(commit)
                        : object.at("/status/sync/status").asString("").equals("Synced")
                                && object.at("/status/operationState/phase")
                                        .asString("")
                                        .equals("Succeeded"))
                .isPresent();
    }

    /** With {@code wait: true} a neighbour that is not well keeps the last applied revision where it was. */
    private static void flux(JsonNode kustomization, Set<String> commits) {
        for (String field : new String[] {"lastAppliedRevision", "lastAttemptedRevision"})
            commits.add(kustomization.at("/status/" + field).asString("").replaceFirst(".*:", ""));
    }

    /** The commit of the last sync, and the one whose comparison found nothing left to do. */
    private static void argocd(JsonNode application, Set<String> commits) {
        commits.add(application.at("/status/operationState/syncResult/revision").asString(""));
        if (application.at("/status/sync/status").asString("").equals("Synced"))
            commits.add(application.at("/status/sync/revision").asString(""));
    }
}
