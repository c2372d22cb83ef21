package dev.landfall.placement;

import dev.landfall.gitops.Addition;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.render.ChartBuild;
import dev.landfall.render.Kustomization;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A field of what a chart renders, as the post renderers of its owner have the last word on it.
 *
 * @param now what comes out of the build
 * @param request all that is wanted: what of it comes by the same edit is no surplus
 */
record PostRenderedField(
        Renderer renderer,
        GitSource source,
        ChartBuild build,
        AppliedObjects now,
        List<DesiredChange> request,
        FieldChange change) {
    private static final int MOST_TRIALS = 40;

    /** What Flux lets a post renderer do; images come after patches, and what every object gets comes last. */
    private static final List<String> FIELDS = List.of(Addition.COMMON_METADATA, "images", "patches");

    /** A proven edit, and all as it is after it. */
    record Edited(Edits edits, GitSource source, ChartBuild build, AppliedObjects after) {}

    /** In an entry that gives the field now. */
    Optional<Edited> whereItIsGiven() {
        return edited(deciding().filter(this::gives));
    }

    /** In any entry, also by adding to it. */
    Optional<Edited> anywhere() {
        return edited(all());
    }

    /** The entries without which it comes out otherwise, the last word first. */
    Stream<Decider> deciding() {
        return all().filter(this::decides);
    }

    private Stream<Decider> all() {
        return build.postRenderers().reversed().stream()
                .flatMap(postRenderer -> Decider.in(postRenderer, FIELDS))
                .limit(MOST_TRIALS);
    }

    private boolean decides(Decider decider) {
        List<Kustomization> without = build.postRenderers().stream()
                .map(each -> each.equals(decider.kustomization()) ? decider.without() : each)
                .toList();
        return rendered(build.postRenderedBy(without))
                .flatMap(objects -> objects.object(change.object()))
                .filter(object -> !change.valueIn(Optional.of(object)).equals(change.valueIn(object(now))))
                .isPresent();
    }

    /** An entry that replaces the name of an image says nothing of its tag. */
    private boolean gives(Decider decider) {
        if (!decider.field().equals("images") || !(change instanceof SetField set)) return true;
        return image(decider).isWholeIn(valueNow(), set.value().asString(""));
    }

    private ImageEntry image(Decider decider) {
        return new ImageEntry(change.object(), decider.written().path(), decider.entry());
    }

    private String valueNow() {
        return object(now)
                .flatMap(change.path()::in)
                .map(value -> value.asString(""))
                .orElse("");
    }

    private Optional<JsonNode> object(AppliedObjects objects) {
        return objects.object(change.object());
    }

    private Optional<Edited> edited(Stream<Decider> deciders) {
        DecidedEdits edits = new DecidedEdits(
                new OwnerSpec(source),
                new GivenFiles(Map.of()),
                change,
                object(now).orElseThrow());
        return deciders.flatMap(edits::of)
                .flatMap(plan -> proven(plan).stream())
                .findFirst();
    }

    private Optional<Edited> proven(EditPlan plan) {
        if (!(plan instanceof Edits edits)) return Optional.empty();
        GitSource edited = new OwnerSpec(source).after(edits.files());
        ChartBuild after = build.postRenderedBy(new OwnerSpec(edited).postRenderers());
        return rendered(after).filter(this::isProof).map(objects -> new Edited(edits, edited, after, objects));
    }

    private boolean isProof(AppliedObjects after) {
        List<DesiredChange> come = request.stream()
                .filter(each -> new Wanted(List.of(each)).holdIn(after))
                .toList();
        return come.contains(change)
                && new Wanted(come).in(now).differencesTo(after).isEmpty();
    }

    private Optional<AppliedObjects> rendered(ChartBuild other) {
        return renderer.render(other) instanceof Rendering.Rendered rendered
                ? Optional.of(AppliedObjects.of(rendered.objects(), source.defaultNamespace()))
                : Optional.empty();
    }
}
