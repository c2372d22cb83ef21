package dev.landfall.gitops.argocd;

import dev.landfall.gitops.OwnValues;
import dev.landfall.gitops.SetText;
import dev.landfall.gitops.SpecPlace;
import dev.landfall.reason.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code helm.parameters} of a source: Argo CD gives them to {@code helm --set}, or {@code --set-string} where
 * {@code forceString} says so (util/helm/cmd.go). Only ways through mappings are read; places in lists are not.
 */
record HelmParameters(JsonNode parameters, SpecPlace place) {
    private static final Pattern NAME = Pattern.compile("[^.,=\\[\\]{}\\\\]+((\\.|\\\\\\.)[^.,=\\[\\]{}\\\\]+)*");

    /** What among them is not read, as the end of a sentence that begins with the Application. */
    Optional<String> oddity() {
        return parameters
                .valueStream()
                .filter(one -> !NAME.matcher(name(one)).matches() || isList(one))
                .map(one -> "sets %s of its chart by %s, which is more than one value"
                        .formatted(Printable.line(name(one)), place.path()))
                .findFirst();
    }

    private static boolean isList(JsonNode parameter) {
        return !isText(parameter) && value(parameter).startsWith("{");
    }

    /** The same as a file of values; none where there are no parameters. */
    List<OwnValues> values() {
        if (parameters.isEmpty()) return List.of();
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        parameters.valueStream().forEach(one -> add(values, one));
        return List.of(new OwnValues(values.toString(), place, OwnValues.Form.PARAMETERS));
    }

    private static void add(ObjectNode values, JsonNode parameter) {
        List<String> way = way(name(parameter));
        ObjectNode holder = values;
        for (String key : way.subList(0, way.size() - 1))
            holder = holder.get(key) instanceof ObjectNode there ? there : holder.putObject(key);
        holder.set(way.getLast(), typed(parameter));
    }

    /** The keys that a name leads through: a dot behind a backslash belongs to a key. */
    static List<String> way(String name) {
        return Arrays.stream(name.split("(?<!\\\\)\\.", -1))
                .map(key -> key.replace("\\.", "."))
                .toList();
    }

    static boolean isOneWay(String name) {
        return NAME.matcher(name).matches();
    }

    /** As {@code typedVal} of Helm's strvals takes it. */
    private static JsonNode typed(JsonNode parameter) {
        String text = value(parameter).replace("\\,", ",");
        return isText(parameter) ? JsonNodeFactory.instance.stringNode(text) : SetText.typed(text);
    }

    private static boolean isText(JsonNode parameter) {
        return parameter.path("forceString").asBoolean(false);
    }

    private static String name(JsonNode parameter) {
        return parameter.path("name").asString("");
    }

    private static String value(JsonNode parameter) {
        return parameter.path("value").asString("");
    }
}
