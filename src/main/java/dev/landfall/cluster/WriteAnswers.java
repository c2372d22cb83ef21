package dev.landfall.cluster;

import dev.landfall.cluster.ObjectWriter.Written;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import tools.jackson.databind.JsonNode;

/** What an answer of the API server to a write means. */
final class WriteAnswers {
    private static final int SUCCESS = 300;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private WriteAnswers() {}

    /** @throws ClusterException of fault RIGHTS where RBAC says no */
    static Written of(ApiServer.Answer answer, Access access, ObjectRef ref) {
        if (answer.status() < SUCCESS) return new Written.Done(new LiveObject(answer.body()));
        return switch (answer.status()) {
            case CONFLICT -> conflict(answer, ref);
            case NOT_FOUND -> notFound(answer, ref);
            case UNPROCESSABLE -> unprocessable(answer, ref);
            case FORBIDDEN -> forbidden(answer, access, ref);
            case BAD_REQUEST -> new Written.Refused(refused(answer, ref));
            default -> new Written.Refused(refused(answer, ref));
        };
    }

    private static Written conflict(ApiServer.Answer answer, ObjectRef ref) {
        String why = answer.body().path("reason").asString("");
        return new Written.Changed(Reason.passing(
                why.equals("AlreadyExists") ? "object-exists" : "object-changed",
                why.equals("AlreadyExists") ? ref + " is there already" : ref + " was changed or made anew meanwhile",
                "look at it again"));
    }

    /** The object itself is gone, or what it should lie in. */
    private static Written notFound(ApiServer.Answer answer, ObjectRef ref) {
        JsonNode details = answer.body().path("details");
        boolean namespace = details.path("kind").asString("").equals("namespaces");
        if (!namespace) return new Written.Changed(Reason.passing("object-gone", ref + " is gone", "look at it again"));
        return new Written.Refused(Reason.lasting(
                "namespace-missing",
                ref + " cannot be made: there is no namespace " + ref.namespace(),
                "check -n, or make the namespace first"));
    }

    /**
     * A failed test of a JSON patch has no causes, and an object that is not valid has (kube-apiserver,
     * endpoints/handlers/patch.go: both are 422).
     */
    private static Written unprocessable(ApiServer.Answer answer, ObjectRef ref) {
        boolean invalid = !answer.body().at("/details/causes").isEmpty();
        if (invalid) return new Written.Refused(refused(answer, ref));
        return new Written.Changed(Reason.passing(
                "object-changed", ref + " is not as it was when the change was planned", "look at it again"));
    }

    /** The same status stands for RBAC, for admission and for a namespace that is going. */
    private static Written forbidden(ApiServer.Answer answer, Access access, ObjectRef ref) {
        String message = answer.message();
        boolean rights = message.contains("cannot " + access.verb() + " resource");
        if (rights) throw ClusterException.forbidden(access, null);
        if (message.contains("because it is being terminated")) {
            return new Written.Refused(Reason.lasting(
                    "namespace-deleting",
                    ref + " cannot be made: the namespace " + ref.namespace() + " is being deleted",
                    "wait until it is gone, then make it anew"));
        }
        return new Written.Refused(refused(answer, ref));
    }

    private static Reason refused(ApiServer.Answer answer, ObjectRef ref) {
        return Reason.lasting(
                "api-server-refused",
                "the API server does not take " + ref + ": " + Printable.line(answer.message()),
                "correct what it names");
    }
}
