package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectText;
import dev.landfall.manifest.FieldPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a name means in a set of parameters, and where it is written. */
class ParameterSetTest {
    private final ParameterSet set = new ParameterSet(
            new ParameterSet.Home.InGenerator("spec.generators[0].list.elements[0]"),
            ObjectText.json("""
                    tag: "2.0"
                    count: 3
                    large: 1000000
                    debug: false
                    nothing: null
                    image: {tag: "2.1", parts: [web, api]}
                    "a.b": {c: dotted}
                    path: shadowed
                    """),
            ObjectText.json("{path: shops/web, path.basename: web}"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tag             | 2.0       | tag
            count           | 3         | count
            debug           | false     | debug
            image.tag       | 2.1       | image.tag
            image.parts.1   | api       | image.parts[1]
            a.b.c           | dotted    | ["a.b"].c
            path            | shops/web | not written
            path.basename   | web       | not written
            large           | no text   | large
            nothing         | no text   | nothing
            image           | no text   | image
            image.parts.2   | no text   | not written
            missing         | no text   | not written
            image.missing   | no text   | not written
            """)
    void aNameIsFoundByItsWay(String name, String text, String place) {
        assertThat(set.text(name).orElse("no text")).isEqualTo(text);
        assertThat(set.place(name).map(way -> new FieldPath(way).toString()).orElse("not written"))
                .isEqualTo(place);
    }

    @Test
    void aValueKeepsItsTypeWhereItCan() {
        assertThat(like("count", "4").isNumber()).isTrue();
        assertThat(like("count", "many").isString()).isTrue();
        assertThat(like("tag", "3").isString()).isTrue();
        assertThat(like("debug", "true").isBoolean()).isTrue();
    }

    private JsonNode like(String name, String text) {
        return set.valueLike(set.place(name).orElseThrow(), text);
    }
}
