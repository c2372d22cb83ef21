package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a value must become, so that a field comes out as wanted. */
class TargetTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "", "Deployment", "shop", "web");

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    private static Optional<Target> target(String path, String now, String wanted) {
        return Target.of(new Difference(
                WEB,
                FieldPath.parse(path).steps(),
                Optional.ofNullable(now).map(TargetTest::json),
                Optional.ofNullable(wanted).map(TargetTest::json)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "web:1.0"            | "web:1.1"           | "1.0"   | ["1.1"]
            "web:1.0"            | "shop:1.0"          | "web"   | ["shop"]
            "web:1.0"            | "shop:1.1"          | "web"   | []
            "web:1.0"            | "web:1.1"           | "web"   | []
            "web:1"              | "web:2"             | 1       | [2]
            "web:1"              | "web:two"           | 1       | ["two"]
            "web:1"              | "web:02"            | 1       | ["02"]
            "1-1"                | "1-2"               | 1       | [2]
            "web:1.0"            | "web:1.1"           | ""      | []
            "web:1.0"            | "web:1.1"           | "web:1.0" | []
            """)
    void aPartOfATextBecomesThePartThatDiffers(String now, String wanted, String value, String parts) {
        assertThat(json(target("spec.image", now, wanted)
                        .orElseThrow()
                        .asPart(json(value))
                        .toString()))
                .isEqualTo(json(parts));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1     | 2     | 1      | 2
            1     | 2     | "1"    | "2"
            "1"   | "2"   | 1      | 2
            "1"   | "a"   | 1      | "a"
            "on"  | "off" | "on"   | "off"
            "true" | "false" | true | false
            1     | 2     | null   | 2
            """)
    void aWholeValueKeepsItsType(String now, String wanted, String value, String becomes) {
        assertThat(target("spec.field", now, wanted).orElseThrow().asWhole(json(value)))
                .isEqualTo(json(becomes));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a:1            | b:2                | a:2
            h:5000/a:1     | h:5000/b/c:2       | h:5000/a:2
            a:1            | a:2                |
            a:1            | b:1                |
            a              | b:2                | a:2
            a:1            | b                  |
            """)
    void anImageOfAnotherNameAndTagIsReachedByItsTagFirst(String now, String wanted, String first) {
        assertThat(target("spec.image", "\"" + now + "\"", "\"" + wanted + "\"")
                        .orElseThrow()
                        .withTagFirst()
                        .map(target -> target.wanted().asString()))
                .isEqualTo(Optional.ofNullable(first));
    }

    @Test
    void onlyOneSingleValueIsATarget() {
        assertThat(target("spec.a", null, "{\"b\": [{\"c\": 1}]}"))
                .map(Target::path)
                .contains(FieldPath.parse("spec.a.b[0].c"));
        assertThat(target("spec.a", null, "{\"b\": 1, \"c\": 2}")).isEmpty();
        assertThat(target("spec.a", "1", null)).isEmpty();
        assertThat(Target.of(new Difference(WEB, List.of(), Optional.empty(), Optional.of(json("{\"a\": 1}")))))
                .isEmpty();
    }

    @Test
    void whatIsCalledLikeTheFieldComesFirst() {
        Target replicas = target("spec.replicas", "1", "2").orElseThrow();

        assertThat(replicas.likeness(FieldPath.parse("replicas")))
                .isGreaterThan(replicas.likeness(FieldPath.parse("replicaCount")));
        assertThat(replicas.likeness(FieldPath.parse("replicaCount")))
                .isGreaterThan(replicas.likeness(FieldPath.parse("port")));
        assertThat(replicas.likeness(FieldPath.parse("web.replicaCount")))
                .isGreaterThan(replicas.likeness(FieldPath.parse("api.replicaCount")));
    }
}
