package dev.landfall.gitops;

import java.util.List;

/**
 * How an owner renders a chart that its folder holds.
 *
 * @param release its name
 * @param valueFiles by path from the repository's root, the last one wins; all above the chart's own values
 * @param ignoresMissing whether a value file that is not there is passed over
 * @param definesKinds whether the CustomResourceDefinitions of the chart are applied, too
 * @param leavesOutTests whether its tests are not
 * @param checksSchema whether the values must keep to the chart's schema
 * @param kubernetes the version of Kubernetes that the chart is told; empty where it is not known
 * @param apis that the chart is told; none where they are not known
 * @param values of the owner's own spec, the last one wins; all above the files
 * @param lenders whose files are among the value files, by the lender's name and the path in its repository
 */
public record Charting(
        String release,
        String namespace,
        List<String> valueFiles,
        boolean ignoresMissing,
        boolean definesKinds,
        boolean leavesOutTests,
        boolean checksSchema,
        String kubernetes,
        List<String> apis,
        List<OwnValues> values,
        List<Lender> lenders) {
    public Charting {
        valueFiles = List.copyOf(valueFiles);
        apis = List.copyOf(apis);
        values = List.copyOf(values);
        lenders = List.copyOf(lenders);
    }

    /** One with all value files in the repository of the chart. */
    public Charting(
            String release,
            String namespace,
            List<String> valueFiles,
            boolean ignoresMissing,
            boolean definesKinds,
            boolean leavesOutTests,
            boolean checksSchema,
            String kubernetes,
            List<String> apis,
            List<OwnValues> values) {
        this(
                release,
                namespace,
                valueFiles,
                ignoresMissing,
                definesKinds,
                leavesOutTests,
                checksSchema,
                kubernetes,
                apis,
                values,
                List.of());
    }
}
