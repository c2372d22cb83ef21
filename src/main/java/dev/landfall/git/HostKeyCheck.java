package dev.landfall.git;

import dev.landfall.reason.Reason;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/**
 * Lets a connection go on only with the host that the known hosts vouch for, and never asks. It runs before anything of
 * ours is shown, and keeps its objection, since JGit tells of it in words only.
 */
final class HostKeyCheck implements ServerKeyDatabase {
    private final RepositoryUrl url;
    private final KnownHosts knownHosts;
    private volatile GitException objection;

    HostKeyCheck(RepositoryUrl url, KnownHosts knownHosts) {
        this.url = url;
        this.knownHosts = knownHosts;
    }

    Optional<GitException> objection() {
        return Optional.ofNullable(objection);
    }

    /** What is known decides which key the host is asked for. */
    @Override
    public List<PublicKey> lookup(String connect, InetSocketAddress remote, Configuration configuration) {
        return known().stream()
                .filter(known -> !known.revoked())
                .map(KnownHosts.Known::key)
                .toList();
    }

    @Override
    public boolean accept(
            String connect,
            InetSocketAddress remote,
            PublicKey serverKey,
            Configuration configuration,
            CredentialsProvider provider) {
        objection = objectionTo(remote, serverKey).orElse(null);
        return objection == null;
    }

    private List<KnownHosts.Known> known() {
        return knownHosts.of(url.host(), url.port());
    }

    private Optional<GitException> objectionTo(InetSocketAddress remote, PublicKey key) {
        // The address that was connected to, so that a name cannot mean another one between look and connection.
        if (!url.plainHttpAllowed() && RepositoryUrl.isNearby(remote.getAddress())) {
            return Optional.of(RepositoryUrl.nearby(url.host()));
        }
        List<KnownHosts.Known> known = known();
        boolean revoked = known.stream().anyMatch(each -> each.revoked() && KeyUtils.compareKeys(each.key(), key));
        if (revoked) return Optional.of(revoked(key));
        if (known.stream().anyMatch(each -> !each.revoked() && KeyUtils.compareKeys(each.key(), key))) {
            return Optional.empty();
        }
        return Optional.of(known.stream().allMatch(KnownHosts.Known::revoked) ? unknown(key) : changed(known, key));
    }

    private GitException unknown(PublicKey key) {
        return rights(
                "ssh-host-unknown",
                "the SSH host " + place() + " is not among the known hosts of " + knownHosts.described()
                        + "; it shows the key " + fingerprint(key),
                "compare this fingerprint with the one that the host's operator publishes; if it is the same, add to"
                        + " known hosts the line: " + line(key));
    }

    private GitException changed(List<KnownHosts.Known> known, PublicKey key) {
        String expected = known.stream()
                .filter(each -> !each.revoked())
                .map(each -> fingerprint(each.key()))
                .reduce((one, other) -> one + " or " + other)
                .orElseThrow();
        return rights(
                "ssh-host-key-changed",
                "the SSH host " + place() + " shows the key " + fingerprint(key) + ", but " + knownHosts.described()
                        + " knows it by " + expected + ": it may be another host that answers in its name",
                "only if the host's operator confirms the new key, replace the old line (ssh-keygen -R) by: "
                        + line(key));
    }

    private GitException revoked(PublicKey key) {
        return rights(
                "ssh-host-key-revoked",
                "the SSH host " + place() + " shows the key " + fingerprint(key) + ", which " + knownHosts.described()
                        + " marks as revoked",
                "ask the host's operator, and connect to it no more until it has a new key");
    }

    private static GitException rights(String code, String message, String remedy) {
        return new GitException(GitException.Fault.RIGHTS, Reason.lasting(code, message, remedy));
    }

    /** As {@code known_hosts} has it. */
    private String place() {
        return url.port() == 22 ? url.host() : "[" + url.host() + "]:" + url.port();
    }

    private String line(PublicKey key) {
        return place() + " " + PublicKeyEntry.toString(key);
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
    }
}
