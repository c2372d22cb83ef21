package dev.landfall.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** Who we are to a Git host. */
public sealed interface Credentials {

    /** Nobody. */
    record Anonymous() implements Credentials {}

    record Basic(String username, Secret password) implements Credentials {
        /** The value of the header {@code Authorization}. */
        public String header() {
            return "Basic " + encoded();
        }

        private String encoded() {
            String pair = username + ":" + password.reveal();
            return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * A token, sent as the password of HTTP basic authentication: GitHub, GitLab, Gitea and Bitbucket all take it there
     * on their Git endpoints, while a bearer header is refused by some of them.
     */
    record Token(Secret token) implements Credentials {
        /** GitHub asks for this user name with tokens of an app; the other hosts take any. */
        static final String USERNAME = "x-access-token";
    }

    /** A {@link Token} that whoever makes it renews: it is asked for at each use. */
    record Renewed(Supplier<Secret> tokens) implements Credentials {
        @Override
        public String toString() {
            return "(a token that is renewed)";
        }
    }

    /** A token in the header {@code Authorization: Bearer}, for the hosts that take it there only. */
    record Bearer(Secret token) implements Credentials {}

    /** @param username whom to be where the URL names nobody */
    record SshKey(String username, SshPrivateKey key, KnownHosts knownHosts) implements Credentials {}

    /**
     * Whichever key an ssh-agent holds that the host accepts.
     *
     * @param username whom to be where the URL names nobody
     * @param socket of the agent
     */
    record SshAgent(String username, Path socket, KnownHosts knownHosts) implements Credentials {}

    /** As HTTP basic authentication has it; empty where it is not what is sent. */
    default Optional<Basic> asBasic() {
        return switch (this) {
            case Anonymous _, Bearer _, SshKey _, SshAgent _ -> Optional.empty();
            case Basic basic -> Optional.of(basic);
            case Token(Secret token) -> Optional.of(new Basic(Token.USERNAME, token));
            case Renewed(Supplier<Secret> tokens) -> Optional.of(new Basic(Token.USERNAME, tokens.get()));
        };
    }

    /** The text without the secret, should a host have sent it back, plain or as its header has it. */
    default String redact(String text) {
        return switch (this) {
            case Anonymous _, SshKey _, SshAgent _ -> text;
            case Bearer(Secret token) -> redact(text, token.reveal());
            case Basic basic -> redact(text, basic);
            case Token(Secret token) -> redact(text, new Basic(Token.USERNAME, token));
            case Renewed(Supplier<Secret> tokens) -> redact(text, new Basic(Token.USERNAME, tokens.get()));
        };
    }

    private static String redact(String text, Basic basic) {
        return redact(text, basic.password().reveal()).replace(basic.encoded(), "(secret)");
    }

    private static String redact(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, "(secret)");
    }
}
