package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Printable;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code spec.sourceHydrator} of an Application: people edit its dry source, a hydrator commits what that renders to
 * another branch, and Argo CD syncs from there.
 */
record Hydration(LiveObject application) {
    static final String HYDRATE = "argocd.argoproj.io/hydrate";

    static Optional<Hydration> of(LiveObject application) {
        return application.at("/spec/sourceHydrator").isObject()
                ? Optional.of(new Hydration(application))
                : Optional.empty();
    }

    JsonNode drySource() {
        return application.at("/spec/sourceHydrator/drySource");
    }

    /** As GetSource of Argo CD makes it of the two: the repository is the dry one's where the spec names no other. */
    JsonNode syncedSource() {
        ObjectNode source =
                (ObjectNode) application.at("/spec/sourceHydrator/syncSource").deepCopy();
        if (source.path("repoURL").asString("").isEmpty())
            source.put("repoURL", drySource().path("repoURL").asString(""));
        source.put("targetRevision", source.path("targetBranch").asString(""));
        return source;
    }

    /** Where hydrated commits go first, if somebody has to bring them to the branch that is synced. */
    Optional<String> stagingBranch() {
        return Optional.of(application
                        .at("/spec/sourceHydrator/hydrateTo/targetBranch")
                        .asString(""))
                .filter(branch -> !branch.isEmpty());
    }

    String syncedBranch() {
        return syncedSource().path("targetRevision").asString("");
    }

    String syncedPath() {
        return syncedSource().path("path").asString("");
    }

    /** Whether both branches lie in one repository, so that what is known of the one serves for the other. */
    boolean isInOneRepository() {
        return syncedSource()
                .path("repoURL")
                .asString("")
                .equals(drySource().path("repoURL").asString(""));
    }

    boolean isHydrating() {
        return phase().equals("Hydrating");
    }

    boolean hasFailed() {
        return phase().equals("Failed");
    }

    private String phase() {
        return current().path("phase").asString("");
    }

    /** The dry commit that the hydrator is at, or was at last. */
    String currentDry() {
        return current().path("drySHA").asString("");
    }

    String message() {
        return Printable.line(current().path("message").asString(""));
    }

    /** The dry commit that was hydrated last. */
    String hydratedDry() {
        return last().path("drySHA").asString("");
    }

    /** What that gave; an older commit where it rendered the same as before. */
    String hydrated() {
        return last().path("hydratedSHA").asString("");
    }

    /** Since 3.5: the dry commit that was found to change nothing of this Application. */
    String comparedDry() {
        return status().path("lastComparedDryRevision").asString("");
    }

    private JsonNode current() {
        return status().path("currentOperation");
    }

    private JsonNode last() {
        return status().path("lastSuccessfulOperation");
    }

    private JsonNode status() {
        return application.at("/status/sourceHydrator");
    }
}
