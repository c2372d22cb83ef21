package dev.landfall.manifest.yaml;

/** A file is no YAML that may be edited. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of no. */
    public enum Fault {
        NOT_UTF_8,
        TOO_LARGE,
        SYNTAX,
        DUPLICATE_KEY,
        TOO_DEEP,
        TOO_MANY_ALIASES
    }

    private final Fault fault;
    private final int line;
    private final int column;

    YamlException(Fault fault, int line, int column, String problem) {
        super(problem);
        this.fault = fault;
        this.line = line;
        this.column = column;
    }

    public Fault fault() {
        return fault;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    /** Counted in code points, from 1. */
    public int column() {
        return column;
    }
}
