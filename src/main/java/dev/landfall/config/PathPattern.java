package dev.landfall.config;

import java.util.List;

/**
 * Files of a repository, compared folder by folder: {@code **} stands for any number of folders, none included, and
 * {@code *} for any part of one name. {@code apps/**} is every file below {@code apps}, {@code apps} only a file of that
 * name.
 */
public record PathPattern(String text) {

    static PathPattern parse(String text) throws WrongValue {
        if (!isClean(text)) {
            throw new WrongValue(
                    WrongValue.quote(text) + " is no path below the repository's root",
                    "write it from the root without a leading or trailing /, . or .., such as apps/**");
        }
        return new PathPattern(text);
    }

    /** Whether the text is a relative path without empty, {@code .} and {@code ..} components. */
    static boolean isClean(String path) {
        return !path.contains("\\")
                && path.codePoints().noneMatch(Character::isISOControl)
                && components(path).stream().noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    }

    /** @param file from the repository's root, with {@code /}; one with {@code ..} or the like never matches */
    public boolean matches(String file) {
        return isClean(file) && matches(components(text), components(file));
    }

    private static boolean matches(List<String> pattern, List<String> names) {
        if (pattern.isEmpty()) return names.isEmpty();
        List<String> rest = pattern.subList(1, pattern.size());
        if (!pattern.getFirst().equals("**")) {
            return !names.isEmpty()
                    && nameMatches(pattern.getFirst(), names.getFirst())
                    && matches(rest, names.subList(1, names.size()));
        }
        for (int skipped = 0; skipped <= names.size(); skipped++) {
            if (matches(rest, names.subList(skipped, names.size()))) return true;
        }
        return false;
    }

    private static boolean nameMatches(String pattern, String name) {
        return Wildcard.of(pattern).matches(name);
    }

    private static List<String> components(String path) {
        return List.of(path.split("/", -1));
    }

    @Override
    public String toString() {
        return text;
    }
}
