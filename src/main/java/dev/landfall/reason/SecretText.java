package dev.landfall.reason;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what looks like a secret in text that others wrote, such as a log: values that stand behind a name that means one,
 * tokens of known forms, and long runs without a meaning. Better one value too many than one too few.
 */
public final class SecretText {
    private static final String MASK = "***";
    private static final String WORD =
            "(?:passw(?:or)?d|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|auth)";
    /** Nothing of it is tried twice: whoever writes a log chooses how long its names are. */
    private static final Pattern NAMED = Pattern.compile("(?i)(\"?(?<![\\w.-])(?>[\\w.-]*?" + WORD
            + ")[\\w.-]*+\"?\\s*+[:=]\\s*+)" + "(?:(?:bearer|basic)\\s+)?(\"[^\"]*\"|'[^']*'|[^\\s,;&]+)");
    /** What stands between a user and the host of an address. */
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@]*:)[^@/\\s]+(?=@)");

    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern TOKEN = Pattern.compile("\\b(?:eyJ[A-Za-z0-9_-]{10,}[A-Za-z0-9._-]*"
            + "|gh[pousr]_[A-Za-z0-9]{20,}|glpat-[A-Za-z0-9_-]{15,}|AKIA[A-Z0-9]{12,}|xox[abpr]-[A-Za-z0-9-]{10,})");
    private static final Pattern KEY_BLOCK = Pattern.compile("-----BEGIN [A-Z ]*KEY-----.*");
    /** A digest names content and is no secret, but nothing else of this length is worth reading. */
    private static final Pattern RUN = Pattern.compile("(?<!sha256:)(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{40,}={0,2}");

    private SecretText() {}

    /** Whether what stands under this name, such as an environment variable, is to be kept from output. */
    public static boolean isSecretName(String name) {
        return name.toLowerCase(Locale.ROOT).matches("[\\w.-]*" + WORD + "[\\w.-]*");
    }

    public static String masked(String text) {
        String named = NAMED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + MASK));
        String addresses = IN_ADDRESS.matcher(named).replaceAll("$1" + Matcher.quoteReplacement(MASK));
        String schemes = SCHEME.matcher(addresses).replaceAll("$1 " + Matcher.quoteReplacement(MASK));
        String tokens = TOKEN.matcher(schemes).replaceAll(Matcher.quoteReplacement(MASK));
        String keys = KEY_BLOCK.matcher(tokens).replaceAll(Matcher.quoteReplacement(MASK));
        return RUN.matcher(keys)
                .replaceAll(found -> looksMeaningless(found.group()) ? MASK : Matcher.quoteReplacement(found.group()));
    }

    /** A path or a name in words has no digits between its letters; random text has, and capitals too. */
    private static boolean looksMeaningless(String run) {
        boolean digits = run.chars().anyMatch(Character::isDigit);
        boolean letters = run.chars().anyMatch(Character::isLetter);
        return digits
                && letters
                && run.chars().filter(c -> c == '/' || c == '-').count() * 8 < run.length();
    }
}
