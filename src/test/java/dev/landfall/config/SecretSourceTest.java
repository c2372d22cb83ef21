package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.config.SecretSource.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSourceTest {
    private static final String KEY = "repositories[0].credentials.passwordFile";

    @TempDir
    Path folder;

    @Test
    void lineEndsAfterTheSecretAreDropped() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), " s3cret \r\n\n");

        assertThat(fromFile(file).read(Map.of())).isEqualTo(" s3cret ");
        assertThat(fromVariable("T").read(Map.of("T", "s3cret\n"))).isEqualTo("s3cret");
    }

    @Test
    void aSecretThatIsReplacedIsTakenUp() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old");
        SecretSource source = fromFile(file);
        source.read(Map.of());

        Files.writeString(file, "new");

        assertThat(source.read(Map.of())).isEqualTo("new");
    }

    @Test
    void whatIsMissingIsNamedWithItsKeyAndPlace() throws IOException {
        Path missing = folder.resolve("missing");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path lines = Files.writeString(folder.resolve("lines"), "c4n4ry\nc4n4ry\n");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xE4});
        Path large = Files.writeString(folder.resolve("large"), "x".repeat(70_000));

        assertFault(fromFile(missing), "the file " + missing + " does not exist (create it, or name another)");
        assertFault(fromFile(empty), "the file " + empty + " is empty (put the secret there)");
        assertFault(
                fromFile(lines),
                "the file " + lines
                        + " has more than one line or other control characters (put only the secret there)");
        assertFault(
                fromFile(folder), "the file " + folder + " cannot be read (make it a file that this user may read)");
        assertFault(fromFile(binary), "the file " + binary + " is no UTF-8 text (put only the secret there)");
        assertFault(
                fromFile(large),
                "the file " + large + " is larger than 64 KiB (name a file that holds only the secret)");
        assertFault(fromVariable("T"), "the environment variable T is empty (put the secret there)");
    }

    private static void assertFault(SecretSource source, String fault) {
        assertThatThrownBy(() -> source.read(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("landfall.yaml:3:5: " + KEY + ": " + fault);
    }

    private static SecretSource fromFile(Path file) {
        return source(new Place.SecretFile(file));
    }

    private static SecretSource fromVariable(String name) {
        return source(new Place.SecretVariable(name));
    }

    private static SecretSource source(Place place) {
        return new SecretSource(place, KEY, new Origin.InFile(Path.of("landfall.yaml"), 3, 5));
    }
}
