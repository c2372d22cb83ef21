package dev.landfall.operate;

import dev.landfall.change.RequestException;
import dev.landfall.reason.Printable;
import java.util.regex.Pattern;

/** The names that labels and annotations may have (Kubernetes, "Labels and Selectors: Syntax and character set"). */
final class Names {
    private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";
    private static final Pattern KEY = Pattern.compile("([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?" + NAME);
    private static final Pattern LABEL_VALUE = Pattern.compile("|" + NAME);

    private Names() {}

    static void requireLabel(Assignment label) {
        requireKey(label.name());
        label.value().filter(value -> !LABEL_VALUE.matcher(value).matches()).ifPresent(value -> {
            throw RequestException.because(
                    "bad-label",
                    "\"" + Printable.line(value, 80) + "\" is no value of a label",
                    "a label takes at most 63 letters, digits, -, _ and .; an annotation takes any text");
        });
    }

    static void requireKey(String key) {
        if (KEY.matcher(key).matches()) return;
        throw RequestException.because(
                "bad-key",
                "\"" + Printable.line(key, 80) + "\" is no name of a label or annotation",
                "write NAME or DOMAIN/NAME, such as team or example.com/team");
    }
}
