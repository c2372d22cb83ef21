package dev.landfall.render;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Labels and annotations that an owner puts on every object that comes out, over those that are there
 * (fluxcd/pkg/ssa, utils/meta.go; helm-controller, internal/postrender/common_renderer.go).
 *
 * @param pairs {@code labels} and {@code annotations}, as the owner's spec has them
 */
public record CommonMetadata(JsonNode pairs) {
    static final String FIELD = "commonMetadata";
    static final List<String> HOLDERS = List.of("labels", "annotations");

    public static CommonMetadata none() {
        return new CommonMetadata(JsonNodeFactory.instance.objectNode());
    }

    public boolean isEmpty() {
        return HOLDERS.stream().allMatch(holder -> pairs.path(holder).isEmpty());
    }

    JsonNode on(JsonNode object) {
        if (isEmpty() || !(object.deepCopy() instanceof ObjectNode marked)) return object;
        ObjectNode metadata = mapping(marked, "metadata");
        for (String holder : HOLDERS)
            if (pairs.path(holder) instanceof ObjectNode common && !common.isEmpty())
                mapping(metadata, holder).setAll(common);
        return marked;
    }

    private static ObjectNode mapping(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode there ? there : parent.putObject(field);
    }
}
