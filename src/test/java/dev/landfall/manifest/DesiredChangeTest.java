package dev.landfall.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whether a live object is as wanted, and what a change makes of one. */
class DesiredChangeTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    private static Optional<JsonNode> live(String text) {
        return Optional.of(json(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "spec.replicas | 3 | {'spec':{'replicas':3}} | true",
                "spec.replicas | 3 | {'spec':{'replicas':2}} | false",
                "spec.replicas | 3 | {'spec':{}} | false",
                "limits.memory | '1024Mi' | {'limits':{'memory':'1Gi'}} | true",
                "limits.cpu | '0.5' | {'limits':{'cpu':'500m'}} | true",
                "name | '1024Mi' | {'name':'1Gi'} | false",
                "spec.paused | false | {'spec':{}} | true",
                "spec.paused | true | {'spec':{}} | false",
                "spec | {'a':1} | {'spec':{'a':1,'default':2}} | true",
                "spec | {'a':[1,2]} | {'spec':{'a':[1]}} | false",
                "spec | {'empty':{}} | {'spec':{}} | true"
            })
    void theApiServersDefaultsAndSpellingsAreNoDifference(String path, String value, String object, boolean holds) {
        SetField set = new SetField(WEB, FieldPath.parse(path), json(value));

        assertThat(set.holdsIn(live(object))).isEqualTo(holds);
    }

    @Test
    void whatShallBeGoneIsGone() {
        RemoveField remove = new RemoveField(WEB, FieldPath.parse("a.b"));

        assertThat(remove.holdsIn(live("{'a':{'b':1}}"))).isFalse();
        assertThat(remove.holdsIn(live("{'a':{}}"))).isTrue();
        assertThat(new DeleteObject(WEB).holdsIn(Optional.empty())).isTrue();
        assertThat(new DeleteObject(WEB).holdsIn(live("{}"))).isFalse();
    }

    @Test
    void aFieldOnItsWayIsMadeAndAListItemIsNot() {
        SetField set = new SetField(WEB, FieldPath.parse("a.b.c"), json("1"));
        SetField inItem = new SetField(WEB, FieldPath.parse("list[name=x].c"), json("1"));

        assertThat(set.appliedTo(live("{'a':null}"))).contains(json("{'a':{'b':{'c':1}}}"));
        assertThatIllegalArgumentException().isThrownBy(() -> inItem.appliedTo(live("{'list':[]}")));
    }

    @Test
    void anItemIsAddedOrGetsTheFieldsThatAreGiven() {
        AddListItem add = new AddListItem(WEB, FieldPath.parse("env[name=A]"), json("{'name':'A','value':'1'}"));

        assertThat(add.appliedTo(live("{}"))).contains(json("{'env':[{'name':'A','value':'1'}]}"));
        assertThat(add.appliedTo(live("{'env':[{'name':'A','value':'0','kept':true}]}")))
                .contains(json("{'env':[{'name':'A','value':'1','kept':true}]}"));
        assertThat(new RemoveListItem(WEB, FieldPath.parse("env[name=A]")).appliedTo(live("{'env':[{'name':'A'}]}")))
                .contains(json("{'env':[]}"));
    }

    @Test
    void anItemMustBeTheOneThatThePathNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddListItem(WEB, FieldPath.parse("env[name=A]"), json("{'name':'B'}")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddListItem(WEB, FieldPath.parse("env[0]"), json("1")));
    }

    @Test
    void anItemKeepsTheNameThatItIsKnownBy() {
        FieldPath name = FieldPath.parse("env[name=A].name");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SetField(WEB, name, json("'B'")))
                .withMessageStartingWith("env[name=A].name is what the item is known by");
        assertThat(new SetField(WEB, name, json("'A'")).holdsIn(live("{'env':[{'name':'A'}]}")))
                .isTrue();
    }

    @Test
    void aManifestIsPutOverAnObjectAsKubectlApplyDoesIt() {
        CreateObject apply = new CreateObject(WEB, (ObjectNode)
                json("{'spec':{'replicas':3,'gone':null,'containers':[{'name':'web','image':'b'}]}}"));

        JsonNode after = apply.appliedTo(
                        live(
                                "{'spec':{'replicas':1,'gone':1,'kept':1,'containers':[{'name':'web','image':'a','policy':'Always'},{'name':'old'}]}}"))
                .orElseThrow();

        assertThat(after)
                .isEqualTo(
                        json(
                                "{'spec':{'replicas':3,'kept':1,'containers':[{'name':'web','image':'b','policy':'Always'}]}}"));
        assertThat(apply.holdsIn(Optional.of(after))).isTrue();
        assertThat(apply.unmetIn(live("{'spec':{'replicas':1,'containers':[{'name':'web','image':'b'}]}}")))
                .isEqualTo("spec.replicas is 1, not 3");
    }
}
