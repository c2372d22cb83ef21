package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.UnifiedDiff;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the values of Secrets out of plans: a plan is shown, stored and put into a commit message, and a Secret in the
 * clear in Git is none.
 */
final class SecretValues {
    static final List<String> VALUES = List.of("data", "stringData");
    private static final Pattern KIND = Pattern.compile("[\"']?kind[\"']?\\s*:\\s*[\"']?Secret\\b|secretGenerator");

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
            case DesiredChange.CreateObject create -> VALUES.stream().anyMatch(create.content()::has);
            case DesiredChange.DeleteObject delete -> false;
        };
    }

    /** The difference of a file as Git prints it, unless the file holds Secrets: then only that it changes. */
    static String shown(String path, Optional<byte[]> before, Optional<byte[]> after) {
        boolean holds = before.filter(SecretValues::holdsSecret).isPresent()
                || after.filter(SecretValues::holdsSecret).isPresent();
        return holds
                ? "(the difference of " + path + " is not shown: the file holds a Secret)\n"
                : UnifiedDiff.of(path, before, after);
    }

    private static boolean holdsSecret(byte[] content) {
        return KIND.matcher(new String(content, StandardCharsets.UTF_8)).find();
    }

    /** What is kept of an object in plans and in the journal. */
    static JsonNode withoutValues(ObjectRef object, JsonNode content) {
        if (!isSecret(object) || !(content instanceof ObjectNode whole)) return content;
        return whole.deepCopy().without(VALUES);
    }

    /** Why the deletion of an object cannot be taken back, or will not be: its values are nowhere but in the cluster. */
    static Reason notKept(ObjectRef object) {
        return Reason.lasting(
                "secret-not-kept",
                "the values of " + object + " are not kept, so that its deletion cannot be taken back",
                "let whatever brought the Secret bring it again");
    }

    static boolean isSecret(ObjectRef object) {
        return object.group().isEmpty() && object.kind().equals("Secret");
    }
}
