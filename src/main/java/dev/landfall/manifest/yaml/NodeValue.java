package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Entry;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Scalar;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What nodes say, as JSON: aliases written out, merge keys followed. */
public final class NodeValue {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NodeValue() {}

    /** Numbers in the type that a JSON parser would choose; what readers disagree on is the text as it stands. */
    public static JsonNode of(YamlNode node) {
        return switch (node) {
            case Alias alias -> of(alias.resolved());
            case Scalar scalar -> of(scalar);
            case Sequence sequence -> {
                ArrayNode list = JSON.arrayNode();
                sequence.items().forEach(item -> list.add(of(item)));
                yield list;
            }
            case Mapping mapping -> of(mapping);
        };
    }

    private static ObjectNode of(Mapping mapping) {
        ObjectNode object = JSON.objectNode();
        for (Entry entry : mapping.entries())
            if (!entry.isNamed("<<")) object.set(((Scalar) entry.key().resolved()).value(), of(entry.value()));
        mapping.own("<<").map(YamlNode::resolved).ifPresent(source -> merge(source, object));
        return object;
    }

    private static void merge(YamlNode source, ObjectNode object) {
        switch (source) {
            case Mapping mapping ->
                of(mapping).properties().forEach(field -> {
                    if (!object.has(field.getKey())) object.set(field.getKey(), field.getValue());
                });
            case Sequence sequence -> sequence.items().forEach(item -> merge(item.resolved(), object));
            case Scalar _, Alias _ -> {}
        }
    }

    private static JsonNode of(Scalar scalar) {
        if (!scalar.place().tag().isEmpty()) return JSON.stringNode(scalar.value());
        return switch (scalar.type()) {
            case NULL -> JSON.nullNode();
            case BOOL -> JSON.booleanNode(Boolean.parseBoolean(scalar.value()));
            case INT -> number(new BigInteger(scalar.value()));
            case FLOAT -> decimal(scalar.value());
            case TEXT, AMBIGUOUS -> JSON.stringNode(scalar.value());
        };
    }

    private static JsonNode number(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) return JSON.numberNode(number.intValue());
        return number.bitLength() < Long.SIZE ? JSON.numberNode(number.longValue()) : JSON.numberNode(number);
    }

    private static JsonNode decimal(String text) {
        try {
            return JSON.numberNode(new BigDecimal(text).doubleValue());
        } catch (NumberFormatException notInJson) {
            return JSON.stringNode(text);
        }
    }

    /** The value with its numbers in the type that a JSON parser would choose. */
    public static JsonNode asParsed(JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = JSON.objectNode();
            value.properties().forEach(field -> object.set(field.getKey(), asParsed(field.getValue())));
            return object;
        }
        if (value.isArray()) {
            ArrayNode list = JSON.arrayNode();
            value.forEach(item -> list.add(asParsed(item)));
            return list;
        }
        if (value.isIntegralNumber()) return number(value.bigIntegerValue());
        return value.isNumber() ? JSON.numberNode(value.doubleValue()) : value;
    }

    /** Whether every reader takes the node for this value. */
    public static boolean says(YamlNode node, JsonNode value) {
        if (!node.place().tag().isEmpty()) return false;
        return switch (node) {
            case Alias alias -> says(alias.resolved(), value);
            case Scalar scalar -> says(scalar, value);
            case Sequence sequence -> value.isArray() && saysItems(sequence, value);
            case Mapping mapping -> value.isObject() && saysFields(mapping, value);
        };
    }

    private static boolean saysItems(Sequence sequence, JsonNode value) {
        if (sequence.items().size() != value.size()) return false;
        for (int i = 0; i < value.size(); i++) if (!says(sequence.items().get(i), value.get(i))) return false;
        return true;
    }

    private static boolean saysFields(Mapping mapping, JsonNode value) {
        if (of(mapping).size() != value.size()) return false;
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!mapping.read(field.getKey())
                    .map(node -> says(node, field.getValue()))
                    .orElse(false)) return false;
        }
        return true;
    }

    private static boolean says(Scalar scalar, JsonNode value) {
        return switch (scalar.type()) {
            case NULL -> value.isNull();
            case BOOL -> value.isBoolean() && Boolean.parseBoolean(scalar.value()) == value.asBoolean();
            case INT -> value.isNumber() && isEqual(new BigDecimal(scalar.value()), value);
            case FLOAT -> value.isNumber() && of(scalar).isNumber() && isEqual(new BigDecimal(scalar.value()), value);
            case TEXT -> value.isString() && scalar.value().equals(value.asString());
            case AMBIGUOUS -> false;
        };
    }

    private static boolean isEqual(BigDecimal number, JsonNode value) {
        return number.compareTo(value.decimalValue()) == 0;
    }

    /** Whether both say the same; a number is what it is, however it is held. */
    public static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals(NodeValue::compare, other);
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) return one.decimalValue().compareTo(other.decimalValue());
        return one.equals(other) ? 0 : 1;
    }
}
