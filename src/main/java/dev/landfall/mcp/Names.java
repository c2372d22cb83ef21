package dev.landfall.mcp;

/** The forms of arguments that several tools take. */
final class Names {
    static final Argument.Form OBJECT = new Argument.Form.Text(600);
    static final Argument.Form NAMESPACE = new Argument.Form.Text(63);
    static final Argument.Form ID = new Argument.Form.Text(26);
    static final Argument.Form REASON = new Argument.Form.Text(500);

    private Names() {}
}
