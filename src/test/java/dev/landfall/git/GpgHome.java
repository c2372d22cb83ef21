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
                .findFirst()
                .orElseThrow();
    }

    /** All private keys, to a file. */
    Path export(String passphrase) {
        Path file = folder.resolve("key.asc");
        gpg("--export-secret-keys", passphrase, "--armor", "--output", file.toString());
        return file;
    }

    void forgetPassphrases() {
        Programs.run(folder, environment(), "", "gpgconf", "--kill", "gpg-agent");
    }

    private String gpg(String action, String passphrase, String... arguments) {
        var command =
                new ArrayList<>(List.of("gpg", "--batch", "--quiet", "--pinentry-mode=loopback", "--passphrase-fd=0"));
        boolean options = action.startsWith("--quick");
        if (options) command.add(action);
        command.addAll(List.of(arguments));
        if (!options) command.add(action);
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
