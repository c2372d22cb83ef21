package dev.landfall.git;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Signs with a private key of SSH, as {@code ssh-keygen -Y sign -n git} does (PROTOCOL.sshsig of OpenSSH). JGit's own
 * signer reads the key from a file by itself, where a wrong passphrase is not told from a wrong file.
 */
public record SshSigner(SshPrivateKey key) implements CommitSigner {
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String NAMESPACE = "git";
    private static final String HASH = "sha512";

    @Override
    public String sign(byte[] commit, Identity committer, Instant when) {
        try {
            Buffer signed = new ByteArrayBuffer();
            signed.putRawBytes(MAGIC);
            signed.putString(NAMESPACE);
            signed.putString("");
            signed.putString(HASH);
            signed.putBytes(MessageDigest.getInstance("SHA-512").digest(commit));
            return armoured(envelope(signatureOf(signed.getCompactData())));
        } catch (Exception failed) {
            // sshd's signatures are declared to throw just this.
            throw GitException.usage(
                    "commit-not-signed",
                    "the commit cannot be signed with " + key + ", which is of a kind that does not sign",
                    "name an Ed25519, ECDSA or RSA key as commit.signing.key");
        }
    }

    private byte[] envelope(byte[] signature) {
        Buffer envelope = new ByteArrayBuffer();
        envelope.putRawBytes(MAGIC);
        envelope.putUInt(VERSION);
        envelope.putPublicKey(key.pair().getPublic());
        envelope.putString(NAMESPACE);
        envelope.putString("");
        envelope.putString(HASH);
        envelope.putBytes(signature);
        return envelope.getCompactData();
    }

    private byte[] signatureOf(byte[] data) throws Exception {
        BuiltinSignatures algorithm = algorithm();
        Signature signature = algorithm.create();
        signature.initSigner(null, key.pair().getPrivate());
        signature.update(null, data, 0, data.length);
        Buffer named = new ByteArrayBuffer();
        named.putString(algorithm.getName());
        named.putBytes(signature.sign(null));
        return named.getCompactData();
    }

    private BuiltinSignatures algorithm() throws GeneralSecurityException {
        String type = KeyUtils.getKeyType(key.pair());
        // SHA-1, by which the plain type signs, is not accepted for this.
        BuiltinSignatures algorithm = type.equals(KeyPairProvider.SSH_RSA)
                ? BuiltinSignatures.rsaSHA512
                : BuiltinSignatures.fromFactoryName(type);
        if (algorithm == null) throw new GeneralSecurityException("no signature for keys of type " + type);
        return algorithm;
    }

    private static String armoured(byte[] envelope) {
        String lines = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(envelope);
        return "-----BEGIN SSH SIGNATURE-----\n" + lines + "\n-----END SSH SIGNATURE-----\n";
    }
}
