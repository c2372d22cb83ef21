package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.Search;
import dev.landfall.reason.Reason;
import dev.landfall.render.Chart;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A folder with a chart: the value that feeds a field is found by trial, and two renderings prove the edit. */
record ChartFolder(Renderer renderer, GitSource source, Chart chart) {

    Search find(ObjectRef object) {
        return new Search(List.of(), List.of(ChartRefusals.rendered(object, chart)));
    }

    boolean isAsDesired(List<DesiredChange> changes) {
        return renderer.render(chart.build()) instanceof Rendering.Rendered rendered
                && new Wanted(changes).holdIn(objects(rendered));
    }

    Placed place(List<DesiredChange> changes) {
        return place(changes, path -> false);
    }

    /** @param leftAlone files that are not to be edited, since others read them as well */
    Placed place(List<DesiredChange> changes, Predicate<String> leftAlone) {
        // Told with line and column, which Helm does not.
        if (ChartValues.of(chart.build(), leftAlone) instanceof ChartValues.Reading.Unreadable(Reason reason))
            return Placed.cannot(reason);
        return switch (renderer.render(chart.build())) {
            case Rendering.Failed failed -> Placed.cannot(failed.reason());
            case Rendering.Rendered rendered -> place(changes, objects(rendered), leftAlone);
        };
    }

    private Placed place(List<DesiredChange> changes, AppliedObjects before, Predicate<String> leftAlone) {
        if (new Wanted(changes).holdIn(before))
            return new Placed(new AlreadyAsDesired(firstFile(), 1), Proof.OF_NOTHING);
        Optional<ObjectRef> missing = changes.stream()
                .map(DesiredChange::object)
                .filter(object -> before.find(object).isEmpty())
                .findFirst();
        if (missing.isPresent()) return Placed.cannot(ChartRefusals.notRendered(missing.get(), chart));
        try {
            return place(before, changes, leftAlone);
        } catch (IllegalArgumentException noPlace) {
            return Placed.cannot(ChartRefusals.noPlace(noPlace.getMessage()));
        }
    }

    private String firstFile() {
        List<String> layers = chart.build().layers();
        return layers.isEmpty() ? chart.build().files().keySet().iterator().next() : layers.getFirst();
    }

    private Placed place(AppliedObjects before, List<DesiredChange> changes, Predicate<String> leftAlone) {
        ChartEditing editing = new ChartEditing(renderer, source, chart, before, leftAlone.or(this::isPublished));
        Optional<Reason> unmade = editing.make(changes, new Wanted(changes).in(before));
        if (unmade.isPresent()) return Placed.cannot(unmade.get());
        List<Reason> notes = new ArrayList<>(chart.doubts());
        renderer.doubt(chart.build()).ifPresent(notes::add);
        if (isMadeByVersion() && editing.isOfFiles()) {
            Optional<Reason> refusal = editing.raiseVersion();
            if (refusal.isPresent()) return Placed.cannot(refusal.get());
            notes.add(ChartRefusals.versionRaised(chart));
        }
        return new Placed(new Edits(editing.edits()), Proof.of(before.differencesTo(editing.now()), notes));
    }

    /** Nobody edits the files of a chart that is published. */
    private boolean isPublished(String path) {
        return source.chart().isPresent() && path.startsWith(source.path() + "/");
    }

    private boolean isMadeByVersion() {
        return source.charting()
                .filter(charting -> charting.packaging() == Charting.Packaging.FOR_EACH_VERSION)
                .isPresent();
    }

    private AppliedObjects objects(Rendering.Rendered rendered) {
        return AppliedObjects.of(rendered.objects(), source.defaultNamespace());
    }
}
