package dev.landfall.gitops.flux;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.OwnValues;
import dev.landfall.gitops.SetText;
import dev.landfall.gitops.SpecPlace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code targetPath} of a reference to values: the text is put there as {@code helm --set} would, or {@code
 * --set-literal} (fluxcd/pkg/chartutil, values.go). Only ways through mappings are read; places in lists are not.
 */
record TargetPath(String path, boolean isLiteral) {
    private static final Pattern FORM = Pattern.compile("[^.,=\\[\\]{}\\\\]+((\\.|\\\\\\.)[^.,=\\[\\]{}\\\\]+)*");

    static TargetPath of(JsonNode reference) {
        return new TargetPath(
                reference.path("targetPath").asString(""),
                reference.path("literal").asBoolean(false));
    }

    /** Whether the text is values of its own. */
    boolean isEmpty() {
        return path.isEmpty();
    }

    /** What in it is not read, as the end of a sentence; empty where all is. */
    Optional<String> oddity(String text) {
        if (isEmpty()) return Optional.empty();
        if (!FORM.matcher(path).matches()) return Optional.of("which is more than a way through mappings");
        return !isLiteral && SetText.isSeveral(text) ? Optional.of("which is more than one value") : Optional.empty();
    }

    /** Whether values say something there, on the way, or below. */
    boolean isIn(JsonNode values) {
        if (isEmpty()) return false;
        JsonNode at = values;
        for (String key : keys()) {
            if (!at.isObject()) return !at.isMissingNode();
            at = at.path(key);
        }
        return !at.isMissingNode();
    }

    OwnValues values(String text, ObjectRef configMap, SpecPlace place) {
        JsonNode value = isLiteral ? JsonNodeFactory.instance.stringNode(text) : SetText.typedOrQuoted(text);
        for (String key : keys().reversed()) {
            ObjectNode holder = JsonNodeFactory.instance.objectNode();
            value = holder.set(key, value);
        }
        return new OwnValues(
                value.toString(),
                Optional.of(configMap),
                place,
                isLiteral ? OwnValues.Form.SINGLE_LITERAL : OwnValues.Form.SINGLE);
    }

    /** A dot behind a backslash belongs to the key. */
    private List<String> keys() {
        return Arrays.stream(path.split("(?<!\\\\)\\.", -1))
                .map(key -> key.replace("\\.", "."))
                .toList();
    }
}
