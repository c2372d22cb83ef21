package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An author or a committer. */
public record Identity(String name, String email) {
    private static final Pattern UNFIT = Pattern.compile("[<>\\p{Cc}]");
    private static final Pattern FORM = Pattern.compile("([^<>]+)<([^<>\\s]+)>");

    public Identity {
        if (name.isBlank() || email.isBlank() || UNFIT.matcher(name + email).find()) {
            throw GitException.usage(
                    "bad-identity", "not a name and an e-mail address", "write Name <name@example.org>");
        }
    }

    /** From {@code Name <name@example.org>}. */
    public static Identity parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw GitException.usage(
                    "bad-identity",
                    "\"" + Printable.line(text, 80) + "\" is not a name and an e-mail address",
                    "write Name <name@example.org>");
        }
        return new Identity(form.group(1).strip(), form.group(2));
    }

    @Override
    public String toString() {
        return name + " <" + email + ">";
    }
}
