package dev.landfall.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a password, token or passphrase is to be found. It is read at each use, so that one that is replaced while the
 * program runs is taken up.
 *
 * @param key the key that names the place, such as {@code repositories[0].credentials.passwordFile}
 */
public record SecretSource(Place place, String key, Origin origin) {
    private static final int LARGEST = 64 * 1024;

    /** A place that holds one secret. */
    public sealed interface Place {
        record SecretFile(Path path) implements Place {}

        record SecretVariable(String name) implements Place {}
    }

    /**
     * The secret of now, without the line ends after it. Never to be printed, stored or put into a URL.
     *
     * @param environment the process's own
     * @throws ConfigurationException where there is none
     */
    public String read(Map<String, String> environment) {
        String secret = readText(environment);
        if (secret.codePoints().anyMatch(Character::isISOControl)) {
            throw fault(
                    described() + " has more than one line or other control characters", "put only the secret there");
        }
        return secret;
    }

    /** The same, where a secret has several lines, as a private key has. */
    public String readText(Map<String, String> environment) {
        String raw = switch (place) {
            case Place.SecretFile file -> content(file.path());
            case Place.SecretVariable variable -> environment.getOrDefault(variable.name(), "");
        };
        String secret = raw.replaceFirst("[\\r\\n]+$", "");
        if (secret.isEmpty()) throw fault(described() + " is empty", "put the secret there");
        return secret;
    }

    private String content(Path file) {
        try (var stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST)
                throw fault(described() + " is larger than 64 KiB", "name a file that holds only the secret");
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw fault(described() + " does not exist", "create it, or name another");
        } catch (CharacterCodingException e) {
            throw fault(described() + " is no UTF-8 text", "put only the secret there");
        } catch (IOException e) {
            throw fault(described() + " cannot be read", "make it a file that this user may read");
        }
    }

    private String described() {
        return switch (place) {
            case Place.SecretFile file ->
                "the file " + WrongValue.printable(file.path().toString());
            case Place.SecretVariable variable -> "the environment variable " + variable.name();
        };
    }

    private ConfigurationException fault(String problem, String fix) {
        return new ConfigurationException(List.of(new ConfigurationFault(origin, key, problem, fix)));
    }
}
