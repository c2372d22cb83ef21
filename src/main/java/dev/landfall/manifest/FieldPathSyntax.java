package dev.landfall.manifest;

import dev.landfall.manifest.FieldPath.Item;
import dev.landfall.manifest.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@link FieldPath} from text, and the rules by which it is written. */
final class FieldPathSyntax {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,5}");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

    private final String text;
    private int at;

    FieldPathSyntax(String text) {
        this.text = text;
    }

    static boolean isBare(String word) {
        return BARE.matcher(word).matches();
    }

    static String bareOrQuoted(String word) {
        return isBare(word) ? word : quoted(word);
    }

    static String quoted(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    FieldPath path() {
        List<Step> steps = new ArrayList<>();
        do steps.add(step(steps.isEmpty()));
        while (at < text.length());
        return new FieldPath(steps);
    }

    private Step step(boolean first) {
        if (take('[')) return bracket();
        if (!first) expect('.');
        return new FieldPath.Key(match(BARE, "a key"));
    }

    private Step bracket() {
        Step step = inBrackets();
        expect(']');
        return step;
    }

    private Step inBrackets() {
        if (take('=')) return new FieldPath.Element(word());
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String word = word();
        if (take('=')) return new Item(word, word());
        // A number is a place in a list unless it is quoted: then it is a key.
        return !quoted && INDEX.matcher(word).matches()
                ? new FieldPath.Index(Integer.parseInt(word))
                : new FieldPath.Key(word);
    }

    private String word() {
        if (at < text.length() && text.charAt(at) != '"') return match(BARE, "a word or a text in double quotes");
        String quoted = match(QUOTED, "a text in double quotes");
        return quoted.substring(1, quoted.length() - 1).replaceAll("(?s)\\\\(.)", "$1");
    }

    private String match(Pattern pattern, String wanted) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) throw notHere(wanted);
        at = matcher.end();
        return matcher.group();
    }

    private boolean take(char wanted) {
        boolean here = at < text.length() && text.charAt(at) == wanted;
        if (here) at++;
        return here;
    }

    private void expect(char wanted) {
        if (!take(wanted)) throw notHere("'" + wanted + "'");
    }

    private IllegalArgumentException notHere(String wanted) {
        return new IllegalArgumentException(
                "not a field path: " + text + " (" + wanted + " expected at character " + (at + 1) + ")");
    }
}
