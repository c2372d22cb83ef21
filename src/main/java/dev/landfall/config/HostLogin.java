package dev.landfall.config;

import java.util.Optional;
import java.util.OptionalLong;

/** Where the credential for a host's API comes from. It is not read before it is used. */
public sealed interface HostLogin {

    /** The key that says so, such as {@code repositories[0].pullRequests.tokenFile}. */
    String key();

    Origin origin();

    /** @param username only for the hosts that want one beside the token */
    record Token(Optional<String> username, SecretSource secret) implements HostLogin {
        @Override
        public String key() {
            return secret.key();
        }

        @Override
        public Origin origin() {
            return secret.origin();
        }
    }

    /**
     * An app of GitHub.
     *
     * @param id the app's id or client id
     * @param installation empty to ask the host
     * @param privateKey in PEM form
     */
    record App(String id, OptionalLong installation, SecretSource privateKey) implements HostLogin {
        @Override
        public String key() {
            return privateKey.key();
        }

        @Override
        public Origin origin() {
            return privateKey.origin();
        }
    }
}
