package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** Objects written as YAML, or as JSON, which is YAML too. */
final class Yaml {
    private static final JsonMapper JSON = new JsonMapper();

    private Yaml() {}

    static LiveObject object(String text) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
        return new LiveObject(JSON.valueToTree(tree));
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
