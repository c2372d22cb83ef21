package dev.landfall.schema;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of one field in an OpenAPI v3 document, with its references resolved; what lies below is resolved when it
 * is asked for, since schemas may contain themselves.
 */
final class FieldSchema {
    /** A chain of references that is longer leads in a circle. */
    private static final int LONGEST_CHAIN = 32;

    private static final String QUANTITY = "quantity";

    private final JsonNode schemas;
    private final ObjectNode node;

    private FieldSchema(JsonNode schemas, ObjectNode node) {
        this.schemas = schemas;
        this.node = node;
    }

    /**
     * @param schemas {@code components.schemas} of the document
     * @param written the schema as it is written there
     */
    static FieldSchema of(JsonNode schemas, JsonNode written) {
        return new FieldSchema(schemas, resolved(schemas, written, 0));
    }

    /** Of a field below which anything goes. */
    static FieldSchema ofAnything() {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return new FieldSchema(nothing, nothing);
    }

    FieldType type() {
        if (isQuantity()) return FieldType.QUANTITY;
        if (says("x-kubernetes-int-or-string") || format().equals("int-or-string")) return FieldType.INT_OR_STRING;
        return switch (node.path("type").asString("")) {
            case "string" -> FieldType.TEXT;
            case "integer" -> FieldType.WHOLE_NUMBER;
            case "number" -> FieldType.NUMBER;
            case "boolean" -> FieldType.BOOLEAN;
            case "object" -> FieldType.MAPPING;
            case "array" -> FieldType.LIST;
            default -> node.path("properties").isEmpty() ? FieldType.UNKNOWN : FieldType.MAPPING;
        };
    }

    /** Such as {@code int32}, {@code byte}; empty where there is none. */
    String format() {
        return node.path("format").asString("");
    }

    boolean declares(String name) {
        return node.path("properties").has(name);
    }

    List<String> declared() {
        return node.path("properties").properties().stream()
                .map(property -> property.getKey())
                .toList();
    }

    /** The field under this key: a declared one, one of a mapping with free keys, or one below which anything goes. */
    Optional<FieldSchema> under(String key) {
        if (declares(key))
            return Optional.of(of(schemas, node.path("properties").path(key)));
        if (node.path("additionalProperties").isObject())
            return Optional.of(of(schemas, node.path("additionalProperties")));
        return isOpen() ? Optional.of(ofAnything()) : Optional.empty();
    }

    /** Of the items of a list. */
    FieldSchema items() {
        return type() == FieldType.LIST ? of(schemas, node.path("items")) : ofAnything();
    }

    /** One step down; empty where there is no such field. */
    Optional<FieldSchema> at(Step step) {
        FieldType type = type();
        if (type == FieldType.UNKNOWN) return Optional.of(ofAnything());
        return switch (step) {
            case FieldPath.Key key when type == FieldType.MAPPING -> under(key.name());
            case FieldPath.Item item
            when type == FieldType.LIST -> Optional.of(items()).filter(each -> each.canHave(item.key()));
            case FieldPath.Element element
            when type == FieldType.LIST ->
                Optional.of(items()).filter(each -> each.type() != FieldType.MAPPING && each.type() != FieldType.LIST);
            case FieldPath.Index index when type == FieldType.LIST -> Optional.of(items());
            case FieldPath.Key key -> Optional.empty();
            case FieldPath.Item item -> Optional.empty();
            case FieldPath.Element element -> Optional.empty();
            case FieldPath.Index index -> Optional.empty();
        };
    }

    /** The fields that tell the items of a list from each other; empty where their places do, or their values. */
    List<String> mergeKeys() {
        List<String> keys = texts(node.path("x-kubernetes-list-map-keys"));
        if (!keys.isEmpty()) return keys;
        return Stream.of(node.path("x-kubernetes-patch-merge-key").asString(""))
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** Whether it is a list in which each single value stands once. */
    boolean isSet() {
        return node.path("x-kubernetes-list-type").asString("").equals("set")
                || (node.path("x-kubernetes-patch-strategy").asString("").contains("merge")
                        && mergeKeys().isEmpty()
                        && items().type().isSingleValue());
    }

    /** The only values that it may have, if they are limited. */
    List<JsonNode> allowedValues() {
        return node.path("enum").valueStream().toList();
    }

    /** The fields that a mapping must have and that get no default. */
    List<String> required() {
        return texts(node.path("required")).stream()
                .filter(name ->
                        under(name).map(field -> !field.node.has("default")).orElse(true))
                .toList();
    }

    /** What the API server fills in where nothing is given. */
    Optional<JsonNode> byDefault() {
        return Optional.ofNullable(node.get("default"));
    }

    OptionalLong least() {
        return bound("minimum");
    }

    OptionalLong most() {
        return bound("maximum");
    }

    private OptionalLong bound(String name) {
        return node.path(name).canConvertToLong()
                ? OptionalLong.of(node.path(name).asLong())
                : OptionalLong.empty();
    }

    /** In the words of whoever made the kind; untrusted text. */
    String description() {
        return node.path("description").asString("");
    }

    /** Whether a rule of its own says that it never changes. */
    boolean isImmutable() {
        return node.path("x-kubernetes-validations")
                .valueStream()
                .map(rule -> rule.path("rule").asString("").replace(" ", ""))
                .anyMatch(rule -> rule.equals("self==oldSelf") || rule.equals("oldSelf==self"));
    }

    private boolean canHave(String key) {
        return type() == FieldType.UNKNOWN
                || (type() == FieldType.MAPPING && under(key).isPresent());
    }

    /** An object schema that lists no fields stands for any content, as that of RawExtension does. */
    private boolean isOpen() {
        JsonNode additional = node.path("additionalProperties");
        return type() == FieldType.UNKNOWN
                || says("x-kubernetes-preserve-unknown-fields")
                || says("x-kubernetes-embedded-resource")
                || additional.asBoolean(false)
                || (node.path("properties").isEmpty() && additional.isMissingNode());
    }

    /** Custom resources have no type for quantities: their schemas carry the pattern that controller-gen writes. */
    private boolean isQuantity() {
        return format().equals(QUANTITY)
                || (says("x-kubernetes-int-or-string")
                        && node.path("pattern").asString("").contains("[KMGTPE]i"));
    }

    private boolean says(String mark) {
        return node.path(mark).asBoolean(false);
    }

    private static ObjectNode resolved(JsonNode schemas, JsonNode written, int depth) {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        if (depth > LONGEST_CHAIN || !(written instanceof ObjectNode own)) return resolved;
        String reference = own.path("$ref").asString("");
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        if (!name.isEmpty()) overlay(resolved, resolved(schemas, schemas.path(name), depth + 1));
        if (name.endsWith(".api.resource.Quantity")) resolved.put("format", QUANTITY);
        own.path("allOf").forEach(part -> overlay(resolved, resolved(schemas, part, depth + 1)));
        overlay(resolved, own);
        return resolved.remove(List.of("$ref", "allOf"));
    }

    /** The upper one counts, but fields that only one of them lists are listed. Both keep their parts as they are. */
    private static void overlay(ObjectNode lower, ObjectNode upper) {
        JsonNode below = lower.path("properties");
        lower.setAll(upper);
        if (below instanceof ObjectNode some && upper.path("properties") instanceof ObjectNode others) {
            ObjectNode both = JsonNodeFactory.instance.objectNode();
            both.setAll(some);
            both.setAll(others);
            lower.set("properties", both);
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(text -> text.asString("")).toList();
    }
}
