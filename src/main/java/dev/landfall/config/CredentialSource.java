package dev.landfall.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where the credentials for a repository come from. None is read before it is used. */
public sealed interface CredentialSource {

    /** The key that says so, such as {@code repositories[0].credentials.passwordFile}. */
    String key();

    Origin origin();

    /** A password, or a token in its place. */
    record Login(String username, SecretSource secret) implements CredentialSource {
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
     * @param username whom to be where the URL names nobody
     * @param knownHosts empty for the user's own file
     */
    record SshKey(
            String username,
            Path file,
            Optional<SecretSource> passphrase,
            Optional<Path> knownHosts,
            String key,
            Origin origin)
            implements CredentialSource {}

    /** Whichever key the user's ssh-agent holds. */
    record SshAgent(String username, Optional<Path> knownHosts, String key, Origin origin)
            implements CredentialSource {}

    /** What the credential helpers of the user's own Git answer. */
    record UsersGit(String key, Origin origin) implements CredentialSource {}

    /**
     * What the GitOps tool itself uses, from its Secrets in the cluster.
     *
     * @param knownHosts empty for the user's own file; for hosts that the tool's Secret knows none for
     */
    record FromCluster(Optional<Path> knownHosts, String key, Origin origin) implements CredentialSource {}

    /** The tokens that the app of {@code pullRequests} makes. */
    record HostApp(String key, Origin origin) implements CredentialSource {}
}
