package dev.landfall.gitops;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an owner renders a chart that its folder holds.
 *
 * @param release as what
 * @param valueFiles by path from the repository's root, the last one wins; all above the chart's own values
 * @param ignoresMissing whether a value file that is not there is passed over
 * @param values that the owner gives, the last one wins; all above the files
 * @param lenders whose files are among the value files, by the lender's name and the path in its repository
 * @param packaging what becomes of the chart's folder before it is rendered
 * @param postRenderers what becomes of what comes out, one after the other: what each puts into a kustomization for that
 * @param files whose texts are single values; above all others
 * @param chart that is rendered; empty where it lies in the folder itself
 */
public record Charting(
        Release release,
        List<String> valueFiles,
        boolean ignoresMissing,
        List<OwnValues> values,
        List<Lender> lenders,
        Packaging packaging,
        List<List<Addition>> postRenderers,
        List<FileValue> files,
        Optional<PublishedChart> chart) {
    public Charting {
        valueFiles = List.copyOf(valueFiles);
        values = List.copyOf(values);
        lenders = List.copyOf(lenders);
        postRenderers = postRenderers.stream().map(List::copyOf).toList();
        files = List.copyOf(files);
    }

    /** One of a chart that lies in the folder itself. */
    public Charting(
            Release release,
            List<String> valueFiles,
            boolean ignoresMissing,
            List<OwnValues> values,
            List<Lender> lenders,
            Packaging packaging,
            List<List<Addition>> postRenderers,
            List<FileValue> files) {
        this(release, valueFiles, ignoresMissing, values, lenders, packaging, postRenderers, files, Optional.empty());
    }

    /** One whose owner renders the folder as it is, with nothing but value files of its repository and its own values. */
    public Charting(Release release, List<String> valueFiles, boolean ignoresMissing, List<OwnValues> values) {
        this(release, valueFiles, ignoresMissing, values, List.of(), Packaging.NONE, List.of(), List.of());
    }

    /**
     * What the owner tells Helm.
     *
     * @param definesKinds whether the CustomResourceDefinitions of the chart are applied, too
     * @param leavesOutTests whether its tests are not
     * @param checksSchema whether the values must keep to the chart's schema
     * @param kubernetes the version of Kubernetes that the chart is told; empty where it is not known
     * @param apis that the chart is told; none where they are not known
     * @param helm the major version of the Helm that renders it; 0 where that is not known
     */
    public record Release(
            String name,
            String namespace,
            boolean definesKinds,
            boolean leavesOutTests,
            boolean checksSchema,
            String kubernetes,
            List<String> apis,
            int helm) {
        public Release {
            apis = List.copyOf(apis);
        }
    }

    /** The same of a chart that is packaged already, so that its value files have become its values. */
    public Charting ofPackagedChart() {
        return new Charting(release, List.of(), false, values, List.of(), Packaging.NONE, postRenderers, List.of());
    }

    /**
     * The same with other additions of its post renderers.
     *
     * @param additions as many as there are, in their order
     */
    Charting postRendering(List<Addition> additions) {
        List<List<Addition>> others = new ArrayList<>();
        Iterator<Addition> next = additions.iterator();
        for (List<Addition> each : postRenderers)
            others.add(each.stream().map(_ -> next.next()).toList());
        return new Charting(release, valueFiles, ignoresMissing, values, lenders, packaging, others, files, chart);
    }

    /** The same of a chart that a chart repository publishes. */
    public Charting of(PublishedChart published) {
        return new Charting(
                release,
                valueFiles,
                ignoresMissing,
                values,
                lenders,
                packaging,
                postRenderers,
                files,
                Optional.of(published));
    }

    /** Whether the owner names this file for the chart, by its path from the repository's root. */
    public boolean names(String file) {
        return Stream.concat(valueFiles.stream(), files.stream().map(FileValue::path))
                .anyMatch(file::equals);
    }

    /** Whether a chart is made of the folder first. */
    public enum Packaging {
        /** The folder is rendered as it is at each commit. */
        NONE,
        /** A chart is made of each commit; value files, where there are any, stand in the place of its own values. */
        FOR_EACH_COMMIT,
        /** The same, but only of a commit with another version in {@code Chart.yaml} than the chart made last. */
        FOR_EACH_VERSION
    }
}
