package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Objects written as YAML, or as JSON, which is YAML too. */
final class Yaml {
    private Yaml() {}

    static LiveObject object(String text) {
        return ObjectText.object(text);
    }

    static LiveObject resource(String path) {
        try (var stream = Yaml.class.getResourceAsStream(path)) {
            if (stream == null) throw new IllegalStateException("no such test resource: " + path);
            return object(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
