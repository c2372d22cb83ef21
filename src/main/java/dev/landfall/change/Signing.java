package dev.landfall.change;

import dev.landfall.config.SecretSource;
import dev.landfall.config.SigningSource;
import dev.landfall.git.CommitSigner;
import dev.landfall.git.GpgKeyFile;
import dev.landfall.git.GpgProgram;
import dev.landfall.git.Identity;
import dev.landfall.git.Secret;
import dev.landfall.git.SshPrivateKey;
import dev.landfall.git.SshSigner;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Signs with the key that the configuration names, read when there is a commit: whoever only looks needs none. */
record Signing(SigningSource source, Map<String, String> environment) implements CommitSigner {

    @Override
    public String sign(byte[] commit, Identity committer, Instant when) {
        return signer().sign(commit, committer, when);
    }

    private CommitSigner signer() {
        Optional<Secret> passphrase = source.passphrase().map(this::read);
        return switch (source) {
            case SigningSource.SshKeyFile key -> new SshSigner(SshPrivateKey.read(key.file(), passphrase));
            case SigningSource.GpgKeyFile key -> GpgKeyFile.read(key.file(), passphrase);
            case SigningSource.GpgKeyId key -> new GpgProgram(key.id(), passphrase, Map.of());
        };
    }

    private Secret read(SecretSource secret) {
        return new Secret(secret.read(environment));
    }
}
