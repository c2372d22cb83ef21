package dev.landfall.manifest.yaml;

import java.util.regex.Pattern;

/**
 * What a plain scalar means. The tools that read manifests speak YAML 1.1, 1.2 or something between, so a text has a
 * type here only if <a href="https://yaml.org/type/">YAML 1.1</a> and <a
 * href="https://yaml.org/spec/1.2.2/#1032-tag-resolution">the core schema of YAML 1.2</a> agree.
 */
public enum ScalarType {
    NULL("|~|null|Null|NULL"),
    BOOL("true|True|TRUE|false|False|FALSE"),
    INT("[-+]?(0|[1-9][0-9]*)"),
    FLOAT("[-+]?(0|[1-9][0-9]*)(\\.[0-9]+([eE][-+][0-9]+)?|\\.)|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"),
    /** Another type or another value for one reader than for the next. */
    AMBIGUOUS("(?i)y|n|yes|no|on|off|<<|=|true|false|null"
            + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])*(\\.[0-9_]*)?(e[-+]?[0-9]*)?"
            + "|[-+]?\\.[0-9_]+(e[-+]?[0-9]*)?"
            + "|[-+]?0(x[0-9a-f_]*|o[0-7_]*|b[01_]*)"
            + "|[-+]?\\.(inf|nan)"
            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t \\t].*)?"),
    TEXT(".*");

    private final Pattern pattern;

    ScalarType(String regex) {
        this.pattern = Pattern.compile(regex, Pattern.DOTALL);
    }

    public static ScalarType ofPlain(String text) {
        for (ScalarType type : values()) if (type.pattern.matcher(text).matches()) return type;
        throw new IllegalStateException("TEXT matches everything");
    }
}
