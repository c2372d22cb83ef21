package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Addition;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.render.Chart;
import java.util.List;

/** The words for what Helm makes of an edit that must not be. */
final class ChartRefusals {
    private static final String BY_HAND = "make this change by hand in the repository";

    private ChartRefusals() {}

    static Reason rendered(ObjectRef object, Chart chart) {
        List<String> layers = chart.build().layers();
        return Reason.lasting(
                "helm-rendered",
                "%s is defined in no file: the chart %s renders it, %s"
                        .formatted(
                                object,
                                place(chart.build().folder()),
                                layers.isEmpty()
                                        ? "without values"
                                        : "with the values of " + String.join(", ", layers)),
                "plan the change: which value feeds the field is found by rendering");
    }

    static Reason versionRaised(Chart chart) {
        return Reason.lasting(
                "chart-version-raised",
                "the version of the chart %s is raised as well, without which its owner would not deploy the change"
                        .formatted(place(chart.build().folder())),
                "say reconcileStrategy: Revision in the HelmRelease, and every commit is deployed");
    }

    static Reason notRendered(ObjectRef object, Chart chart) {
        return Reason.lasting(
                "object-not-in-git",
                "%s is not among what the chart %s renders"
                        .formatted(object, place(chart.build().folder())),
                "check the namespace and the name; a new object is a template, which Landfall does not write");
    }

    static Reason noPlace(String why) {
        return Reason.lasting("field-not-there", why, "name fields and items that the object has");
    }

    static Reason notOneValue(Difference wanted, Chart chart) {
        String what = wanted.steps().isEmpty()
                ? wanted.object().toString()
                : new FieldPath(wanted.steps()) + " of " + wanted.object();
        return Reason.lasting(
                "helm-change",
                "%s is rendered by the chart %s, where Landfall sets single values, and neither takes away what its"
                                .formatted(what, place(chart.build().folder()))
                        + " templates make nor adds to it",
                BY_HAND + ", in the chart or its values");
    }

    static Reason several(Target target, List<String> places) {
        return Reason.lasting(
                "helm-several-values",
                "%s would come out as wanted by each of these: %s".formatted(named(target), String.join("; ", places)),
                "choose one, and make this change by hand there");
    }

    static Reason moreChanges(Target target, Trial trial, List<Difference> unwanted) {
        return Reason.lasting(
                "helm-more-changes",
                "%s is fed by %s, which would change more than that: %s"
                        .formatted(named(target), trial.what(), KustomizeRefusals.listed(unwanted)),
                BY_HAND);
    }

    static Reason notFed(Target target, String chart, int rendered, int leftOut) {
        return Reason.lasting(
                "helm-not-fed",
                "no single value of the chart %s, and no text of its templates, makes %s come out as wanted: %d %s"
                                .formatted(
                                        place(chart),
                                        named(target),
                                        rendered,
                                        rendered == 1 ? "place was tried" : "places were tried")
                        + (leftOut > 0 ? ", and the " + leftOut + " less likely ones were not" : ""),
                BY_HAND + ", in the chart or its values");
    }

    static Reason postRendered(FieldChange change, List<Addition> additions, Decider decider) {
        String place = decider.kustomization().given().stream()
                .filter(given -> given.field().equals(decider.field())
                        && given.index() == decider.index().orElseThrow())
                .map(given -> additions.get(given.addition()).place().path())
                .findFirst()
                .orElseThrow();
        return Reason.lasting(
                "helm-post-renderers",
                "%s of %s comes out as %s wants it, and no edit there makes it as wanted and nothing else"
                        .formatted(change.path(), change.object(), place),
                "make this change by hand there, in the HelmRelease");
    }

    private static String named(Target target) {
        return target.path() + " of " + target.difference().object();
    }

    private static String place(String folder) {
        return folder.isEmpty() ? "in the root" : folder;
    }
}
