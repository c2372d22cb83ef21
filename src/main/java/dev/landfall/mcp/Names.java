package dev.landfall.mcp;

import dev.landfall.change.At;

/** The forms of arguments that several tools take. */
final class Names {
    static final Argument.Form OBJECT = new Argument.Form.Text(600);
    static final Argument.Form NAMESPACE = new Argument.Form.Text(63);
    static final Argument.Form ID = new Argument.Form.Text(26);
    static final Argument.Form REASON = new Argument.Form.Text(500);
    static final Argument.Form AT = new Argument.Form.OneOf(At.WORDS);
    static final String AT_MEANS = "base: for all who build from it; owner: itself, if in no repository";

    private Names() {}
}
