package dev.landfall.render;

import java.util.List;

/**
 * Where a chart lies, and how its owner has it rendered.
 *
 * @param folder empty for the repository's root
 * @param valueFiles by path from the root, the last one wins
 * @param ignoresMissing whether a value file that is not there is passed over
 * @param given by the owner itself, the last one wins; all above the files
 */
public record ChartRoot(
        String folder, Release release, List<String> valueFiles, boolean ignoresMissing, List<GivenValues> given) {
    public ChartRoot {
        valueFiles = List.copyOf(valueFiles);
        given = List.copyOf(given);
    }
}
