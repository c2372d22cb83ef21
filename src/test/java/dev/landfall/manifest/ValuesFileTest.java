package dev.landfall.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.manifest.ValuesFile.Setting;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Files of values: what stands in them, and one value set. */
class ValuesFileTest {
    private static final JsonNode NINE = JsonNodeFactory.instance.numberNode(9);

    private static ValuesFile.Reading reading(String text) {
        return ValuesFile.read(new ManifestFile("env/prod.yaml", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ValuesFile readable(String text) {
        return ((ValuesFile.Reading.Read) reading(text)).values();
    }

    private static Setting set(String text, String path) {
        return readable(text).set(FieldPath.parse(path), NINE);
    }

    private static String after(Setting setting) {
        return switch (setting) {
            case Setting.Set set -> new String(set.content(), StandardCharsets.UTF_8);
            case Setting.Refused refused -> refused.reason().code();
        };
    }

    @Test
    void everyValueHasItsPathAndLine() {
        assertThat(readable("""
                        a: 1
                        b:
                          c: [x, {d: }]
                          e: {}
                        """).values())
                .extracting(value -> value.line() + " " + value.path() + " " + value.value())
                .containsExactly("1 a 1", "3 b.c[0] \"x\"", "3 b.c[1].d null", "4 b.e {}");
    }

    @Test
    void aValueIsSetAndTheRestStays() {
        Setting setting = set("# all\na: 1  # one\nb: 2\n", "a");

        assertThat(after(setting)).isEqualTo("# all\na: 9  # one\nb: 2\n");
        assertThat(((Setting.Set) setting).line()).isEqualTo(2);
        assertThat(after(set("a:\n  b: 1\n", "a.c.d"))).isEqualTo("a:\n  b: 1\n  c:\n    d: 9\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""              | a: 9;
            # Nothing.      | # Nothing.;a: 9;
            # Nothing.;     | # Nothing.;a: 9;
            {}              | a: 9;
            # None.;{};     | # None.;a: 9;
            ---;            | ---;a: 9;
            """)
    void aFileThatSaysNothingGetsItsFirstValue(String text, String after) {
        assertThat(after(set(text.replace(";", "\n"), "a"))).isEqualTo(after.replace(";", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: &one 1;b: *one          | a     | value-is-anchored
            a: &one 1;b: *one          | b     | value-is-alias
            a: 1;sops: {mac: x}        | a     | encrypted
            # Do not edit.;a: 1        | a     | generated
            a: 1                       | a.b   | wrong-shape
            a: [1]                     | a[3]  | no-such-item
            """)
    void whatMayNotBeEditedIsRefusedByName(String text, String path, String code) {
        assertThat(after(set(text.replace(";", "\n"), path))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: [              | file-does-not-parse | env/prod.yaml:
            [a, b]            | values-unclear      | env/prod.yaml is not one mapping
            a: 1;---;b: 2     | values-unclear      | env/prod.yaml is not one mapping
            a: 1;a: 2         | duplicate-key       | env/prod.yaml:2:1
            """)
    void whatIsNoFileOfValuesIsNamedWithItsPlace(String text, String code, String message) {
        var unreadable = (ValuesFile.Reading.Unreadable) reading(text.replace(";", "\n"));

        assertThat(unreadable.reason().code()).isEqualTo(code);
        assertThat(unreadable.reason().message()).startsWith(message);
    }
}
