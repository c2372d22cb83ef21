package dev.landfall.schema;

import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes of a text that a person typed the value that a field wants. */
final class TextValue {
    static final Pattern QUANTITY =
            Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final DeclaredFields declared;
    private final FieldSchema schema;
    private final FieldPath path;
    private final String text;

    /** @param declared by the kind of the object */
    TextValue(DeclaredFields declared, FieldSchema schema, FieldPath path, String text) {
        this.declared = declared;
        this.schema = schema;
        this.path = path;
        this.text = text;
    }

    Converted converted() {
        Converted converted = switch (schema.type()) {
            case TEXT -> text();
            case WHOLE_NUMBER -> wholeNumber();
            case NUMBER -> DECIMAL.matcher(text).matches() ? typed(JSON.numberNode(new BigDecimal(text))) : wrong("");
            case BOOLEAN -> text.matches("true|false") ? typed(JSON.booleanNode(text.equals("true"))) : wrong("");
            case INT_OR_STRING -> isInt() ? typed(number()) : typed(JSON.stringNode(text));
            case QUANTITY ->
                QUANTITY.matcher(text).matches() ? typed(JSON.stringNode(text)) : wrong("such as 500m or 1Gi");
            case MAPPING, LIST -> structure();
            case UNKNOWN -> typed(guessed());
        };
        return converted instanceof Converted.Typed(JsonNode value) ? amongAllowed(value) : converted;
    }

    private Converted text() {
        if (schema.format().equals("byte") && !isBase64())
            return wrong("in base64; a Secret takes plain text in stringData");
        return typed(JSON.stringNode(text));
    }

    private Converted wholeNumber() {
        if (!WHOLE.matcher(text).matches()) return wrong("");
        BigInteger number = new BigInteger(text);
        int bits = schema.format().equals("int32") ? Integer.SIZE : Long.SIZE;
        return number.bitLength() < bits ? typed(number()) : wrong("of " + bits + " bits");
    }

    /** Such as the number of a port, which the API keeps in 32 bits. */
    private boolean isInt() {
        return WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() < Integer.SIZE;
    }

    private JsonNode number() {
        long number = Long.parseLong(text);
        return number == (int) number ? JSON.numberNode((int) number) : JSON.numberNode(number);
    }

    private Converted structure() {
        try {
            JsonNode value = MAPPER.readTree(text);
            boolean fits = schema.type() == FieldType.LIST ? value.isArray() : value.isObject();
            if (!fits) return wrong(howToGive());
            List<FieldFault> faults = new ValueCheck(declared).faultsIn(value, schema, path);
            return faults.isEmpty()
                    ? typed(value)
                    : new Converted.WrongType(faults.getFirst().reason());
        } catch (JacksonException notJson) {
            return wrong(howToGive());
        }
    }

    private String howToGive() {
        List<String> fields = schema.declared();
        String below = fields.isEmpty() ? "" : ", or set one of its fields: " + String.join(", ", fields);
        return "written as JSON" + below;
    }

    /** Where anything goes: what the text would be in YAML. */
    private JsonNode guessed() {
        if (text.matches("true|false")) return JSON.booleanNode(text.equals("true"));
        if (WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() < Long.SIZE) return number();
        return JSON.stringNode(text);
    }

    private Converted amongAllowed(JsonNode value) {
        List<JsonNode> allowed = schema.allowedValues();
        if (allowed.isEmpty() || allowed.contains(value)) return new Converted.Typed(value);
        return wrong("one of " + allowed.stream().map(each -> each.asString("")).collect(Collectors.joining(", ")));
    }

    private boolean isBase64() {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException not) {
            return false;
        }
    }

    private static Converted typed(JsonNode value) {
        return new Converted.Typed(value);
    }

    /** @param more what else is to be said of what it must be */
    private Converted wrong(String more) {
        // A value in base64 may be a secret, so that it is not repeated.
        String given = schema.format().equals("byte") ? "what was given" : "\"" + Printable.line(text, 80) + "\"";
        return new Converted.WrongType(Reason.lasting(
                "wrong-type",
                path + " is " + schema.type() + (more.isEmpty() ? "" : ", " + more) + ": " + given + " is not",
                "give it " + schema.type() + (more.isEmpty() ? "" : ", " + more)));
    }
}
