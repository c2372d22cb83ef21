package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/** Signs with an OpenPGP key that was exported to a file ({@code gpg --armor --export-secret-keys}), without gpg. */
public final class GpgKeyFile implements CommitSigner {
    private static final int LARGEST = 1 << 20;

    private final String described;
    private final PGPSecretKey key;
    private final PGPPrivateKey unlocked;
    private final List<String> userIds;

    private GpgKeyFile(String described, PGPSecretKey key, PGPPrivateKey unlocked, List<String> userIds) {
        this.described = described;
        this.key = key;
        this.unlocked = unlocked;
        this.userIds = userIds;
    }

    /** @throws GitException of fault USAGE: no such file, no key that signs, no or a wrong passphrase */
    public static GpgKeyFile read(Path file, Optional<Secret> passphrase) {
        String described = "the OpenPGP key " + file;
        try (var stream = Files.newInputStream(file)) {
            PGPSecretKeyRing ring = ring(stream.readNBytes(LARGEST)).orElseThrow(() -> noKey(described));
            PGPSecretKey key = signing(ring).orElseThrow(() -> noKey(described));
            List<String> userIds = new ArrayList<>();
            ring.getPublicKey().getUserIDs().forEachRemaining(userIds::add);
            return new GpgKeyFile(described, key, unlocked(described, key, passphrase), userIds);
        } catch (IOException | PGPException unreadable) {
            throw noKey(described);
        }
    }

    private static Optional<PGPSecretKeyRing> ring(byte[] content) throws IOException, PGPException {
        var stream = PGPUtil.getDecoderStream(new ByteArrayInputStream(content));
        Iterator<PGPSecretKeyRing> rings =
                new PGPSecretKeyRingCollection(stream, new BcKeyFingerprintCalculator()).getKeyRings();
        return rings.hasNext() ? Optional.of(rings.next()) : Optional.empty();
    }

    /** The newest key of the ring that may sign and whose private part is here, as gpg chooses. */
    private static Optional<PGPSecretKey> signing(PGPSecretKeyRing ring) {
        PGPSecretKey newest = null;
        for (PGPSecretKey each : ring) {
            boolean usable = !each.isPrivateKeyEmpty() && maySign(each.getPublicKey());
            if (usable && (newest == null || !created(each).isBefore(created(newest)))) newest = each;
        }
        return Optional.ofNullable(newest);
    }

    private static Instant created(PGPSecretKey key) {
        return key.getPublicKey().getCreationTime().toInstant();
    }

    private static boolean maySign(PGPPublicKey key) {
        if (key.hasRevocation()) return false;
        Iterator<PGPSignature> signatures = key.getSignatures();
        while (signatures.hasNext()) {
            var said = signatures.next().getHashedSubPackets();
            if (said != null && (said.getKeyFlags() & KeyFlags.SIGN_DATA) != 0) return true;
        }
        return false;
    }

    private static PGPPrivateKey unlocked(String described, PGPSecretKey key, Optional<Secret> passphrase) {
        try {
            char[] phrase = passphrase.map(Secret::reveal).orElse("").toCharArray();
            return key.extractPrivateKey(
                    new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(phrase));
        } catch (PGPException locked) {
            throw GitException.usage(
                    passphrase.isPresent() ? "gpg-key-passphrase-wrong" : "gpg-key-locked",
                    described
                            + (passphrase.isPresent()
                                    ? " is not unlocked by the configured passphrase"
                                    : " is locked by a passphrase, and none is configured"),
                    "name the right one by commit.signing.passphraseFile or passphraseEnv");
        }
    }

    private static GitException noKey(String described) {
        return GitException.usage(
                "gpg-key-unreadable",
                described + " cannot be read, or holds no private key that may sign",
                "export one there: gpg --armor --export-secret-keys KEY");
    }

    @Override
    public String sign(byte[] commit, Identity committer, Instant when) {
        requireOf(committer);
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                    key.getPublicKey());
            generator.init(PGPSignature.BINARY_DOCUMENT, unlocked);
            PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
            said.setIssuerFingerprint(false, key);
            // The commit's time, so that the same commit has the same signature.
            said.setSignatureCreationTime(false, Date.from(when));
            generator.setHashedSubpackets(said.generate());
            generator.update(commit);
            return armoured(generator.generate());
        } catch (PGPException | IOException failed) {
            throw GitException.usage(
                    "commit-not-signed",
                    "the commit cannot be signed with " + described + ": " + Printable.line(failed.getMessage(), 200),
                    "name another key as commit.signing.key");
        }
    }

    /** Hosts show a commit as unverified where the key is not of its author, and some refuse it only when merging. */
    private void requireOf(Identity committer) {
        if (userIds.stream().anyMatch(id -> id.contains("<" + committer.email() + ">"))) return;
        throw GitException.usage(
                "signing-key-of-another",
                described + " is of " + Printable.line(String.join(", ", userIds), 200) + ", and commits are by "
                        + committer,
                "set commit.author to the key's name and address, or add this address to the key");
    }

    private static String armoured(PGPSignature signature) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ArmoredOutputStream armour =
                ArmoredOutputStream.builder().clearHeaders().build(text)) {
            signature.encode(new BCPGOutputStream(armour));
        }
        return text.toString(StandardCharsets.US_ASCII);
    }
}
