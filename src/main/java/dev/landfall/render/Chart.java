package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Set;

/**
 * A chart of a repository with everything that rendering it reads.
 *
 * @param doubts in what it may come out otherwise for its owner
 */
public record Chart(ChartBuild build, List<Reason> doubts) {
    public Chart {
        doubts = List.copyOf(doubts);
    }

    /** Whether it could be told what is read. */
    public sealed interface Reading {
        record Complete(Chart chart) implements Reading {}

        /** Rendering would read what is not in the repository, or the chart's files cannot be understood. */
        record Impossible(Reason reason) implements Reading {}
    }

    public static Reading of(SourceFiles files, ChartRoot root) {
        try {
            return new Reading.Complete(new ChartReading(files, root).chart());
        } catch (Unbuildable unbuildable) {
            return new Reading.Impossible(unbuildable.reason());
        }
    }

    /** Whether a folder holds a chart. */
    public static boolean isIn(SourceFiles files, String folder) {
        return files.kindOf(RepositoryPath.below(folder, "Chart.yaml")) == SourceFiles.Kind.FILE;
    }

    public boolean reads(String path) {
        return build.files().containsKey(path);
    }

    /** Its own templates that can make objects, by path from the root; none of the charts that it depends on. */
    public List<String> templates() {
        String folder = RepositoryPath.below(build.folder(), "templates/");
        return build.files().keySet().stream()
                .filter(path -> path.startsWith(folder))
                .filter(path -> Set.of("yaml", "yml").contains(path.substring(path.lastIndexOf('.') + 1)))
                .toList();
    }
}
