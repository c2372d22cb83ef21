package dev.landfall.git;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Who we are to a Git host. */
public sealed interface Credentials {

    /** Nobody. */
    record Anonymous() implements Credentials {}

    record Basic(String username, Secret password) implements Credentials {}

    /**
     * A token, sent as the password of HTTP basic authentication: GitHub, GitLab, Gitea and Bitbucket all take it there
     * on their Git endpoints, while a bearer header is refused by some of them.
     */
    record Token(Secret token) implements Credentials {
        /** GitHub asks for this user name with tokens of an app; the other hosts take any. */
        static final String USERNAME = "x-access-token";
    }

    /** As HTTP basic authentication has it; empty where nobody is to be named. */
    default Optional<Basic> asBasic() {
        return switch (this) {
            case Anonymous _ -> Optional.empty();
            case Basic basic -> Optional.of(basic);
            case Token(Secret token) -> Optional.of(new Basic(Token.USERNAME, token));
        };
    }

    /** The text without the secret, should a host have sent it back, plain or as its header has it. */
    default String redact(String text) {
        return asBasic().map(basic -> redact(text, basic)).orElse(text);
    }

    private static String redact(String text, Basic basic) {
        String secret = basic.password().reveal();
        if (secret.isEmpty()) return text;
        String pair = basic.username() + ":" + secret;
        String header = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return text.replace(secret, "(secret)").replace(header, "(secret)");
    }
}
