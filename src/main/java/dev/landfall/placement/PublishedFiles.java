package dev.landfall.placement;

import dev.landfall.gitops.Charts;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.PublishedChart;
import dev.landfall.render.SourceFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of a branch with those of a published chart, which stand in a folder of their own there.
 *
 * @param chart by path from the root; none where it could not be had
 */
record PublishedFiles(SourceFiles own, String folder, GivenFiles chart) implements SourceFiles {

    /** The files themselves where the source has no such chart. */
    static SourceFiles of(GitSource source, SourceFiles own) {
        Optional<PublishedChart> published = source.chart();
        if (published.isEmpty()) return own;
        Map<String, byte[]> chart = new TreeMap<>();
        if (published.get().fetch() instanceof Charts.Answer.Files(Map<String, byte[]> files))
            files.forEach((path, content) -> chart.put(source.inFolder(path), content));
        return new PublishedFiles(own, source.path(), new GivenFiles(chart));
    }

    private boolean isOfChart(String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    @Override
    public Kind kindOf(String path) {
        return isOfChart(path) ? chart.kindOf(path) : own.kindOf(path);
    }

    @Override
    public boolean take(String path) {
        return !isOfChart(path) && own.take(path);
    }

    @Override
    public List<String> below(String below) {
        return isOfChart(below) ? chart.below(below) : own.below(below);
    }

    @Override
    public List<String> links(String below) {
        return isOfChart(below) ? List.of() : own.links(below);
    }

    @Override
    public Map<String, byte[]> contents(Collection<String> paths) {
        Map<String, byte[]> contents = new TreeMap<>(
                own.contents(paths.stream().filter(path -> !isOfChart(path)).toList()));
        contents.putAll(chart.contents(paths.stream().filter(this::isOfChart).toList()));
        return contents;
    }
}
