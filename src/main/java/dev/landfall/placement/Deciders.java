package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ImageReference;
import dev.landfall.reason.Reason;
import dev.landfall.render.Build;
import dev.landfall.render.Closure;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Finds what in the kustomizations decides a field, by trial: an entry without which the field comes out otherwise. Each
 * trial is a build, so it gives up early.
 */
record Deciders(Renderer renderer, GitSource source, Closure closure) {
    private static final int MOST_TRIALS = 40;

    /** Those that change fields of objects that are there; what works on what others have done comes first. */
    private static final List<String> FIELDS = List.of(
            "replacements",
            "images",
            "imageTags",
            "replicas",
            "patches",
            "patchesStrategicMerge",
            "patchesJson6902",
            "vars",
            "labels",
            "commonLabels",
            "commonAnnotations",
            "transformers");

    /** Whether there is any that could decide a field: else the files decide, as they stand. */
    boolean isAny() {
        return all().findAny().isPresent() || !closure.build().metadata().isEmpty();
    }

    List<Decider> replacements() {
        return all().filter(decider -> decider.field().equals("replacements")).toList();
    }

    /** @param rendered what comes out now */
    Stream<Decider> of(DesiredChange change, AppliedObjects rendered) {
        Optional<JsonNode> object = rendered.object(change.object());
        return all().limit(MOST_TRIALS).filter(decider -> decides(decider, change, object));
    }

    /**
     * Entries that name the object, or its image as it comes out, and that give the field: that they decide it is so
     * likely that an edit is tried before anything else; a build proves it all the same.
     */
    Stream<Decider> naming(FieldChange change, JsonNode rendered) {
        if (change.field().equals("spec.replicas"))
            return all().filter(
                            decider -> isOf(decider, "replicas", change.object().name()));
        if (!change.path().last().equals(new FieldPath.Key("image"))) return Stream.empty();
        String now = change.path().in(rendered).map(value -> value.asString("")).orElse("");
        return ImageReference.isValid(now)
                ? all().filter(decider -> isOf(decider, "images", new ImageReference(now).repository()))
                : Stream.empty();
    }

    private static boolean isOf(Decider decider, String field, String name) {
        JsonNode entry = decider.entry();
        return decider.field().equals(field)
                && entry.path("newName")
                        .asString(entry.path("name").asString(""))
                        .equals(name);
    }

    /** @param rendered what comes out whatever the file says */
    Reason overridden(List<DesiredChange> changes, AppliedObjects rendered, String file) {
        DesiredChange change = changes.stream()
                .filter(each -> !each.holdsIn(rendered.object(each.object())))
                .findFirst()
                .orElse(changes.getFirst());
        String by = isCommon(change)
                ? "commonMetadata: in " + OwnerSpec.FILE + " sets it"
                : of(change, rendered).findFirst().map(Decider::described).orElse("");
        return KustomizeRefusals.overridden(change, change.valueIn(rendered.object(change.object())), file, by);
    }

    private boolean isCommon(DesiredChange change) {
        return !closure.build().metadata().isEmpty()
                && (change.field().startsWith("metadata.labels")
                        || change.field().startsWith("metadata.annotations"));
    }

    private boolean decides(Decider decider, DesiredChange change, Optional<JsonNode> object) {
        Build without = closure.build()
                .with(decider.kustomization().path(), decider.without().bytes());
        return renderer.render(without) instanceof Rendering.Rendered rendered
                && object(change.object(), rendered)
                        .filter(other -> !change.valueIn(Optional.of(other)).equals(change.valueIn(object)))
                        .isPresent();
    }

    private Optional<JsonNode> object(ObjectRef ref, Rendering.Rendered rendered) {
        GeneratedNames names = new GeneratedNames(Generator.in(closure));
        return AppliedObjects.of(rendered.objects(), source.defaultNamespace(), names)
                .object(ref);
    }

    /** The outermost kustomization first. */
    private Stream<Decider> all() {
        return closure.kustomizations().stream().flatMap(kustomization -> Decider.in(kustomization, FIELDS));
    }
}
