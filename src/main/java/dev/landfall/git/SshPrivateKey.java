package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** A private key of SSH, unlocked. It shows neither itself nor its passphrase. */
public final class SshPrivateKey {
    private static final int LARGEST = 64 * 1024;
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final String described;
    private final KeyPair pair;

    private SshPrivateKey(String described, KeyPair pair) {
        this.described = described;
        this.pair = pair;
    }

    /**
     * @param passphrase empty for a key that has none
     * @throws GitException of fault USAGE: no such file, one that others may read, no key, no or a wrong passphrase
     */
    public static SshPrivateKey read(Path file, Optional<Secret> passphrase) {
        String described = "the SSH key " + file;
        try {
            if (othersMayRead(file)) {
                throw GitException.usage(
                        "ssh-key-permissions",
                        described + " may be read by others than its owner, as ssh does not accept it either",
                        "chmod 600 " + file + ", and make a new key if others can have read it");
            }
            try (var stream = Files.newInputStream(file)) {
                return of(described, stream.readNBytes(LARGEST), passphrase);
            }
        } catch (IOException unreadable) {
            throw GitException.usage(
                    "ssh-key-unreadable",
                    described + " cannot be read",
                    "name a file that exists and that this user may read");
        }
    }

    /**
     * As ssh has it (sshkey_perm_ok), a file of somebody else is let pass: so are those that a cluster mounts, whose
     * owner is root and whose group must be able to read them.
     */
    private static boolean othersMayRead(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) return false;
        String user = ProcessHandle.current().info().user().orElse("");
        if (!Files.getOwner(file).getName().equals(user)) return false;
        return Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
    }

    /** @param described where the key is from, for messages */
    public static SshPrivateKey of(String described, byte[] content, Optional<Secret> passphrase) {
        AtomicBoolean asked = new AtomicBoolean();
        FilePasswordProvider answer = (session, resource, retry) -> {
            asked.set(true);
            return passphrase.map(Secret::reveal).orElse(null);
        };
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName("key"), new ByteArrayInputStream(content), answer);
            Iterator<KeyPair> found = pairs == null ? null : pairs.iterator();
            if (found == null || !found.hasNext()) throw noKey(described);
            return new SshPrivateKey(described, found.next());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            // The exception is not passed on, since its text may be of the key.
            throw asked.get() ? locked(described, passphrase.isPresent()) : noKey(described);
        }
    }

    private static GitException locked(String described, boolean withPassphrase) {
        if (!withPassphrase) {
            return GitException.usage(
                    "ssh-key-locked",
                    Printable.line(described, 200) + " is locked by a passphrase, and none is configured",
                    "name a file or an environment variable that holds it");
        }
        return GitException.usage(
                "ssh-key-passphrase-wrong",
                Printable.line(described, 200) + " is not unlocked by the configured passphrase",
                "put the right passphrase there; ssh-keygen -y -f FILE tries one");
    }

    private static GitException noKey(String described) {
        return GitException.usage(
                "ssh-key-unreadable",
                Printable.line(described, 200) + " is no private key of SSH",
                "name the private key, not the .pub file; ssh-keygen -t ed25519 makes one");
    }

    KeyPair pair() {
        return pair;
    }

    /** Where the key is from. */
    @Override
    public String toString() {
        return described;
    }
}
