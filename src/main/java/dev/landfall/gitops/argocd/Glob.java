package dev.landfall.gitops.argocd;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The globs of {@code directory.include} and {@code exclude}, as the library gobwas/glob reads them without separators:
 * {@code *} passes over slashes too; {@code ?}, {@code [a-z]}, {@code [!a]}, <code>{a,b}</code> and {@code \} as usual.
 */
final class Glob {
    private final Optional<Pattern> pattern;

    /** A glob that does not parse matches nothing, as in Argo CD. */
    Glob(String glob) {
        this.pattern = compile(glob);
    }

    boolean matches(String path) {
        return pattern.filter(compiled -> compiled.matcher(path).matches()).isPresent();
    }

    private static Optional<Pattern> compile(String glob) {
        try {
            return Optional.of(Pattern.compile(expression(glob), Pattern.DOTALL));
        } catch (PatternSyntaxException invalid) {
            return Optional.empty();
        }
    }

    private static String expression(String glob) {
        StringBuilder expression = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < glob.length(); at++) {
            char character = glob.charAt(at);
            switch (character) {
                case '*' -> expression.append(".*");
                case '?' -> expression.append('.');
                case '{' -> {
                    depth++;
                    expression.append("(?:");
                }
                case '}' -> {
                    depth--;
                    expression.append(')');
                }
                case ',' -> expression.append(depth > 0 ? "|" : ",");
                case '[' -> expression.append(glob.startsWith("!", at + 1) ? "[^" : "[");
                case '!' -> expression.append(at > 0 && glob.charAt(at - 1) == '[' ? "" : "!");
                case ']', '-' -> expression.append(character);
                case '\\' -> {
                    at++;
                    if (at < glob.length()) expression.append(Pattern.quote(glob.substring(at, at + 1)));
                }
                default -> expression.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return expression.toString();
    }
}
