package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import dev.landfall.render.Build;
import dev.landfall.render.Closure;
import dev.landfall.render.Kustomization;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what in the kustomizations decides a field, by trial: an entry without which the field comes out otherwise. It
 * only makes a refusal clearer, so it gives up early.
 */
record Deciders(Renderer renderer, GitSource source, Closure closure) {
    private static final int MOST_TRIALS = 40;

    /** Those that change fields of objects that are there. */
    private static final List<String> FIELDS = List.of(
            "patches",
            "patchesStrategicMerge",
            "patchesJson6902",
            "images",
            "imageTags",
            "replicas",
            "replacements",
            "vars",
            "labels",
            "commonLabels",
            "commonAnnotations",
            "transformers");

    /** @param rendered what comes out whatever the file says */
    Reason overridden(List<DesiredChange> changes, AppliedObjects rendered, String file) {
        DesiredChange change = changes.stream()
                .filter(each -> !holds(each, rendered))
                .findFirst()
                .orElse(changes.getFirst());
        Optional<JsonNode> object = object(change.object(), rendered);
        String by = trials().limit(MOST_TRIALS)
                .filter(trial -> isDecidedBy(trial, change, object))
                .findFirst()
                .map(Trial::described)
                .orElse("");
        return KustomizeRefusals.overridden(change, change.valueIn(object), file, by);
    }

    private static boolean holds(DesiredChange change, AppliedObjects rendered) {
        return change.holdsIn(object(change.object(), rendered));
    }

    private static Optional<JsonNode> object(ObjectRef ref, AppliedObjects rendered) {
        return rendered.find(ref).map(found -> rendered.objects().get(found));
    }

    private boolean isDecidedBy(Trial trial, DesiredChange change, Optional<JsonNode> object) {
        Build without = closure.build().with(trial.kustomization().path(), trial.without());
        return renderer.render(without) instanceof Rendering.Rendered rendered
                && object(change.object(), AppliedObjects.of(rendered.objects(), source.defaultNamespace()))
                        .filter(other -> !change.valueIn(Optional.of(other)).equals(change.valueIn(object)))
                        .isPresent();
    }

    /** The outermost kustomization first, and in each the last entry: it has the last word. */
    private Stream<Trial> trials() {
        return closure.kustomizations().stream()
                .flatMap(kustomization -> FIELDS.stream()
                        .filter(field -> !kustomization.content().path(field).isEmpty())
                        .flatMap(field -> trials(kustomization, field)));
    }

    private static Stream<Trial> trials(Kustomization kustomization, String field) {
        JsonNode entries = kustomization.content().path(field);
        if (!entries.isArray()) return Stream.of(new Trial(kustomization, field, Optional.empty()));
        return IntStream.range(0, entries.size())
                .mapToObj(i -> new Trial(kustomization, field, Optional.of(entries.size() - 1 - i)));
    }

    /**
     * An entry to be left out.
     *
     * @param index in the list of the field; empty for the field as a whole
     */
    private record Trial(Kustomization kustomization, String field, Optional<Integer> index) {

        byte[] without() {
            ObjectNode content = kustomization.content().deepCopy();
            if (index.isPresent() && content.get(field) instanceof ArrayNode entries) entries.remove(index.get());
            else content.remove(field);
            return new Kustomization(kustomization.path(), content).bytes();
        }

        String described() {
            String place = field + ": in " + kustomization.path();
            JsonNode entry = index.map(at -> kustomization.content().path(field).path(at))
                    .orElse(kustomization.content().path(field));
            String file =
                    entry.isString() ? entry.asString() : entry.path("path").asString("");
            boolean oneLine = !file.isEmpty() && !file.contains("\n");
            return oneLine ? "the file " + file + " of " + place + " sets it" : place + " sets it";
        }
    }
}
