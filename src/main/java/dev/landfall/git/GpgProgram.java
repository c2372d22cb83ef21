package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs by the {@code gpg} program with a key of the user's own key ring, as Git does; with a smart card or the agent's
 * memory of a passphrase, too.
 *
 * @param keyId the key's id or fingerprint
 * @param passphrase empty leaves it to the agent, which is not let ask at the terminal
 * @param environment what is set besides this process's own, such as {@code GNUPGHOME}
 */
public record GpgProgram(String keyId, Optional<Secret> passphrase, Map<String, String> environment)
        implements CommitSigner {

    @Override
    public String sign(byte[] commit, Identity committer, Instant when) {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--no-tty", "--status-fd=2"));
        passphrase.ifPresent(_ -> command.addAll(List.of("--pinentry-mode=loopback", "--passphrase-fd=0")));
        command.addAll(List.of("--armor", "--detach-sign", "--local-user=" + keyId));
        ChildProcess.Ended ended = ChildProcess.run(command, environment, input(commit));
        boolean made = ended.status() == 0 && ended.output().startsWith("-----BEGIN PGP SIGNATURE-----");
        if (made) return ended.output();
        throw GitException.usage(
                "commit-not-signed",
                "gpg does not sign the commit with the key " + keyId + ": " + reason(ended.errors()),
                "see that gpg --local-user=" + keyId + " --detach-sign works as this user, without being asked");
    }

    /** With {@code --passphrase-fd=0}, gpg reads the passphrase from the first line and what to sign from the rest. */
    private byte[] input(byte[] commit) {
        if (passphrase.isEmpty()) return commit;
        byte[] line = (passphrase.get().reveal() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[line.length + commit.length];
        System.arraycopy(line, 0, both, 0, line.length);
        System.arraycopy(commit, 0, both, line.length, commit.length);
        return both;
    }

    private static String reason(String errors) {
        String said = errors.lines()
                .filter(line -> line.startsWith("gpg: "))
                .map(line -> line.substring("gpg: ".length()))
                .reduce((one, other) -> one + "; " + other)
                .orElse("it gives no reason");
        return Printable.line(said, 300);
    }
}
