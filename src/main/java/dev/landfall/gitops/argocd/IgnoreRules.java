package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.IgnoredField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Which fields of an object its Application leaves out of comparisons: {@code spec.ignoreDifferences}, and {@code
 * resource.customizations.ignoreDifferences.*} of {@code argocd-cm}. By {@code managedFieldsManagers} and by larger jq
 * expressions more may be left out: that is not foreseen.
 */
record IgnoreRules(Application application, Optional<LiveObject> settings) {
    private static final String CUSTOMIZED = "resource.customizations.ignoreDifferences.";

    /** One rule that covers a field. */
    record Rule(String where, IgnoredField field) {
        @Override
        public String toString() {
            return where + " (" + field.text() + ")";
        }
    }

    Optional<Rule> covering(String field, LiveObject object) {
        return rulesFor(object.ref())
                .filter(rule -> rule.field().covers(field, object.json()))
                .findFirst();
    }

    private Stream<Rule> rulesFor(ObjectRef object) {
        Stream<Rule> ofSpec = application
                .live()
                .at("/spec/ignoreDifferences")
                .valueStream()
                .filter(entry -> isFor(entry, object))
                .flatMap(entry -> rules("spec.ignoreDifferences of Application " + application.qualifiedName(), entry));
        return Stream.concat(ofSpec, settings.stream().flatMap(configMap -> customized(configMap, object)));
    }

    private static Stream<Rule> customized(LiveObject configMap, ObjectRef object) {
        String own = object.group().isEmpty() ? object.kind() : object.group() + "_" + object.kind();
        return Stream.of("all", own)
                .map(CUSTOMIZED::concat)
                .flatMap(key -> rules(
                        key + " in " + configMap.ref(),
                        yaml(configMap.at("/data").path(key).asString(""))));
    }

    /** Group and kind are globs; without a name or a namespace it is for all of them. */
    private static boolean isFor(JsonNode entry, ObjectRef object) {
        String name = entry.path("name").asString("");
        String namespace = entry.path("namespace").asString("");
        return new Glob(entry.path("group").asString("")).matches(object.group())
                && new Glob(entry.path("kind").asString("")).matches(object.kind())
                && (name.isEmpty() || name.equals(object.name()))
                && (namespace.isEmpty() || namespace.equals(object.namespace()));
    }

    private static Stream<Rule> rules(String where, JsonNode entry) {
        List<IgnoredField> fields = new ArrayList<>();
        entry.path("jsonPointers").valueStream().forEach(text -> fields.add(IgnoredField.pointer(text.asString(""))));
        entry.path("jqPathExpressions")
                .valueStream()
                .forEach(text -> IgnoredField.jq(text.asString("")).ifPresent(fields::add));
        return fields.stream().map(field -> new Rule(where, field));
    }

    private static JsonNode yaml(String text) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(text) instanceof Map<?, ?> map
                    ? new JsonMapper().valueToTree(map)
                    : MissingNode.getInstance();
        } catch (YamlEngineException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
