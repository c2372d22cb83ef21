package dev.landfall.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.cluster.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What makes a part of an object as it once was, by the fewest places. */
class RestorationTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{image: a} | {image: b} | set spec.image",
                "{image: a, tty: true} | {image: a} | remove spec.tty",
                "{image: a} | {image: a, tty: true} | set spec.tty",
                "{env: [{name: A, value: 1}, {name: B, value: 2}]} | {env: [{name: A, value: 3}]}"
                        + " | remove spec.env[name=B], set spec.env[name=A].value",
                "{env: [{name: A, value: 1}]} | {env: [{name: A, value: 1}, {name: B, value: 2}]} | add spec.env[name=B]",
                "{env: [{name: A, value: 1}]} | {env: [{name: A, valueFrom: {x: y}}]}"
                        + " | remove spec.env[name=A].value, set spec.env[name=A].valueFrom",
                "{env: [{name: A}, {name: B}]} | {env: [{name: B}, {name: A}]} | set spec.env",
                "{env: [{name: A}]} | {env: [{name: B}]} | set spec.env",
                "{args: [a, b]} | {args: [a]} | set spec.args",
                "{args: [a, b]} | {args: [a, c]} | set spec.args[1]",
                "{args: [a]} | {args: [a]} | ''"
            })
    void itIsAsItWasThen(String now, String then, String changes) {
        ObjectNode before = object("{spec: " + now + "}");
        JsonNode wanted = object("{spec: " + then + "}");

        List<DesiredChange.FieldChange> restored =
                Restoration.of(WEB, FieldPath.parse("spec"), before.path("spec"), wanted.path("spec"));

        assertThat(String.join(
                        ", ", restored.stream().map(RestorationTest::told).toList()))
                .isEqualTo(changes.equals("''") ? "" : changes);
        Optional<JsonNode> after = Optional.of(before);
        for (DesiredChange change : restored) after = change.appliedTo(after);
        assertThat(after).contains(wanted);
    }

    private static ObjectNode object(String text) {
        return Yaml.objects("{apiVersion: v1, kind: Thing, metadata: {name: one}, " + text.substring(1))
                .getFirst();
    }

    private static String told(DesiredChange.FieldChange change) {
        String verb = switch (change) {
            case DesiredChange.SetField _ -> "set ";
            case DesiredChange.AddListItem _ -> "add ";
            case DesiredChange.RemoveField _, DesiredChange.RemoveListItem _ -> "remove ";
        };
        return verb + change.field();
    }

    @Test
    void whatIsAloneInItsListIsNamedByWhatTellsItApart() {
        JsonNode now = object("{spec: {ports: [{containerPort: 80}, {containerPort: 81, name: a}]}}");
        JsonNode then = object("{spec: {ports: [{containerPort: 80, name: b}]}}");

        assertThat(Restoration.of(WEB, FieldPath.parse("spec"), now.path("spec"), then.path("spec")))
                .extracting(DesiredChange::field)
                .containsExactly("spec.ports[containerPort=81]", "spec.ports[containerPort=80].name");
    }
}
