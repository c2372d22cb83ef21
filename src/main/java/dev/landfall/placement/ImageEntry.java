package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ImageReference;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An entry of {@code images}.
 *
 * @param place the way to it from the kustomization's root
 */
record ImageEntry(ObjectRef object, FieldPath place, JsonNode content) {

    /** What is to change in the entry so that it makes one image where it made another; nothing where none could. */
    List<FieldChange> changes(String now, String wanted) {
        if (!ImageReference.isValid(wanted) || content.has("tagSuffix")) return List.of();
        ImageReference before = new ImageReference(now);
        ImageReference after = new ImageReference(wanted);
        List<FieldChange> changes = new ArrayList<>();
        add(changes, "newName", before.repository(), after.repository());
        add(changes, "newTag", before.tag(), after.tag());
        add(changes, "digest", before.digest(), after.digest());
        return changes;
    }

    /** Whether it has all that would change for it. */
    boolean isWholeIn(String now, String wanted) {
        return changes(now, wanted).stream()
                .allMatch(change -> change.path().last() instanceof FieldPath.Key(String name) && content.has(name));
    }

    private void add(List<FieldChange> changes, String key, String before, String after) {
        FieldPath path = place.to(new FieldPath.Key(key));
        if (before.equals(after)) return;
        changes.add(
                after.isEmpty()
                        ? new RemoveField(object, path)
                        : new SetField(object, path, JsonNodeFactory.instance.stringNode(after)));
    }
}
