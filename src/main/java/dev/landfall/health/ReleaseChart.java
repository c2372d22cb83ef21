package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The HelmChart that source-controller builds for a HelmRelease.
 *
 * @param live empty where the release takes its chart from elsewhere, or where we may not read it
 */
record ReleaseChart(Optional<LiveObject> live) {

    /** What is to be said of it beside the state of its release; empty where it is built. */
    String words() {
        return live.filter(chart -> !new FluxConditions(chart).ready().isTrue())
                .map(chart -> "; %s is not built yet%s%s".formatted(chart.ref(), state(chart), strategy(chart)))
                .orElse("");
    }

    /** That it cannot be fetched or built as it is wanted now. */
    Optional<PodTrouble> trouble() {
        return live.flatMap(chart -> Stream.of("Stalled", "BuildFailed", "FetchFailed")
                .map(new FluxConditions(chart)::of)
                .filter(Condition::isTrue)
                .findFirst()
                .map(failed -> PodTrouble.ofWhole(chart, failed.reason(), failed.message())));
    }

    private static String state(LiveObject chart) {
        String text = new FluxConditions(chart).ready().text();
        return text.isEmpty() ? "" : ": " + text;
    }

    /** Of a chart in Git: without another version of the chart, a change of its templates never arrives. */
    private static String strategy(LiveObject chart) {
        boolean inGit = chart.at("/spec/sourceRef/kind").asString("").equals("GitRepository");
        boolean byVersion = !chart.at("/spec/reconcileStrategy").asString("").equals("Revision");
        return inGit && byVersion
                ? " (by reconcileStrategy ChartVersion only another version in Chart.yaml counts)"
                : "";
    }
}
