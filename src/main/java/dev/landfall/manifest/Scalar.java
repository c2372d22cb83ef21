package dev.landfall.manifest;

import tools.jackson.databind.JsonNode;

/** A value that a field shall have, with the type that the API server will see. */
public sealed interface Scalar {

    /** Whether a value of a live object is this one, of the same type. */
    default boolean isValueOf(JsonNode live) {
        return switch (this) {
            case Text text -> live.isString() && live.asString().equals(text.value());
            case Int number -> live.isIntegralNumber() && live.asLong() == number.value();
            case Bool bool -> live.isBoolean() && live.asBoolean() == bool.value();
        };
    }

    record Text(String value) implements Scalar {
        public Text {
            if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE))
                throw new IllegalArgumentException("a text with half a character: no file can hold it");
        }

        @Override
        public String toString() {
            return value;
        }
    }

    record Int(long value) implements Scalar {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    record Bool(boolean value) implements Scalar {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }
}
