package dev.landfall.manifest;

import static dev.landfall.manifest.Edit.addItem;
import static dev.landfall.manifest.Edit.after;
import static dev.landfall.manifest.Edit.file;
import static dev.landfall.manifest.Edit.json;
import static dev.landfall.manifest.Edit.plan;
import static dev.landfall.manifest.Edit.remove;
import static dev.landfall.manifest.Edit.removeItem;
import static dev.landfall.manifest.Edit.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What stands in the file below its head, the change, and what stands there then: exact bytes. */
class FieldEditingTest {
    private static final String HEAD = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n";

    /** Keys that are not there, and lists that are not there. */
    static final List<Arguments> ADDED = List.of(
            row("spec:\n  paused: true\n", set("spec.replicas", 3), "spec:\n  paused: true\n  replicas: 3\n"),
            row("spec:\n  paused: true", set("spec.replicas", 3), "spec:\n  paused: true\n  replicas: 3"),
            row(
                    "spec:\n    a: # c\n        b: 1 # d\n\n# end\n",
                    set("spec.a.c", 3),
                    "spec:\n    a: # c\n        b: 1 # d\n        c: 3\n\n# end\n"),
            row("spec:\n", set("spec.replicas", 3), "spec:\n  replicas: 3\n"),
            row("spec: # c\n", set("spec.replicas", 3), "spec: # c\n  replicas: 3\n"),
            row("spec: ~ # c\nx: {}\n", set("spec.replicas", 3), "spec: # c\n  replicas: 3\nx: {}\n"),
            row("spec: {} # c\n", set("spec.replicas", 3), "spec: # c\n  replicas: 3\n"),
            row("spec: {}", set("spec.replicas", 3), "spec:\n  replicas: 3"),
            row("", set("spec.replicas", 3), "spec:\n  replicas: 3\n"),
            row(
                    "",
                    set("metadata.labels[\"example.org/a\"]", "yes"),
                    "",
                    "metadata: {name: web}\n",
                    "metadata: {name: web, labels: {example.org/a: \"yes\"}}\n"),
            row("spec: {a: 1}\n", set("spec.b", "x, y"), "spec: {a: 1, b: \"x, y\"}\n"),
            row("spec: {a: 1,}\n", set("spec.b", 2), "spec: {a: 1, b: 2,}\n"),
            row("spec: {\"a\":1}\n", set("spec.b", "x"), "spec: {\"a\":1,\"b\":\"x\"}\n"),
            row("spec: {\n  a: 1 # c\n}\n", set("spec.b", 2), "spec: {\n  a: 1, # c\n  b: 2\n}\n"),
            row("spec: {\n  a: 1, # c\n}\n", set("spec.b", 2), "spec: {\n  a: 1, # c\n  b: 2,\n}\n"),
            row("spec:\n  a: |+\n    x\n\n", set("spec.b", 2), "spec:\n  a: |+\n    x\n\n  b: 2\n"),
            row("spec:\n  a: >-\n    x\n\n", set("spec.b", 2), "spec:\n  a: >-\n    x\n  b: 2\n\n"),
            row(
                    "spec:\n  a:\n    b: 1\n    # c: 2\n# end\n",
                    set("spec.d", 2),
                    "spec:\n  a:\n    b: 1\n    # c: 2\n  d: 2\n# end\n"),
            row(
                    "spec:\n  l:\n  -   name: a\n      x: 1\n",
                    set("spec.l[name=a].v.z", json("['b', {'c': 1, 'd': []}]")),
                    "spec:\n  l:\n  -   name: a\n      x: 1\n      v:\n        z:\n        -   b\n        -   c: 1\n            d: []\n"),
            row(
                    "spec:\n  a: 1\n",
                    set("spec.script", "#!/bin/sh\necho 'hi' # c\n"),
                    "spec:\n  a: 1\n  script: |\n    #!/bin/sh\n    echo 'hi' # c\n"),
            row("spec:\n  a: 1", set("spec.script", "a\nb\n"), "spec:\n  a: 1\n  script: \"a\\nb\\n\""),
            row("spec:\n  a: 1\n", set("spec[\"true\"]", 1.5), "spec:\n  a: 1\n  \"true\": 1.5\n"),
            row("spec:\n  a: 1\n", set("spec.b", json("null")), "spec:\n  a: 1\n  b: null\n"));

    /** Values of another kind, and whole mappings and lists. */
    static final List<Arguments> SET = List.of(
            row("x: 1\n", set("x", 1.25), "x: 1.25\n"),
            row("x: 1 # c\n", set("x", json("1e300")), "x: 1.0e+300 # c\n"),
            row("x: 1\n", set("x", json("null")), "x: null\n"),
            row("x: a # c\ny: 2\n", set("x", json("{'a': 1, 'b': [1]}")), "x: # c\n  a: 1\n  b:\n  - 1\ny: 2\n"),
            row("x: # c\n  a: 1 # d\ny: 2\n", set("x", 5), "x: 5 # c\ny: 2\n"),
            row("x: # c\n- a\n- b\ny: 2\n", set("x", json("{}")), "x: {} # c\ny: 2\n"),
            row("x: [a, b] # c\n", set("x", json("['a', 'c', 'd']")), "x: [a, c, d] # c\n"),
            row(
                    "x:\n  - a # one\n  - b # two\n  - c # three\n",
                    set("x", json("['a', 'B', 'c', 'd']")),
                    "x:\n  - a # one\n  - B\n  - c # three\n  - d\n"
                            .replace("B\n  - c # three\n  - d", "B # two\n  - c # three\n  - d")),
            row(
                    "x:\n  - a # one\n  - b # two\n  - c # three\n",
                    set("x", json("['b', 'c']")),
                    "x:\n  - b # two\n  - c # three\n"),
            row("x:\n  - a\n  - b # two\n", set("x", json("['a', 'z', 'b']")), "x:\n  - a\n  - z\n  - b # two\n"),
            row(
                    "x:\n  # how many\n  a: 1\n  # what\n  b:\n    c: d # kept\n    e: f\n  g: h\n",
                    set("x", json("{'a': 2, 'b': {'c': 'd'}, 'new': 'x'}")),
                    "x:\n  # how many\n  a: 2\n  # what\n  b:\n    c: d # kept\n  new: x\n"),
            row(
                    "env:\n# the first\n- name: A\n  value: a # c\n- name: B\n  value: b\n",
                    set("env", json("[{'name': 'A', 'value': 'z'}, {'name': 'C', 'value': 'c'}]")),
                    "env:\n# the first\n- name: A\n  value: z # c\n- name: C\n  value: c\n"),
            row(
                    "env:\n- name: A\n  value: a\n- name: B\n  value: b\n",
                    set("env", json("[{'name': 'B', 'value': 'b'}, {'name': 'A', 'value': 'a'}]")),
                    "env:\n- name: B\n  value: b\n- name: A\n  value: a\n"),
            row("args: [a, b]\n", set("args[1]", "c"), "args: [a, c]\n"),
            row("args:\n- a\n- b # c\n", set("args[1]", json("{'k': 1}")), "args:\n- a\n- # c\n  k: 1\n"));

    static final List<Arguments> REMOVED = List.of(
            row("spec:\n  a: 1\n  b: 2 # c\n  d: 3\n", remove("spec.b"), "spec:\n  a: 1\n  d: 3\n"),
            row(
                    "spec:\n  a: 1\n  # about b\n  b:\n    c: 2\n    # more\n\n  d: 3\n",
                    remove("spec.b"),
                    "spec:\n  a: 1\n\n  d: 3\n"),
            row(
                    "spec:\n  # --- section ---\n  b: 2\n  d: 3\n",
                    remove("spec.b"),
                    "spec:\n  # --- section ---\n  d: 3\n"),
            row("spec:\n  # a section\n\n  b: 2\n  d: 3\n", remove("spec.b"), "spec:\n  # a section\n\n  d: 3\n"),
            row("spec:\n  a: 1\n  b: 2", remove("spec.b"), "spec:\n  a: 1"),
            row("spec: # c\n  b: 2\nx: 1\n", remove("spec.b"), "spec: {} # c\nx: 1\n"),
            row("spec: {a: 1, b: 2, c: 3}\n", remove("spec.b"), "spec: {a: 1, c: 3}\n"),
            row("spec: {a: 1, b: 2}\n", remove("spec.b"), "spec: {a: 1}\n"),
            row("spec: {b: 2}\n", remove("spec.b"), "spec: {}\n"),
            row("spec: {\n  a: 1, # one\n  b: 2 # two\n}\n", remove("spec.b"), "spec: {\n  a: 1 # one\n}\n"),
            row("spec: {\n  a: 1, # one\n  b: 2, # two\n}\n", remove("spec.a"), "spec: {\n  b: 2, # two\n}\n"),
            row("l:\n- name: a # c\n  x: 1\n", remove("l[name=a].name"), "l:\n- x: 1\n"),
            row("l:\n  - a # one\n  # about b\n  - b\n  - c\n", removeItem("l[=b]"), "l:\n  - a # one\n  - c\n"),
            row("l:\n  - name: a\n    x: 1\n  - name: b\n", removeItem("l[name=a]"), "l:\n  - name: b\n"),
            row("l: # c\n  - a\nx: 1\n", removeItem("l[=a]"), "l: [] # c\nx: 1\n"),
            row("l: [a, b]\n", removeItem("l[=a]"), "l: [b]\n"),
            row("l: [a, b]\n", remove("l[1]"), "l: [a]\n"),
            row("l:\n- - a\n  - b\n- - c\n", removeItem("l[0][=a]"), "l:\n- - b\n- - c\n"),
            row("l:\n- |+\n  a\n\n- b\n\nx: 1\n", removeItem("l[=b]"), "l:\n- |+\n  a\n\nx: 1\n"));

    static final List<Arguments> ITEMS = List.of(
            row("l:\n  - a # one\n", addItem("l[=b]", json("'b'")), "l:\n  - a # one\n  - b\n"),
            row("l: []\n", addItem("l[=b]", json("'b'")), "l:\n- b\n"),
            row("spec:\n  x: 1\n", addItem("spec.l.m[=b]", json("'b'")), "spec:\n  x: 1\n  l:\n    m:\n    - b\n"),
            row("l: # c\n", addItem("l[=b]", json("'b'")), "l: # c\n- b\n"),
            row("l: [a]\n", addItem("l[=5]", json("5")), "l: [a, 5]\n"),
            row("l:\n- - a\n", addItem("l[0][=b]", json("'b'")), "l:\n- - a\n  - b\n"),
            row(
                    "env:\n- name: A\n  value: a # c\n  more: x\n",
                    addItem("env[name=A]", json("{'name': 'A', 'value': 'b'}")),
                    "env:\n- name: A\n  value: b # c\n  more: x\n"),
            row(
                    "env:\n-   name: A\n    value: a\n\n# end\n",
                    addItem("env[name=B]", json("{'name': 'B', 'valueFrom': {'x': {'w': 'z'}}}")),
                    "env:\n-   name: A\n    value: a\n-   name: B\n    valueFrom:\n      x:\n        w: z\n\n# end\n"));

    static final List<Arguments> AS_DESIRED = List.of(
            row("x: 1.50\n", set("x", 1.5), ""),
            row("x: 5\n", set("x", json("5.0")), ""),
            row("x: ~\n", set("x", json("null")), ""),
            row("x: {b: [1, 2], a: 'c'}\n", set("x", json("{'a': 'c', 'b': [1, 2]}")), ""),
            row("x: &a {k: 1}\ny: *a\n", set("y", json("{'k': 1}")), ""),
            row("x: 1\n", remove("y.z"), ""),
            row("x: 1\n", remove("x.z"), ""),
            row("x:\n", remove("x"), ""),
            row("l: [a]\n", remove("l[3]"), ""),
            row("l: [a]\n", removeItem("l[=b]"), ""),
            row("l: [{name: a, x: 1}]\n", addItem("l[name=a]", json("{'name': 'a'}")), ""));

    @ParameterizedTest
    @FieldSource({"ADDED", "SET", "REMOVED", "ITEMS"})
    void changesWhatDiffersAndNothingElse(String before, DesiredChange change, String expected) {
        assertThat(after("web.yaml", before, change)).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource({"ADDED", "SET", "REMOVED", "ITEMS"})
    void keepsWindowsLineEndsAndByteOrderMark(String before, DesiredChange change, String expected) {
        assertThat(after("web.yaml", "\uFEFF" + before.replace("\n", "\r\n"), change))
                .isEqualTo("\uFEFF" + expected.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @FieldSource({"ADDED", "SET", "REMOVED", "ITEMS"})
    void isAsDesiredAfterwards(String before, DesiredChange change, String expected) {
        assertThat(plan(List.of(file("web.yaml", expected)), change)).isInstanceOf(AlreadyAsDesired.class);
    }

    @ParameterizedTest
    @FieldSource("AS_DESIRED")
    void leavesWhatIsAsDesired(String text, DesiredChange change, String none) {
        assertThat(plan(List.of(file("web.yaml", text)), change)).isInstanceOf(AlreadyAsDesired.class);
    }

    private static Arguments row(String before, DesiredChange change, String after) {
        return Arguments.of(HEAD + before, change, HEAD + after);
    }

    /** With a change in the head itself. */
    private static Arguments row(String before, DesiredChange change, String after, String old, String now) {
        return Arguments.of(HEAD + before, change, HEAD.replace(old, now) + after);
    }
}
