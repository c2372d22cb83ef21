package dev.landfall.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * The keys by which SSH hosts are recognised, in the form of {@code known_hosts} (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT),
 * hashed host names included. Lines that cannot be read, and those of certificate authorities, vouch for nobody.
 *
 * @param described where they are from, for messages
 */
public record KnownHosts(String described, List<String> lines) {
    private static final String REVOKED = "revoked";

    public KnownHosts {
        lines = List.copyOf(lines);
    }

    /** @throws GitException of fault USAGE where the file cannot be read; one that does not exist knows no host */
    public static KnownHosts read(Path file) {
        try {
            return new KnownHosts(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            return new KnownHosts(file.toString(), List.of());
        } catch (IOException unreadable) {
            throw GitException.usage(
                    "known-hosts-unreadable",
                    "the file " + file + " of known SSH hosts cannot be read",
                    "make it a text file that this user may read");
        }
    }

    /** What a line says of a host. */
    record Known(PublicKey key, boolean revoked) {}

    List<Known> of(String host, int port) {
        return lines.stream().flatMap(line -> known(line, host, port).stream()).toList();
    }

    private static Stream<String> markers(KnownHostEntry entry) {
        return Optional.ofNullable(entry.getMarker()).stream();
    }

    private static Optional<Known> known(String line, String host, int port) {
        try {
            KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line);
            if (entry == null || !entry.isHostMatch(host, port)) return Optional.empty();
            boolean revoked = markers(entry).anyMatch(REVOKED::equals);
            if (!revoked && markers(entry).findAny().isPresent()) return Optional.empty();
            PublicKey key = entry.getKeyEntry().resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING);
            return Optional.ofNullable(key).map(found -> new Known(found, revoked));
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
            return Optional.empty();
        }
    }
}
