package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.util.Optional;

/**
 * Keeps the values of Secrets out of plans: a plan is shown, stored and put into a commit message, and a Secret in the
 * clear in Git is none.
 */
final class SecretValues {
    private SecretValues() {}

    static Optional<Reason> objectionTo(ChangeRequest request) {
        return request.changes().stream()
                .filter(SecretValues::carries)
                .findFirst()
                .map(change -> Reason.lasting(
                        "secret-value",
                        "the change would carry values of " + change.object()
                                + ", and Landfall shows, stores and commits what it changes",
                        "let SOPS, Sealed Secrets or an external secret store bring the Secret"));
    }

    private static boolean carries(DesiredChange change) {
        if (!isSecret(change.object())) return false;
        return switch (change) {
            case DesiredChange.FieldChange field -> field.path().toString().matches("(data|stringData)\\b.*");
            case DesiredChange.CreateObject create ->
                create.content().has("data") || create.content().has("stringData");
            case DesiredChange.DeleteObject delete -> false;
        };
    }

    static boolean isSecret(ObjectRef object) {
        return object.group().isEmpty() && object.kind().equals("Secret");
    }
}
