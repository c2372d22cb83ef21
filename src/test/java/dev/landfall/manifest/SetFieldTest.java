package dev.landfall.manifest;

import static dev.landfall.manifest.Edit.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.manifest.DesiredChange.SetField;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What stands in the file, the new value, and what stands there then: exact bytes. */
class SetFieldTest {
    private static final String HEAD = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n";

    static final List<Arguments> NUMBERS = Stream.of(
                    edit("spec:\n  replicas: 2\n", "spec:\n  replicas: 5\n"),
                    edit("spec:\n  replicas: 2", "spec:\n  replicas: 5"), // no final newline
                    edit("spec:\n  replicas: 2   # two\n", "spec:\n  replicas: 5   # two\n"),
                    edit("spec:\n  replicas: 2\t# two\n", "spec:\n  replicas: 5\t# two\n"),
                    edit("spec:\n  replicas: 2 \t \n", "spec:\n  replicas: 5 \t \n"),
                    edit("spec:\n  replicas:\n", "spec:\n  replicas: 5\n"), // no value yet
                    edit("spec:\n  replicas:", "spec:\n  replicas: 5"),
                    edit("spec:\n  replicas:  \n", "spec:\n  replicas: 5  \n"),
                    edit("spec:\n  replicas: # how many\n", "spec:\n  replicas: 5 # how many\n"),
                    edit("spec:\n  replicas:\t# how many\n", "spec:\n  replicas: 5\t# how many\n"),
                    edit("spec:\n  replicas:\n  paused: true\n", "spec:\n  replicas: 5\n  paused: true\n"),
                    edit("spec:\n  replicas: ~\n", "spec:\n  replicas: 5\n"),
                    edit("spec:\n  replicas: null # none\n", "spec:\n  replicas: 5 # none\n"),
                    edit(
                            "spec:\n  replicas:\n    # on its own line\n    2\n",
                            "spec:\n  replicas:\n    # on its own line\n    5\n"),
                    edit("spec:\n  \"replicas\": 2\n", "spec:\n  \"replicas\": 5\n"), // quoted key
                    edit("spec:\n  'replicas' : 2\n", "spec:\n  'replicas' : 5\n"),
                    edit("spec:\n  ? replicas\n  : 2\n", "spec:\n  ? replicas\n  : 5\n"), // explicit key
                    edit("spec:\n  replicas: '2'\n", "spec:\n  replicas: 5\n"), // a text where a number belongs
                    edit("spec:\n  replicas: \"5\"\n", "spec:\n  replicas: 5\n"),
                    edit("spec:\n  replicas: 0x5\n", "spec:\n  replicas: 5\n"), // not every reader sees five here
                    edit("spec:\n  replicas: 1_000\n", "spec:\n  replicas: 5\n"),
                    edit("spec:\n  replicas: |\n    2\n  paused: true\n", "spec:\n  replicas: 5\n  paused: true\n"),
                    edit("spec: {replicas: 2, paused: true}\n", "spec: {replicas: 5, paused: true}\n"),
                    edit("spec: {replicas: 2}\n", "spec: {replicas: 5}\n"),
                    edit("spec: {replicas:, paused: true}\n", "spec: {replicas: 5, paused: true}\n"),
                    edit("spec: {paused: true, replicas: }\n", "spec: {paused: true, replicas: 5 }\n"),
                    edit("spec: {replicas, paused: true}\n", "spec: {replicas: 5, paused: true}\n"),
                    edit("spec: {\"replicas\":2}\n", "spec: {\"replicas\":5}\n"),
                    edit(
                            "spec: {\n  replicas: 2, # two\n  paused: true,\n  }\n",
                            "spec: {\n  replicas: 5, # two\n  paused: true,\n  }\n"),
                    edit(
                            "spec:\n  replicas: &count 2 # nobody uses it\n",
                            "spec:\n  replicas: &count 5 # nobody uses it\n"),
                    edit("spec:\n  replicas: &count\n", "spec:\n  replicas: &count 5\n"),
                    edit("spec:\n  replicas: &count # c\n    2\n", "spec:\n  replicas: &count # c\n    5\n"),
                    edit(
                            "spec:\n  template: &t {a: 1}\n  other: *t\n  replicas: 2\n",
                            "spec:\n  template: &t {a: 1}\n  other: *t\n  replicas: 5\n"),
                    edit(
                            "base: &base {replicas: 9}\nspec: {<<: *base, replicas: 2}\n",
                            "base: &base {replicas: 9}\nspec: {<<: *base, replicas: 5}\n"),
                    edit(
                            "spec:\n  note: \uD83D\uDE80\uD83D\uDE80 \u00e4\n  replicas: 2 # \uD83D\uDE00\n",
                            "spec:\n  note: \uD83D\uDE80\uD83D\uDE80 \u00e4\n  replicas: 5 # \uD83D\uDE00\n"),
                    edit("spec:\n  replicas: 2\n...\n", "spec:\n  replicas: 5\n...\n"),
                    edit(
                            "spec:\n  replicas: 2\n... # end\n---\n--- # empty\n",
                            "spec:\n  replicas: 5\n... # end\n---\n--- # empty\n"),
                    edit(
                            "spec:\n  lists:\n  - - a\n    - b\n  -\n    - c\n  replicas: 2\n",
                            "spec:\n  lists:\n  - - a\n    - b\n  -\n    - c\n  replicas: 5\n"))
            .toList();

    static final List<Arguments> TEXTS = Stream.of(
                    text("image: web:1\n", "web:2", "image: web:2\n"),
                    text("image: 'web:1' # pinned\n", "web:2", "image: 'web:2' # pinned\n"),
                    text("image: \"web:1\"\n", "web:2", "image: \"web:2\"\n"),
                    text("image: 'it''s'\n", "it's 2", "image: 'it''s 2'\n"),
                    text("image: \"a\\tb\\u00e4\"\n", "c\td", "image: \"c\\td\"\n"),
                    text("image: 'a'\n", "two\nlines", "image: \"two\\nlines\"\n"),
                    text("image: a\n", "", "image: \"\"\n"),
                    text("image: \"\"\n", "a", "image: \"a\"\n"),
                    text("image:\n", "a", "image: a\n"),
                    text("image: a\n", " padded ", "image: \" padded \"\n"),
                    text("image: a\n", "two words", "image: two words\n"),
                    text("image: a\n", "\u00fcber \uD83D\uDE00", "image: \u00fcber \uD83D\uDE00\n"),
                    text("image: a\n", "nel\u0085bell\u0007", "image: \"nel\\u0085bell\\u0007\"\n"),
                    text("image: one\n  long text\n\n  of it\nx: y\n", "short", "image: short\nx: y\n"),
                    text("image: 'one\n  long text'\nx: y\n", "short", "image: 'short'\nx: y\n"),
                    text("image: \"one\\\n  long text\" # c\n", "short", "image: \"short\" # c\n"),
                    text("image: |\n  web:1\nx: y\n", "web:2", "image: |-\n  web:2\nx: y\n"),
                    text("image: |\n  web:1\nx: y\n", "web:2\n", "image: |\n  web:2\nx: y\n"),
                    text(
                            "image: >- # folded\n    web:1\n\n# c\nx: y\n",
                            "web:2",
                            "image: >- # folded\n    web:2\n\n# c\nx: y\n"),
                    text("image: |+\n  web:1\n\nx: y\n", "web:2", "image: |-\n  web:2\n\nx: y\n"),
                    text("image: |\n  a\n  b\nx: y\n", "c\n d\n", "image: |\n  c\n   d\nx: y\n"),
                    text("image: >\n  a\n  b\nx: y\n", "c\nd\n", "image: |\n  c\n  d\nx: y\n"),
                    text("image: |\n  a\nx: y\n", "b\n\n", "image: \"b\\n\\n\"\nx: y\n"),
                    text("image: | # c\n  a\nx: y\n", "trailing \nblank", "image: \"trailing \\nblank\" # c\nx: y\n"),
                    text("image: |2-\n   a\nx: y\n", "b", "image: |-\n   b\nx: y\n"),
                    text("image: |\nx: y\n", "b", "image: b\nx: y\n"),
                    text("image: >-\n  a", "b", "image: >-\n  b"),
                    text("image: |\n  a", "b\n", "image: \"b\\n\""),
                    text("list: [{image: a, x: y}]\nimage: b\n", "c", "list: [{image: a, x: y}]\nimage: c\n"))
            .toList();

    /** Texts that some reader of YAML 1.1 or 1.2 takes for something else, or that would end the value early. */
    private static final List<String> NOT_PLAIN = List.of(
            "1.10",
            "5",
            "-1",
            "+1",
            "0123",
            "0o17",
            "0x1F",
            "0b1",
            "1_000",
            "1e3",
            "1.",
            ".5",
            "1.5e-3",
            ".inf",
            "-.INF",
            ".nan",
            "null",
            "NULL",
            "~",
            "true",
            "False",
            "tRuE",
            "yes",
            "No",
            "on",
            "OFF",
            "y",
            "N",
            "1:30",
            "190:20:30",
            "2024-01-31",
            "2001-12-14t21:59:43Z",
            "<<",
            "=",
            "a: b",
            "a:",
            "a #b",
            "# a",
            "*x",
            "&x",
            "!x",
            "%x",
            "@x",
            "`x",
            "- a",
            "-",
            "? a",
            "?",
            ": a",
            "|",
            ">",
            "'a",
            "\"a",
            "[a",
            "{a",
            "]",
            "}",
            ",a",
            "--- a",
            "...",
            "a\tb",
            "a\nb",
            "a ",
            " a",
            "\uFEFFa",
            "a\u00a0");

    static Stream<Arguments> plainOrQuoted() {
        Stream<Arguments> quoted =
                NOT_PLAIN.stream().map(text -> text("image: old\n", text, "image: \"" + escaped(text) + "\"\n"));
        Stream<Arguments> plain = Stream.of(
                        "web:1.1", "registry:5000/a/b@sha256:0f", "1.27-alpine", "1.2.3", "v1", "a,b", "a#b")
                .map(text -> text("image: old\n", text, "image: " + text + "\n"));
        Stream<Arguments> flow = Stream.of("a,b", "a]", "a{b")
                .map(text -> text("list: {image: x}\n", "list.image", text, "list: {image: \"" + text + "\"}\n"));
        return Stream.of(quoted, plain, flow).flatMap(all -> all);
    }

    @ParameterizedTest
    @FieldSource("NUMBERS")
    void setsANumber(String before, String path, JsonNode value, String expected) {
        check(before, path, value, expected);
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void setsAText(String before, String path, JsonNode value, String expected) {
        check(before, path, value, expected);
    }

    @ParameterizedTest
    @MethodSource
    void plainOrQuoted(String before, String path, JsonNode value, String expected) {
        check(before, path, value, expected);
    }

    @ParameterizedTest
    @FieldSource("NUMBERS")
    void keepsWindowsLineEndsAndByteOrderMark(String before, String path, JsonNode value, String expected) {
        DesiredChange change = new SetField(Edit.WEB, FieldPath.parse(path), value);
        assertThat(after("web.yaml", "\uFEFF" + windows(HEAD + before), change))
                .isEqualTo("\uFEFF" + windows(HEAD + expected));
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void keepsWindowsLineEndsInTexts(String before, String path, JsonNode value, String expected) {
        DesiredChange change = new SetField(Edit.WEB, FieldPath.parse(path), value);
        assertThat(after("web.yaml", windows(HEAD + before), change)).isEqualTo(windows(HEAD + expected));
    }

    @ParameterizedTest
    @FieldSource("NUMBERS")
    void worksInTheMiddleOfSeveralDocuments(String before, String path, JsonNode value, String expected) {
        String first = "%YAML 1.2\n---\na: &x [1, *y]\n".replace(", *y", "") + "b: *x\n--- # next\n";
        assertThat(after("web.yaml", first + HEAD + before, new SetField(Edit.WEB, FieldPath.parse(path), value)))
                .isEqualTo(first + HEAD + expected);
    }

    private static void check(String before, String path, JsonNode value, String expected) {
        DesiredChange change = new SetField(Edit.WEB, FieldPath.parse(path), value);
        assertThat(after("web.yaml", HEAD + before, change)).isEqualTo(HEAD + expected);
    }

    private static Arguments edit(String before, String after) {
        return Arguments.of(before, "spec.replicas", JsonNodeFactory.instance.numberNode(5), after);
    }

    private static Arguments text(String before, String value, String after) {
        return text(before, "image", value, after);
    }

    private static Arguments text(String before, String path, String value, String after) {
        return Arguments.of(before, path, JsonNodeFactory.instance.stringNode(value), after);
    }

    private static String windows(String text) {
        return text.replace("\n", "\r\n");
    }

    private static String escaped(String text) {
        return text.replace("\"", "\\\"")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\uFEFF", "\\ufeff")
                .replace("\u00a0", "\\u00a0");
    }
}
