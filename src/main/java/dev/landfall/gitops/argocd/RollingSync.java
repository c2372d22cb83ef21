package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Whether an ApplicationSet syncs an Application in steps. It then switches automated sync off and writes the operations
 * itself; a sync by anybody else would break the order of its steps.
 */
sealed interface RollingSync {

    record None() implements RollingSync {}

    /** @param status of the Application in its step: {@code Waiting}, {@code Pending}, or empty while there is none */
    record Step(String applicationSet, String step, String status, String message) implements RollingSync {}

    /** The ApplicationSet that owns the Application cannot be read. */
    record Unknown(String applicationSet, Access missing) implements RollingSync {}

    /** Of an ApplicationSet that owns the Application. One that no step selects is left to people (step -1). */
    static RollingSync of(LiveObject applicationSet, Application application) {
        boolean rolls = applicationSet.at("/spec/strategy/type").asString("").equals("RollingSync")
                && !applicationSet.at("/spec/strategy/rollingSync/steps").isEmpty();
        if (!rolls) return new None();
        Optional<JsonNode> status = applicationSet
                .at("/status/applicationStatus")
                .valueStream()
                .filter(entry -> entry.path("application")
                        .asString("")
                        .equals(application.ref().name()))
                .findFirst();
        String step = status.map(entry -> entry.path("step").asString("")).orElse("");
        if (step.equals("-1")) return new None();
        return new Step(
                applicationSet.ref().namespace() + "/" + applicationSet.ref().name(),
                step,
                status.map(entry -> entry.path("status").asString("")).orElse(""),
                status.map(entry -> entry.path("message").asString("")).orElse(""));
    }

    /** Why nobody but the ApplicationSet may sync the Application. */
    default Optional<Reason> leavesNoSync(String application) {
        return switch (this) {
            case None none -> Optional.empty();
            case Step step -> Optional.of(reason(step, application));
            case Unknown(String applicationSet, Access missing) ->
                Optional.of(Reason.lasting(
                        "rolling-sync-unknown",
                        "ApplicationSet %s may sync Application %s in steps, which a sync by hand would break: you may not %s"
                                .formatted(applicationSet, application, missing),
                        "get a Role with the rule " + missing.rule()));
        };
    }

    private static Reason reason(Step step, String application) {
        String where = step.step().isEmpty() ? "in no step yet" : "in step " + step.step();
        String detail = step.status().isEmpty() ? "" : ", " + step.status() + ": " + step.message();
        return Reason.passing(
                "rolling-sync",
                "ApplicationSet %s syncs Application %s, %s%s"
                        .formatted(step.applicationSet(), application, where, Printable.line(detail)),
                "wait for its turn; a sync by hand, as with --sync, would break the order and is not asked for"
                        + (step.status().isEmpty()
                                ? "; if none comes, see whether the ApplicationSet controller runs with"
                                        + " --enable-progressive-syncs"
                                : ""));
    }
}
