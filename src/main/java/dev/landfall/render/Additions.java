package dev.landfall.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kustomization with what its owner adds: Argo CD by {@code kustomize edit} (util/kustomize/kustomize.go), Flux by its
 * generator (fluxcd/pkg/kustomize). Both replace entries of the same name, and put patches and components last.
 */
final class Additions {
    private static final Set<String> BY_NAME = Set.of("images", "replicas");
    private static final Set<String> LISTS = Set.of("patches", "components", "labels");

    private final ObjectNode content;
    private final List<Kustomization.Given> given = new ArrayList<>();

    private Additions(ObjectNode content) {
        this.content = content;
    }

    static Kustomization to(Kustomization kustomization, Root root) {
        if (!root.rewrites()) return kustomization;
        Additions added = new Additions(kustomization.content().deepCopy());
        if (!root.namespace().isEmpty()) added.content.put("namespace", root.namespace());
        for (int i = 0; i < root.additions().size(); i++)
            added.add(root.additions().get(i), i);
        return new Kustomization(kustomization.path(), added.content, added.given);
    }

    private void add(Addition addition, int number) {
        if (addition.value().isMissingNode()) return;
        String field = addition.field();
        if (BY_NAME.contains(field)) note(field, replaced(list(field), addition.value()), number);
        else if (LISTS.contains(field)) {
            list(field).add(addition.value());
            note(field, list(field).size() - 1, number);
        } else {
            if (addition.value() instanceof ObjectNode more && content.get(field) instanceof ObjectNode there)
                there.setAll(more);
            else content.set(field, addition.value());
            note(field, Kustomization.Given.WHOLE, number);
        }
    }

    private void note(String field, int index, int number) {
        given.removeIf(other -> other.field().equals(field) && other.index() == index);
        given.add(new Kustomization.Given(field, index, number));
    }

    private ArrayNode list(String field) {
        return content.get(field) instanceof ArrayNode list ? list : content.putArray(field);
    }

    /** The index of the entry afterwards. */
    private static int replaced(ArrayNode list, JsonNode entry) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("name").equals(entry.path("name"))) {
                list.set(i, entry);
                return i;
            }
        }
        list.add(entry);
        return list.size() - 1;
    }
}
