package dev.landfall.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The path of a file from the repository's root, with words that an object fills: {@code apps/{namespace}/{name}.yaml}. */
public record PathTemplate(String text) {
    private static final List<String> WORDS = List.of("{kind}", "{namespace}", "{name}", "{owner}");
    private static final Pattern WORD = Pattern.compile("\\{[^{}/]*}");
    private static final Pattern FILE = Pattern.compile(".*\\.(ya?ml|json)");

    static PathTemplate parse(String text) throws WrongValue {
        String fix = "write it from the root, such as apps/{namespace}/{name}-{kind}.yaml";
        var words = WORD.matcher(text);
        while (words.find()) {
            if (!WORDS.contains(words.group()))
                throw new WrongValue(
                        WrongValue.quote(words.group()) + " is no word that an object fills",
                        "use " + String.join(", ", WORDS));
        }
        String sample = words.replaceAll("x");
        if (!PathPattern.isClean(sample)
                || sample.matches(".*[{}*].*")
                || !FILE.matcher(sample).matches())
            throw new WrongValue(WrongValue.quote(text) + " is no file of YAML or JSON below the root", fix);
        return new PathTemplate(text);
    }

    /** The kind in small letters; of an object without a namespace, {@code cluster}. */
    public String filledBy(RuledObject object) {
        return text.replace("{kind}", word(object.kind().toLowerCase(Locale.ROOT)))
                .replace("{namespace}", object.namespace().isEmpty() ? "cluster" : word(object.namespace()))
                .replace("{name}", word(object.name()))
                .replace("{owner}", word(object.ownerName()));
    }

    /** Names of roles may have colons and slashes. */
    private static String word(String word) {
        return word.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
    }

    @Override
    public String toString() {
        return text;
    }
}
