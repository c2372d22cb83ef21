package dev.landfall.render;

import java.util.List;

/**
 * Where a chart lies, and how its owner has it rendered.
 *
 * @param folder empty for the repository's root
 * @param valueFiles by path from the root, the last one wins
 * @param replacesValues whether value files, where there are any, stand in the place of the chart's own values
 * @param ignoresMissing whether a value file that is not there is passed over
 * @param given by the owner itself, the last one wins; all above the files
 * @param postRenderers what becomes of what Helm renders, one after the other
 * @param texts of files, above all else
 */
public record ChartRoot(
        String folder,
        Release release,
        List<String> valueFiles,
        boolean replacesValues,
        boolean ignoresMissing,
        List<GivenValues> given,
        List<Kustomization> postRenderers,
        List<TextValue> texts) {
    public ChartRoot {
        valueFiles = List.copyOf(valueFiles);
        given = List.copyOf(given);
        postRenderers = List.copyOf(postRenderers);
        texts = List.copyOf(texts);
    }

    /** One whose value files stand above the chart's own values, and that is applied as Helm renders it. */
    public ChartRoot(
            String folder, Release release, List<String> valueFiles, boolean ignoresMissing, List<GivenValues> given) {
        this(folder, release, valueFiles, false, ignoresMissing, given, List.of(), List.of());
    }
}
