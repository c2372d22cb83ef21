package dev.landfall.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A key ring of gpg of its own, with the agent that gpg starts for it. */
final class GpgHome implements AutoCloseable {
    private final Path folder;
    private final Path home;

    private GpgHome(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    /** Below the system's folder for such, since the path of an agent's socket must be short. */
    static GpgHome create(Path folder) throws IOException {
        Path home = Files.createTempDirectory(
                "gpg", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // Or else the agent spends a while to find out how slow it must make the guessing of passphrases.
        Files.writeString(home.resolve("gpg-agent.conf"), "s2k-count 65536\n");
        return new GpgHome(Files.createDirectories(folder), home);
    }

    Map<String, String> environment() {
        return Map.of("GNUPGHOME", home.toString());
    }

    /** Its fingerprint. */
    String makeKey(Identity identity, String passphrase) {
        gpg("--quick-generate-key", passphrase, identity.toString(), "ed25519", "sign", "1d");
        return gpg("--list-secret-keys", passphrase, "--with-colons")
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .map(line -> line.split(":", -1)[9])
                .reduce((earlier, last) -> last)
                .orElseThrow();
    }

    /** A private key, to a file. */
    Path export(String fingerprint, String passphrase) {
        Path file = folder.resolve(fingerprint + ".asc");
        gpg("--export-secret-keys", passphrase, "--yes", "--armor", "--output", file.toString(), fingerprint);
        return file;
    }

    void forgetPassphrases() {
        Programs.run(folder, environment(), "", "gpgconf", "--kill", "gpg-agent");
    }

    /** The action comes before what it is for, and after the options. */
    private String gpg(String action, String passphrase, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("gpg", "--batch", "--quiet", "--pinentry-mode=loopback", "--passphrase-fd=0"));
        List<String> given = List.of(arguments);
        boolean exports = action.startsWith("--export");
        command.addAll(exports ? given.subList(0, given.size() - 1) : List.of());
        command.add(action);
        command.addAll(exports ? given.subList(given.size() - 1, given.size()) : given);
        return Programs.run(folder, environment(), passphrase + "\n", command.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        forgetPassphrases();
        try (var files = Files.walk(home)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        }
    }
}
