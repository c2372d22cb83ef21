package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A template, which is no YAML: a value that stands in it is replaced as text, and only a rendering tells what that does. */
record TemplateText(String text, Target target) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/@-]*(:[A-Za-z0-9._/@-]+)*");
    private static final Pattern WORDS_OF_YAML = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    /** By line, counted from 1: the whole text with another value there. */
    Map<Integer, String> edits() {
        Map<Integer, String> edits = new TreeMap<>();
        JsonNode now = target.now().orElse(null);
        if (now == null || !now.isValueNode() || !(target.path().last() instanceof FieldPath.Key(String key)))
            return edits;
        Matcher matcher = literal(key, now.asString()).matcher(text);
        while (matcher.find()) {
            String value = value(matcher.group("quote"));
            String edited = text.substring(0, matcher.start("value")) + value + text.substring(matcher.end("value"));
            edits.put(line(matcher.start("value")), edited);
        }
        return edits;
    }

    private static Pattern literal(String key, String value) {
        return Pattern.compile("(?m)^\\s*(?:-\\s+)?(?<key>[\"']?)" + Pattern.quote(key) + "\\k<key>:[ \\t]+"
                + "(?<value>(?<quote>[\"']?)" + Pattern.quote(value) + "\\k<quote>)[ \\t\\r]*(?:#.*)?$");
    }

    private String value(String quote) {
        JsonNode wanted = target.wanted();
        if (!wanted.isString()) return wanted.asString();
        String words = wanted.asString();
        boolean plain =
                PLAIN.matcher(words).matches() && !WORDS_OF_YAML.matcher(words).matches();
        if (quote.isEmpty() && plain) return words;
        if (quote.equals("'") && words.matches("[ -&(-~]*")) return "'" + words + "'";
        return wanted.toString();
    }

    private int line(int at) {
        return 1
                + (int) text.substring(0, at)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }
}
