package dev.landfall.cluster;

import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Objects and kinds as tests write them down. */
public final class ObjectText {
    private static final JsonMapper JSON = new JsonMapper();

    private ObjectText() {}

    /** @param yaml or JSON, which is YAML too */
    public static JsonNode json(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    public static LiveObject object(String yaml) {
        return new LiveObject(json(yaml));
    }

    /** A kind with namespaces whose names follow the usual rule. */
    public static ResourceType type(String group, String version, String kind) {
        String singular = kind.toLowerCase(Locale.ROOT);
        return new ResourceType(group, version, kind, singular + "s", singular, List.of(), true);
    }
}
