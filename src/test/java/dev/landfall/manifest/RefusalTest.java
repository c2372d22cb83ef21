package dev.landfall.manifest;

import static dev.landfall.manifest.Edit.file;
import static dev.landfall.manifest.Edit.files;
import static dev.landfall.manifest.Edit.refusal;
import static dev.landfall.manifest.Edit.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.landfall.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What cannot be edited, and what the user reads then. Each row: the code, the message, the files. */
class RefusalTest {
    private static final String WEB = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n";
    private static final String IMAGE = "spec.containers[name=web].image";

    static final List<Arguments> FILES = List.of(
            row("object-not-in-git", "Deployment shop/web is defined in none of 0 files with 0 documents", List.of()),
            row(
                    "object-not-in-git",
                    "Deployment shop/web is defined in none of 2 files with 3 documents",
                    files("a: b\n---\nc: d\n", "[]")),
            row(
                    "object-not-in-git",
                    "none of 1 file with 1 document; close to it: Deployment other/web (apps/v1, apps/web.yaml:1)",
                    files(WEB.replace("web}", "web, namespace: other}"))),
            row(
                    "object-not-in-git",
                    "close to it: Deployment shop/web (example.org/v1, apps/web.yaml:1)",
                    files(WEB.replace("apps/v1", "example.org/v1"))),
            row(
                    "defined-twice",
                    "Deployment shop/web is defined at apps/web.yaml:1 and apps/web-2.yaml:2",
                    files(WEB + "spec: {replicas: 1}", "---\n" + WEB)),
            row(
                    "file-does-not-parse",
                    "apps/web-2.yaml:2:5: mapping values are not allowed here",
                    files(WEB + "spec: {replicas: 1}", "a: b\nc: d: e\n")),
            row("file-does-not-parse", "apps/web.yaml:4:19: ", files(WEB + "spec: {replicas: [}\n")),
            row("file-does-not-parse", "it holds {{ and looks like a template", files("name: {{ .Values.name }}\n")),
            row("file-does-not-parse", "no anchor for the alias *nobody", files(WEB + "spec: *nobody\n")),
            row("file-does-not-parse", "the alias *a stands within its own anchor", files("a: &a [*a]\n")),
            row("file-does-not-parse", "apps/web.yaml:1:4: the character U+0007 is not allowed", files("a: \u0007\n")),
            row("file-does-not-parse", "apps/web.yaml:1:", files("%YAML 2.0\n---\na: b\n")),
            row(
                    "duplicate-key",
                    "apps/web.yaml:5:1: the key spec stands here a second time",
                    files(WEB + "spec: {replicas: 1}\nspec: {replicas: 1}\n")),
            row(
                    "lfs-pointer",
                    "apps/web.yaml is a Git LFS pointer",
                    files("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")),
            row(
                    "not-utf-8",
                    "apps/web.yaml: it is encoded in UTF-16",
                    List.of(new ManifestFile("apps/web.yaml", WEB.getBytes(StandardCharsets.UTF_16)))),
            row(
                    "not-utf-8",
                    "apps/web.yaml: it is encoded in UTF-16",
                    List.of(new ManifestFile("apps/web.yaml", WEB.getBytes(StandardCharsets.UTF_16LE)))),
            row(
                    "not-utf-8",
                    "apps/web.yaml: byte 3 is not part of a UTF-8 character",
                    List.of(new ManifestFile("apps/web.yaml", "a: \u00e4".getBytes(StandardCharsets.ISO_8859_1)))),
            row(
                    "encrypted",
                    "apps/web.yaml:1 is encrypted with SOPS",
                    files(WEB + "spec: {replicas: 1}\nsops: {mac: x}\n")),
            row(
                    "generated",
                    "apps/web.yaml says at its top that it is generated",
                    files("---\n# Made by a program. DO NOT EDIT.\n" + WEB + "spec: {replicas: 1}\n")),
            row("wrong-shape", "apps/web.yaml:4: spec is a list, not a mapping", files(WEB + "spec: []\n")),
            row("wrong-shape", "apps/web.yaml:4: spec is a single value, not a mapping", files(WEB + "spec: x\n")),
            row(
                    "tagged",
                    "spec.replicas has the tag tag:yaml.org,2002:binary",
                    files(WEB + "spec: {replicas: !!binary aGk=}\n")),
            row("tagged", "spec.replicas has the tag !", files(WEB + "spec: {replicas: ! 1}\n")),
            row(
                    "value-is-alias",
                    "apps/web.yaml:5: spec.replicas is an alias of what stands at apps/web.yaml:4",
                    files(WEB + "count: &c 1\nspec: {replicas: *c}\n")),
            row("value-is-alias", "apps/web.yaml:5: spec is an alias", files(WEB + "x: &x {replicas: 1}\nspec: *x\n")),
            row(
                    "value-is-alias",
                    "spec.replicas comes in through a merge key (<<) from apps/web.yaml:4",
                    files(WEB + "x: &x {replicas: 1}\nspec: {<<: *x}\n")),
            row(
                    "value-is-alias",
                    "spec.replicas comes in through a merge key (<<) from apps/web.yaml:4",
                    files(WEB + "x: &x {replicas: 1}\nspec: {<<: [{a: b}, *x]}\n")),
            row(
                    "value-is-anchored",
                    "spec.replicas has the anchor &c, which is used at apps/web.yaml:5, apps/web.yaml:6",
                    files(WEB + "spec: {replicas: &c 1}\nx: *c\ny: *c\n")),
            row(
                    "value-is-anchored",
                    "apps/web.yaml:4: spec has the anchor &s",
                    files(WEB + "spec: &s {replicas: 1}\nx: {<<: *s}\n")),
            row(
                    "file-does-not-parse",
                    "apps/web.yaml:4:8: a mapping or a list stands where a key belongs",
                    files(WEB + "spec: {[a]: b, replicas: 1}\n")));

    static final List<Arguments> ITEMS = List.of(
            row(
                    "no-such-item",
                    "apps/web.yaml:5: spec.containers has no item with name web (there are: a, b)",
                    files(WEB + "spec:\n  containers: [{name: a}, {name: b}, {x: y}, z]\n")),
            row(
                    "no-such-item",
                    "spec.containers has no item with name web (the list is empty in this file)",
                    files(WEB + "spec:\n  containers: []\n")),
            row(
                    "no-such-item",
                    "spec.containers has no item with name web (the list is empty in this file)",
                    files(WEB + "spec:\n  containers:\n")),
            row(
                    "duplicate-item",
                    "apps/web.yaml:6: spec.containers has [name=web] 2 times",
                    files(WEB + "spec:\n  containers: [{name: web, image: a},\n    {name: web, image: b}]\n")),
            row("wrong-shape", "spec.containers is a mapping, not a list", files(WEB + "spec: {containers: {}}\n")),
            row(
                    "value-is-anchored",
                    "spec.containers[name=web] has the anchor &w",
                    files(WEB + "spec: {containers: [&w {name: web, image: a}], x: *w}\n")),
            row(
                    "value-is-alias",
                    "apps/web.yaml:5: spec.containers[name=web] is an alias",
                    files(WEB + "x: &w {name: web, image: a}\nspec: {containers: [*w]}\n")));

    @ParameterizedTest
    @FieldSource("FILES")
    void refusesByName(String code, String message, List<ManifestFile> files) {
        Reason reason = refusal(files, set("spec.replicas", 3));

        assertThat(reason.toString()).contains(message);
        assertThat(reason.code()).isEqualTo(code);
        assertThat(reason.remedy()).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("ITEMS")
    void refusesItemsByName(String code, String message, List<ManifestFile> files) {
        Reason reason = refusal(files, set(IMAGE, "web:2"));

        assertThat(reason.toString()).contains(message);
        assertThat(reason.code()).isEqualTo(code);
    }

    @Test
    void refusesTwoValuesForOneField() {
        List<ManifestFile> files = files(WEB + "spec: {replicas: 1}\n");

        assertThat(refusal(files, set("spec.replicas", 3), set("spec.replicas", 4))
                        .toString())
                .isEqualTo("spec.replicas of Deployment shop/web cannot be both 3 and 4 (ask for one value)");
    }

    @Test
    void aTextIsMadeOfWholeCharacters() {
        assertThatIllegalArgumentException().isThrownBy(() -> set("image", "half a \uD83D character"));
    }

    @Test
    void aCommentFurtherDownMakesNoFileGenerated() {
        String text = WEB + "# the next line: do not edit without asking\nspec: {replicas: 1}\n";

        assertThat(Edit.after("web.yaml", text, set("spec.replicas", 2))).isEqualTo(text.replace("1}", "2}"));
    }

    @Test
    void whatFilesSayIsShownWithoutControlCharacters() {
        List<ManifestFile> files =
                List.of(file("a\u001b[2J.yaml", WEB + "spec: {containers: [{name: \"x\\e[31m\\u202e\"}]}\n"));

        assertThat(refusal(files, set(IMAGE, "a")).toString()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }

    private static Arguments row(String code, String message, List<ManifestFile> files) {
        return Arguments.of(
                code, message, Stream.of(files).flatMap(List::stream).toList());
    }
}
