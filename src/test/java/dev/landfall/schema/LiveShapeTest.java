package dev.landfall.schema;

import static dev.landfall.schema.Documents.json;
import static dev.landfall.schema.Documents.shapeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.manifest.FieldPath;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gadget whose schema nobody shows us: what it has by itself is all that is known. */
class LiveShapeTest {
    private final ObjectSchema shape = shapeOf("""
            apiVersion: example.org/v1
            kind: Gadget
            metadata: {name: g, namespace: shop}
            spec:
              size: 3
              on: true
              ratio: 0.5
              mode: fast
              parts: [{name: a, weight: 1}, {name: b, colour: red}]
              hosts: []
            """);

    @Test
    void itIsSaidThatThereIsNoSchema() {
        assertThat(shape.doubt().orElseThrow().message())
                .isEqualTo("the API server shows no schema of Gadget in example.org/v1,"
                        + " so fields are compared with the live object only");
    }

    @Test
    void whatTheObjectHasIsKnown() {
        assertThat(field("size")).isEqualTo("spec.size, a whole number");
        assertThat(field("parts[name=a].colour")).isEqualTo("spec.parts[name=a].colour, a text");
        assertThat(field("annotations.a")).isEqualTo("metadata.annotations.a, a text");
        assertThat(shape.mergeKeys(FieldPath.parse("spec.parts"))).containsExactly("name");
        assertThat(value("spec.size", "4")).isEqualTo("4");
        assertThat(value("spec.on", "maybe"))
                .isEqualTo("spec.on is true or false: \"maybe\" is not (give it true or false)");
        assertThat(value("spec.ratio", "1")).isEqualTo("1");
        assertThat(value("metadata.annotations.a", "1")).isEqualTo("\"1\"");
        assertThat(value("spec.hosts[0]", "a.example.org")).isEqualTo("\"a.example.org\"");
    }

    @Test
    void whatLooksLikeASlipIsNoField() {
        assertThat(field("spec.mod")).isEqualTo("Gadget has no field spec.mod (did you mean spec.mode?)");
        assertThat(value("spec.mod", "slow")).isEqualTo("Gadget has no field spec.mod (did you mean spec.mode?)");
    }

    @Test
    void whatMayBeAFieldIsTakenWithAWarning() {
        assertThat(field("spec.flavour"))
                .startsWith("spec.flavour, anything; nothing says that a Gadget has a field spec.flavour");
        assertThat(value("spec.flavour", "sweet")).isEqualTo("\"sweet\"");
    }

    @Test
    void aManifestIsNotFoundFaultWith() {
        assertThat(shape.faultsIn(json("spec: {sise: x}"))).isEmpty();
    }

    @Test
    void withoutAnObjectAnythingGoes() {
        ObjectSchema nothing = new SchemaReader(new InMemoryCluster()).read(Documents.GADGET, Optional.empty());
        assertThat(nothing.doubt().orElseThrow().message()).endsWith("so no field is checked");
        assertThat(nothing.resolve(FieldPath.parse("spec.any"))).isInstanceOf(Resolved.Field.class);
    }

    @Test
    void aDocumentWithoutTheKindIsNoSchemaOfIt() {
        InMemoryCluster cluster = new InMemoryCluster().withOpenApi("example.org", "v1", json("""
                components: {schemas: {Other: {type: object, properties: {spec: {type: object}},
                  x-kubernetes-group-version-kind: [{group: example.org, version: v1, kind: Other}]}}}
                """));
        assertThat(new SchemaReader(cluster)
                        .read(Documents.GADGET, Optional.empty())
                        .doubt())
                .isPresent();
    }

    private String field(String typed) {
        return switch (shape.resolve(FieldPath.parse(typed))) {
            case Resolved.Field field ->
                field.path() + ", " + field.type()
                        + field.warning()
                                .map(warning -> "; " + warning.message())
                                .orElse("");
            case Resolved.Ambiguous ambiguous -> ambiguous.reason().toString();
            case NoSuchField none -> none.reason().toString();
        };
    }

    private String value(String path, String text) {
        return switch (shape.convert(FieldPath.parse(path), text)) {
            case Converted.Typed typed -> typed.value().toString();
            case Converted.WrongType wrong -> wrong.reason().toString();
            case NoSuchField none -> none.reason().toString();
        };
    }
}
