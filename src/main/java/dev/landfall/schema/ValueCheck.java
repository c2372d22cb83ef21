package dev.landfall.schema;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds everything in a value that its schema does not know or that is of another type. */
final class ValueCheck {
    private final DeclaredFields declared;
    private final List<FieldFault> faults = new ArrayList<>();

    /** @param declared by the kind of the object that the value is in, or is */
    ValueCheck(DeclaredFields declared) {
        this.declared = declared;
    }

    /** @param path to the value, which is to have this schema */
    List<FieldFault> faultsIn(JsonNode value, FieldSchema schema, FieldPath path) {
        check(value, schema, path.steps());
        return List.copyOf(faults);
    }

    /** What is in {@code status} is not looked at: the API server takes none of it from whoever writes the object. */
    List<FieldFault> faultsInObject(JsonNode object) {
        mapping(object, declared.root(), List.of());
        return List.copyOf(faults);
    }

    private void check(JsonNode value, FieldSchema schema, List<Step> at) {
        // The API server takes a null for a field that is not there.
        if (value.isNull() || schema.type() == FieldType.UNKNOWN) return;
        if (!isOfType(value, schema)) {
            fault(at, "wrong-type", " is " + schema.type() + ", not " + described(value), remedy(value, schema));
        } else if (value.isObject()) {
            mapping(value, schema, at);
        } else if (value.isArray()) {
            list(value, schema, at);
        } else if (!schema.allowedValues().isEmpty() && !schema.allowedValues().contains(value)) {
            String allowed = schema.allowedValues().stream()
                    .map(each -> each.asString(""))
                    .collect(Collectors.joining(", "));
            fault(at, "wrong-value", " is " + described(value), "it may be " + allowed);
        }
    }

    private void mapping(JsonNode mapping, FieldSchema schema, List<Step> at) {
        for (var field : mapping.properties()) {
            if (at.isEmpty() && field.getKey().equals("status")) continue;
            List<Step> below = with(at, new FieldPath.Key(field.getKey()));
            schema.under(field.getKey())
                    .ifPresentOrElse(
                            known -> check(field.getValue(), known, below),
                            () -> fault(
                                    below,
                                    "no-such-field",
                                    " is no field that it has",
                                    NearFields.remedy(declared, schema, text(at), field.getKey())));
        }
        schema.required().stream()
                .filter(name -> !mapping.hasNonNull(name))
                .filter(name -> !at.isEmpty() || !name.equals("status"))
                .forEach(name ->
                        fault(with(at, new FieldPath.Key(name)), "missing-field", " is missing", "it has to be given"));
    }

    private void list(JsonNode list, FieldSchema schema, List<Step> at) {
        FieldSchema items = schema.items();
        for (int i = 0; i < list.size(); i++) check(list.get(i), items, with(at, step(list.get(i), i, schema)));
    }

    /** By the key that tells the items apart, where the item has it. */
    private static Step step(JsonNode item, int index, FieldSchema list) {
        return list.mergeKeys().stream()
                .findFirst()
                .filter(key -> item.path(key).isValueNode())
                .<Step>map(key -> new FieldPath.Item(key, item.path(key).asString("")))
                .orElse(new FieldPath.Index(index));
    }

    private static boolean isOfType(JsonNode value, FieldSchema schema) {
        return switch (schema.type()) {
            case TEXT -> value.isString();
            case WHOLE_NUMBER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case INT_OR_STRING -> value.isIntegralNumber() || value.isString();
            case QUANTITY ->
                value.isNumber()
                        || (value.isString()
                                && TextValue.QUANTITY.matcher(value.asString()).matches());
            case MAPPING -> value.isObject();
            case LIST -> value.isArray();
            case UNKNOWN -> true;
        };
    }

    private static String remedy(JsonNode value, FieldSchema schema) {
        boolean unquoted = schema.type() == FieldType.TEXT && (value.isNumber() || value.isBoolean());
        boolean quoted = value.isString()
                && List.of(FieldType.WHOLE_NUMBER, FieldType.NUMBER, FieldType.BOOLEAN)
                        .contains(schema.type());
        if (unquoted) return "put it in quotes";
        return quoted ? "write it without quotes, as " + schema.type() : "make it " + schema.type();
    }

    /** Only what kind of text it is: what a manifest says may be secret. */
    private static String described(JsonNode value) {
        if (value.isObject()) return "a mapping";
        if (value.isArray()) return "a list";
        return value.isString() ? "a text" : Printable.line(value.asString(), 40);
    }

    private void fault(List<Step> at, String code, String message, String remedy) {
        FieldPath path = new FieldPath(at);
        faults.add(new FieldFault(path, Reason.lasting(code, path + message, remedy)));
    }

    private static List<Step> with(List<Step> steps, Step one) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(one);
        return longer;
    }

    private static String text(List<Step> at) {
        return at.isEmpty() ? "" : new FieldPath(at).toString();
    }
}
