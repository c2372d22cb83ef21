package dev.landfall.manifest;

import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FileEdit.WriteFile;
import dev.landfall.manifest.yaml.ScalarType;
import dev.landfall.manifest.yaml.YamlFile;
import dev.landfall.manifest.yaml.YamlNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A change and the scalar that decides it. */
record Target(SetField change, ReadableFile file, YamlNode.Scalar scalar) {

    /** The same for two changes of the same scalar. */
    List<Object> place() {
        return List.of(file.path(), scalar.place().index());
    }

    int line() {
        return file.yaml().line(scalar);
    }

    /** Whether every reader takes what stands there for the wanted value. */
    boolean isAsDesired() {
        JsonNode value = change.value();
        return switch (type()) {
            case TEXT -> scalar.type() == ScalarType.TEXT && scalar.value().equals(value.asString());
            case INT -> scalar.type() == ScalarType.INT && isNumber(value.asLong());
            case BOOL -> scalar.type() == ScalarType.BOOL && Boolean.parseBoolean(scalar.value()) == value.asBoolean();
            case FLOAT, AMBIGUOUS, NULL -> false;
        };
    }

    /** One file with all its changes, each proven by itself: a node keeps its index over the edits before. */
    static WriteFile write(ReadableFile file, List<Target> targets) {
        YamlFile yaml = file.yaml();
        for (Target target : targets) yaml = target.appliedTo(yaml);
        List<FieldEdit> fields = targets.stream().map(Target::fieldEdit).toList();
        return new WriteFile(file.path(), file.source().content(), yaml.bytes(), fields);
    }

    private YamlFile appliedTo(YamlFile yaml) {
        int index = scalar.place().index();
        if (!(yaml.node(index) instanceof YamlNode.Scalar current))
            throw new IllegalStateException("an edit moved node " + index + " of " + file.path());
        return yaml.with(current, change.value().asString(), type())
                .orElseThrow(() -> new Refusal(
                        "edit-not-proven",
                        file.path() + ":" + line() + ": no way to write " + change.path()
                                + " could be proven to leave the rest of the file as it is",
                        "change the value by hand, and report the file's form as a fault of Landfall"));
    }

    private ScalarType type() {
        if (change.value().isString()) return ScalarType.TEXT;
        if (change.value().isIntegralNumber()) return ScalarType.INT;
        if (change.value().isBoolean()) return ScalarType.BOOL;
        throw new Refusal("value-not-supported", "only texts, whole numbers and booleans can be set so far", "");
    }

    private FieldEdit fieldEdit() {
        Optional<JsonNode> old =
                Optional.of(scalar).filter(now -> now.type() != ScalarType.NULL).map(Target::json);
        return new FieldEdit(change.object(), Optional.of(change.path()), old, Optional.of(change.value()), line());
    }

    private static JsonNode json(YamlNode.Scalar scalar) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (scalar.type()) {
            case INT -> number(new BigInteger(scalar.value()));
            case BOOL -> json.booleanNode(Boolean.parseBoolean(scalar.value()));
            case TEXT, FLOAT, AMBIGUOUS, NULL -> json.stringNode(scalar.value());
        };
    }

    /** In the type that a JSON parser would choose, so that equal numbers are equal nodes. */
    private static JsonNode number(BigInteger number) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (number.bitLength() < Integer.SIZE) return json.numberNode(number.intValue());
        return number.bitLength() < Long.SIZE ? json.numberNode(number.longValue()) : json.numberNode(number);
    }

    private boolean isNumber(long number) {
        try {
            return Long.parseLong(scalar.value()) == number;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
