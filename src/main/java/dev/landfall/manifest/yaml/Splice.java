package dev.landfall.manifest.yaml;

/**
 * A text that takes the place of other characters.
 *
 * @param start offset in UTF-16 units
 * @param end offset, exclusive
 */
record Splice(int start, int end, String text) {

    static Splice insert(int at, String text) {
        return new Splice(at, at, text);
    }

    static Splice delete(int start, int end) {
        return new Splice(start, end, "");
    }

    String in(String chars) {
        return chars.substring(0, start) + text + chars.substring(end);
    }

    /** Where a place of the text after the splice was before it; all of the new text stands for its first place. */
    int before(int offset) {
        if (offset < start) return offset;
        return offset >= start + text.length() ? offset - text.length() + end - start : start;
    }
}
