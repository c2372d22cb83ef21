package dev.landfall.manifest;

import static dev.landfall.manifest.Edit.addItem;
import static dev.landfall.manifest.Edit.creation;
import static dev.landfall.manifest.Edit.deletion;
import static dev.landfall.manifest.Edit.files;
import static dev.landfall.manifest.Edit.json;
import static dev.landfall.manifest.Edit.refusal;
import static dev.landfall.manifest.Edit.remove;
import static dev.landfall.manifest.Edit.removeItem;
import static dev.landfall.manifest.Edit.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.reason.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Changes that no edit of the file comes to, each with its code and what the user reads. */
class ChangesRefusedTest {
    private static final String WEB = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n";
    private static final String DEPLOYMENT =
            "{'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'web'}}";

    static final List<Arguments> CHANGES = List.of(
            row(
                    "no-such-item",
                    "apps/web.yaml:4: spec.containers has no item with name web (the list is empty in this file)",
                    "spec: {a: 1}\n",
                    set("spec.containers[name=web].image", "x")),
            row(
                    "no-such-item",
                    "apps/web.yaml:4: args has no item number 2, counted from 0 (there are: a, b)",
                    "args: [a, b]\n",
                    set("args[2]", "x")),
            row(
                    "no-such-item",
                    "apps/web.yaml:4: args has no item c (there are: a, b)",
                    "args: [a, b]\n",
                    set("args[=c]", "x")),
            row(
                    "no-such-item",
                    "containers has no item with name b",
                    "containers: [{name: a}]\n",
                    addItem("containers[name=b].args[=x]", json("'x'"))),
            row("duplicate-item", "args has [=a] 2 times", "args: [a, a]\n", removeItem("args[=a]")),
            row("wrong-shape", "spec is a list, not a mapping", "spec: [1]\n", addItem("spec.args[=x]", json("'x'"))),
            row("wrong-shape", "spec is a single value, not a list", "spec: x\n", addItem("spec[=x]", json("'x'"))),
            row("value-is-alias", "comes in through a merge key", "x: &x {a: 1}\nspec: {<<: *x}\n", remove("spec.a")),
            row(
                    "value-is-alias",
                    "comes in through a merge key",
                    "x: &x {a: 1}\nspec: {<<: *x, a: 2}\n",
                    remove("spec.a")),
            row(
                    "value-is-alias",
                    "comes in through a merge key",
                    "x: &x {a: 1}\nspec: {<<: *x, b: 2}\n",
                    set("spec", json("{'b': 2}"))),
            row(
                    "value-is-anchored",
                    "x has the anchor &x, which is used at apps/web.yaml:5",
                    "x: &x {a: 1}\nspec: *x\n",
                    remove("x")),
            row(
                    "value-is-anchored",
                    "x has the anchor &x, which is used at apps/web.yaml:5",
                    "x: {a: &x 1}\nspec: *x\n",
                    remove("x")),
            row("value-is-anchored", "has the anchor &x", "x: [&x 1, 2]\nspec: *x\n", set("x", json("[2]"))),
            row("value-is-anchored", "has the anchor &x", "x: {a: &x 1}\nspec: *x\n", set("x", 5)),
            row("tagged", "x has the tag !list", "x: !list [1]\n", set("x", json("[2]"))),
            row(
                    "value-not-supported",
                    "x cannot be \"Infinity\", which JSON cannot say",
                    "x: 1\n",
                    set("x", Double.POSITIVE_INFINITY)),
            row("identity", "metadata.name is what Deployment shop/web is known by", "", set("metadata.name", "other")),
            row("identity", "kind is what Deployment shop/web is known by", "", set("kind", "StatefulSet")),
            row("identity", "metadata.namespace is what", "", set("metadata.namespace", "other")),
            row("encrypted", "apps/web.yaml:1 is encrypted", "sops: {mac: x}\n", set("x", 1)),
            row(
                    "content-of-another-object",
                    "the content for Deployment shop/web is that of Deployment shop/api (apps/v1)",
                    "",
                    new DesiredChange.CreateObject(Edit.WEB, (tools.jackson.databind.node.ObjectNode)
                            json(DEPLOYMENT.replace("web", "api")))));

    @ParameterizedTest
    @FieldSource("CHANGES")
    void refusesByName(String code, String message, String text, DesiredChange change) {
        Reason reason = refusal(files(WEB + text), change);

        assertThat(reason.toString()).contains(message);
        assertThat(reason.code()).isEqualTo(code);
        assertThat(reason.remedy()).isNotEmpty();
    }

    static final List<Arguments> CONTRADICTIONS = List.of(
            both(
                    "spec.replicas of Deployment shop/web cannot be both 3 and 4",
                    set("spec.replicas", 3),
                    set("spec.replicas", 4)),
            both("spec.replicas set, and spec.replicas removed", set("spec.replicas", 3), remove("spec.replicas")),
            both("spec set, and spec.replicas set", set("spec", json("{'replicas': 3}")), set("spec.replicas", 4)),
            both("spec.replicas set, and spec removed", set("spec.replicas", 3), remove("spec")),
            both("args[=a] added, and args[=a] removed", addItem("args[=a]", json("'a'")), removeItem("args[=a]")),
            both(
                    "the object created, and spec.replicas set",
                    creation("shop", DEPLOYMENT.replace("}}", "}, 'spec': {'replicas': 3}}")),
                    set("spec.replicas", 4)),
            both(
                    "the object created, and the object deleted",
                    creation("shop", DEPLOYMENT),
                    deletion("apps/v1", "Deployment", "web")),
            both(
                    "the object deleted, and the object created",
                    deletion("apps/v1", "Deployment", "web"),
                    creation("shop", DEPLOYMENT)));

    @ParameterizedTest
    @FieldSource("CONTRADICTIONS")
    void refusesWhatCannotAllBeTrue(String message, DesiredChange one, DesiredChange other) {
        Reason reason = refusal(files(WEB + "spec: {replicas: 1}\nargs: [b]\n"), one, other);

        assertThat(reason.toString()).contains(message);
        assertThat(reason.code()).isEqualTo("contradiction");
    }

    @Test
    void whatTwoChangesWantOfASecretIsNotShown() {
        String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: web}\ndata: {password: YQ==}\n";
        DesiredChange one = inSecret("Yg==");
        DesiredChange other = inSecret("Yw==");

        assertThat(refusal(files(secret), one, other).toString()).doesNotContain("Yg", "Yw", "YQ");
    }

    @Test
    void aChangeOfADeletedObjectIsOfNone() {
        assertThat(refusal(files(WEB), deletion("apps/v1", "Deployment", "web"), set("x", 1))
                        .code())
                .isEqualTo("object-not-in-git");
    }

    private static DesiredChange inSecret(String value) {
        return new SetField(
                dev.landfall.cluster.ObjectRef.of("v1", "Secret", "shop", "web"),
                FieldPath.parse("data.password"),
                JsonNodeFactory.instance.stringNode(value));
    }

    private static Arguments row(String code, String message, String text, DesiredChange change) {
        return Arguments.of(code, message, text, change);
    }

    private static Arguments both(String message, DesiredChange one, DesiredChange other) {
        return Arguments.of(message, one, other);
    }
}
