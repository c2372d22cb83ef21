package dev.landfall.schema;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Gets the schema of a kind from the API server, and makes do with the live object where it shows none. */
public final class SchemaReader {
    private static final JsonNode NO_SCHEMAS = JsonNodeFactory.instance.objectNode();

    private final Cluster cluster;

    public SchemaReader(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * @param kind only its group, version and kind count
     * @param live an object of the kind, if there is one
     */
    public ObjectSchema read(ObjectRef kind, Optional<LiveObject> live) {
        Optional<FieldSchema> served = cluster.openApi(kind.group(), kind.version())
                .flatMap(document -> rootOf(document.path("components").path("schemas"), kind))
                .filter(root -> !root.declared().isEmpty());
        if (served.isPresent()) return new ObjectSchema(kind, served.get(), Optional.empty());
        FieldSchema shape = live.map(object -> FieldSchema.of(NO_SCHEMAS, LiveShape.of(object.json())))
                .orElse(FieldSchema.ofAnything());
        return new ObjectSchema(kind, shape, Optional.of(doubt(kind, live.isPresent())));
    }

    private static Optional<FieldSchema> rootOf(JsonNode schemas, ObjectRef kind) {
        return schemas.valueStream()
                .filter(schema -> schema.path("x-kubernetes-group-version-kind")
                        .valueStream()
                        .anyMatch(entry -> isOf(entry, kind)))
                .findFirst()
                .map(schema -> FieldSchema.of(schemas, schema));
    }

    private static boolean isOf(JsonNode entry, ObjectRef kind) {
        return entry.path("group").asString("").equals(kind.group())
                && entry.path("version").asString("").equals(kind.version())
                && entry.path("kind").asString("").equals(kind.kind());
    }

    private static Reason doubt(ObjectRef kind, boolean hasLive) {
        return Reason.lasting(
                "no-schema",
                "the API server shows no schema of " + kind.kind() + " in " + kind.apiVersion()
                        + (hasLive ? ", so fields are compared with the live object only" : ", so no field is checked"),
                "grant get on the path /openapi/v3 (the ClusterRole system:discovery does)");
    }
}
