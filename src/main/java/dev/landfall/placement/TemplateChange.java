package dev.landfall.placement;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of owners when their template changes. A place that does not change says nothing about an owner; one that
 * does must have made what the owner has there now.
 */
record TemplateChange(Template before, JsonNode after) {

    /**
     * @param parameters of the owner, by their names
     * @throws Unplaced where the owner has something else than the template makes
     */
    LiveObject of(LiveObject owner, Function<String, Optional<String>> parameters) {
        return new LiveObject(new Carrying(owner, parameters).carried(before.root(), after, owner.json()));
    }

    private final class Carrying {
        private final LiveObject owner;
        private final Function<String, Optional<String>> parameters;

        Carrying(LiveObject owner, Function<String, Optional<String>> parameters) {
            this.owner = owner;
            this.parameters = parameters;
        }

        /** @param then a missing node where the template has nothing any more, and so on */
        JsonNode carried(JsonNode now, JsonNode then, JsonNode live) {
            if (now.equals(then)) return live;
            if (then.isObject() && !now.isValueNode()) return fields(now, then, live);
            if (then.isArray() && !now.isValueNode()) return items(now, then, live);
            if (now.isString() && then.isString()) return text(now.asString(), then.asString(), live);
            boolean isAsMade =
                    before.isWorded(now) || now.equals(live) || (now.isMissingNode() && live.isMissingNode());
            if (!isAsMade || before.isWorded(then)) throw unlike();
            return then;
        }

        private JsonNode fields(JsonNode now, JsonNode then, JsonNode live) {
            ObjectNode fields = live.isObject() ? (ObjectNode) live.deepCopy() : JsonNodeFactory.instance.objectNode();
            Set<String> names = new LinkedHashSet<>(now.propertyNames());
            names.addAll(then.propertyNames());
            for (String name : names) {
                JsonNode field = carried(now.path(name), then.path(name), live.path(name));
                if (field.isMissingNode()) fields.remove(name);
                else fields.set(name, field);
            }
            return fields;
        }

        private JsonNode items(JsonNode now, JsonNode then, JsonNode live) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < then.size(); i++) items.add(carried(now.path(i), then.path(i), live.path(i)));
            return items;
        }

        private JsonNode text(String now, String then, JsonNode live) {
            Optional<WordedText> worded = WordedText.of(before.wording(), now);
            Optional<WordedText> wanted = WordedText.of(before.wording(), then);
            if (worded.isEmpty() || wanted.isEmpty()) throw unlike();
            return worded.get()
                    .valuesIn(live.asString(""), parameters)
                    .flatMap(values -> wanted.get()
                            .with(name -> Optional.ofNullable(values.get(name)).or(() -> parameters.apply(name))))
                    .<JsonNode>map(JsonNodeFactory.instance::stringNode)
                    .orElseThrow(this::unlike);
        }

        private Unplaced unlike() {
            return new Unplaced(Reason.lasting(
                    "template-unlike-owner",
                    "%s does not have what its template makes, so that it cannot be told what becomes of it"
                            .formatted(owner.ref()),
                    "wait until its generator has brought it up to date, or change it by hand in the template"));
        }
    }
}
