package dev.landfall.githost;

import dev.landfall.git.Credentials;
import dev.landfall.git.Secret;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.regex.Pattern;

/** Who we are to a host's API, as a header says it. */
public interface Authorization {

    /** The value of the header {@code Authorization}; asked for before each request, so that it may be renewed. */
    String header();

    /** The text without what is secret, should the host have sent it back. */
    String redact(String text);

    /** Words of the host on one line for people, cut to a length only after a secret is out, so that no part of it stays. */
    default String told(String words, int length) {
        return Printable.line(redact(Printable.text(words)), length);
    }

    /**
     * For a host that takes a token or a login, and knows no apps with a key of their own.
     *
     * @param scheme of a token: {@code Bearer}, or {@code token}
     * @param title the host's, for people
     */
    static Authorization ofTokenOrLogin(HostCredential credential, String scheme, String title) {
        return switch (credential) {
            case HostCredential.Token(Secret token) -> of(scheme, token);
            case HostCredential.Login(String username, Secret password) -> basic(username, password);
            case HostCredential.App _ -> throw GitHostException.noApps(title);
        };
    }

    /**
     * @param scheme {@code Bearer}, or {@code token}
     * @throws GitHostException of fault USAGE where no header can have the token
     */
    static Authorization of(String scheme, Secret token) {
        if (!Fixed.SENDABLE.matcher(token.reveal()).matches())
            throw new GitHostException(
                    Fault.USAGE,
                    Reason.lasting(
                            "bad-credential",
                            "the credential for pull requests has characters that no token has",
                            "put the token alone into what repositories[].pullRequests of the configuration names"));
        return new Fixed(scheme + " " + token.reveal(), token);
    }

    static Authorization basic(String username, Secret password) {
        return new Fixed(new Credentials.Basic(username, password).header(), password);
    }

    /** One that stays as it is. */
    final class Fixed implements Authorization {
        /** Java's message about another one would repeat it. */
        private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

        private final String header;
        private final Secret secret;

        private Fixed(String header, Secret secret) {
            this.header = header;
            this.secret = secret;
        }

        @Override
        public String header() {
            return header;
        }

        @Override
        public String redact(String text) {
            String encoded = header.substring(header.indexOf(' ') + 1);
            return text.replace(secret.reveal(), "(secret)").replace(encoded, "(secret)");
        }

        @Override
        public String toString() {
            return "(secret)";
        }
    }
}
