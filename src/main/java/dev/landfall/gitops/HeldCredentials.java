package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.Secret;
import java.util.Optional;

/**
 * What a Secret of the cluster holds for a repository.
 *
 * @param secret the object that it is from
 * @param authorities certificates in PEM form that vouch for the host, where it names some
 * @param knownHosts lines of {@code known_hosts}, where it has some
 */
public record HeldCredentials(
        ObjectRef secret, Login login, Optional<String> authorities, Optional<String> knownHosts) {

    /** What to log in with. */
    public sealed interface Login {

        /** Nothing: the Secret holds certificates or known hosts only. */
        record None() implements Login {}

        /** @param username empty where the Secret names none */
        record Password(String username, Secret password) implements Login {}

        record Bearer(Secret token) implements Login {}

        /** @param key in the form that ssh-keygen writes */
        record SshKey(Secret key, Optional<Secret> passphrase) implements Login {}

        /** @param kind that Landfall cannot use, such as {@code a GitHub App} */
        record Unsupported(String kind) implements Login {}
    }
}
