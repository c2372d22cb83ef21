package dev.landfall.schema;

/** What a field holds. */
public enum FieldType {
    TEXT("a text"),
    WHOLE_NUMBER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    /** Such as a port by number or by name, or a count or a percentage. */
    INT_OR_STRING("a whole number or a text"),
    /** Such as {@code 500m} or {@code 1Gi}. */
    QUANTITY("a quantity"),
    MAPPING("a mapping"),
    LIST("a list"),
    /** The schema does not say, or anything goes. */
    UNKNOWN("anything");

    private final String words;

    FieldType(String words) {
        this.words = words;
    }

    /** With its article, for a sentence. */
    @Override
    public String toString() {
        return words;
    }

    boolean isSingleValue() {
        return switch (this) {
            case TEXT, WHOLE_NUMBER, NUMBER, BOOLEAN, INT_OR_STRING, QUANTITY -> true;
            case MAPPING, LIST, UNKNOWN -> false;
        };
    }
}
