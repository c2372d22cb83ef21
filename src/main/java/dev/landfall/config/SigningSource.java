package dev.landfall.config;

import java.nio.file.Path;
import java.util.Optional;

/** With which key commits are signed. It is read when the first commit is made. */
public sealed interface SigningSource {

    /** As {@code commit.signing.format} names them. */
    enum Format {
        SSH,
        GPG
    }

    Optional<SecretSource> passphrase();

    record SshKeyFile(Path file, Optional<SecretSource> passphrase) implements SigningSource {}

    /** An exported OpenPGP key. */
    record GpgKeyFile(Path file, Optional<SecretSource> passphrase) implements SigningSource {}

    /** A key of the user's own key ring, by which the gpg program signs. */
    record GpgKeyId(String id, Optional<SecretSource> passphrase) implements SigningSource {}
}
