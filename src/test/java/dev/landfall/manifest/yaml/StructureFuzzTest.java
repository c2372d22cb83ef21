package dev.landfall.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.Namespaces;
import dev.landfall.manifest.SourceFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sets a whole structure to one that differs in some places, as a manifest of a person differs from the one in Git, and
 * compares what a parser makes of the text then. {@code -Dfuzz.seed=N -Dfuzz.structures=N} for others.
 */
class StructureFuzzTest {
    private static final ObjectRef WEB = ObjectRef.of("apps/v1", "Deployment", "shop", "web");
    private static final String HEAD = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n";
    private static final SourceFolder FOLDER = new SourceFolder("", new Namespaces("shop", false), path -> true);

    private final long seed = Long.getLong("fuzz.seed", 42);
    private final Random random = new Random(seed);
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Integer> tally = new TreeMap<>();

    @Test
    void becomesWhatIsWantedWhateverDiffers() {
        int structures = Integer.getInteger("fuzz.structures", 1_000);
        for (int i = 0; i < structures; i++) set(HEAD + new GeneratedYaml(random).entries("  ") + "status: {}\n");

        System.out.println("structures, seed " + seed + ": " + tally);
        assertThat(tally.getOrDefault("edited", 0)).isGreaterThan(structures * 7 / 10);
        assertThat(tally.getOrDefault("refused", 0)).isLessThanOrEqualTo(structures / 1_000);
    }

    private void set(String before) {
        Map<String, Object> wanted = load(before);
        Object spec = changed(wanted.get("spec"));
        if (!(spec instanceof Map<?, ?>)) return;
        wanted.put("spec", spec);
        DesiredChange change = new DesiredChange.SetField(WEB, FieldPath.parse("spec"), json.valueToTree(spec));
        switch (new ManifestEditor()
                .plan(FOLDER, List.of(new ManifestFile("web.yaml", before.getBytes(UTF_8))), List.of(change))) {
            case EditPlan.Edits edits -> {
                String after = new String(edits.files().getFirst().after().orElseThrow(), UTF_8);
                assertThat(load(after))
                        .as("seed %d:\n%s\n=======\n%s", seed, before, after)
                        .isEqualTo(wanted);
                assertThat(after)
                        .startsWith("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:")
                        .endsWith("status: {}\n");
                add("edited");
            }
            case EditPlan.AlreadyAsDesired already -> {
                assertThat(load(before)).isEqualTo(wanted);
                add("as desired");
            }
            case EditPlan.CannotPlace cannot -> {
                System.out.println("refused: " + cannot.reason() + "\n" + before + "\nto " + spec);
                add("refused");
            }
        }
    }

    /** A copy in which about every eighth place differs. */
    private Object changed(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> {
                    if (!chance()) copy.put(key, changed(inner));
                });
                if (chance()) copy.put("added", random.nextBoolean() ? "text: 1" : List.of(Map.of("name", "x"), 7));
                yield copy;
            }
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                for (Object item : list) {
                    if (chance()) copy.add("inserted");
                    if (!chance()) copy.add(changed(item));
                }
                yield copy;
            }
            case null -> chance() ? Map.of("k", "v") : null;
            default -> chance() ? List.of(5, "two\nlines", true).get(random.nextInt(3)) : value;
        };
    }

    private boolean chance() {
        return random.nextInt(8) == 0;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> load(String text) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return (Map<String, Object>) new Load(settings).loadFromString(text);
    }

    private void add(String what) {
        tally.merge(what, 1, Integer::sum);
    }
}
