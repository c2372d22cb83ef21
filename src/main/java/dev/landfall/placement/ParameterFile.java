package dev.landfall.placement;

import dev.landfall.gitops.Reader;
import dev.landfall.manifest.FieldDifference;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.render.YamlDocuments;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An edit of a file that may be read for parameters. */
record ParameterFile(FileEdit edit) {

    /** Whether a generator may get another parameter by it, for all that can be told. */
    boolean feeds(Reader.OfParameters generator) {
        if (!generator.source().files().reads(edit.path())) return false;
        if (edit.before().isEmpty() || edit.after().isEmpty()) return true;
        try {
            return FieldDifference.between(said(edit.before()), said(edit.after())).stream()
                    .anyMatch(difference -> isNamed(difference, generator));
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }

    private static JsonNode said(Optional<byte[]> content) {
        List<JsonNode> documents = YamlDocuments.in(content.orElseThrow());
        return JsonNodeFactory.instance
                .objectNode()
                .set("said", documents.isEmpty() ? JsonNodeFactory.instance.nullNode() : documents.getFirst());
    }

    /** A whole that comes, goes or changes its length may have any parameter in it. */
    private static boolean isNamed(FieldDifference difference, Reader.OfParameters generator) {
        boolean isSingle = difference.before().filter(JsonNode::isValueNode).isPresent()
                && difference.after().filter(JsonNode::isValueNode).isPresent();
        return !isSingle
                || difference.path().steps().stream()
                        .skip(1)
                        .anyMatch(step -> step instanceof FieldPath.Key(String name)
                                && generator.naming().test(name));
    }
}
