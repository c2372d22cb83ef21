package dev.landfall.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that one rendering of a chart reads.
 *
 * @param folder of the chart; empty for the root
 * @param valueFiles by path from the root, after the chart's own {@code values.yaml}; the last one wins
 * @param given by the owner itself, the last one wins; all above the files
 * @param files everything that is there, by path from the root
 * @param postRenderers each builds what came out before it, which is its only file
 */
public record ChartBuild(
        String folder,
        Release release,
        List<String> valueFiles,
        List<GivenValues> given,
        Map<String, byte[]> files,
        List<Kustomization> postRenderers) {
    public ChartBuild {
        valueFiles = List.copyOf(valueFiles);
        given = List.copyOf(given);
        files = new TreeMap<>(files);
        postRenderers = List.copyOf(postRenderers);
    }

    /** The same with another content of one file. */
    public ChartBuild with(String path, byte[] content) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.put(path, content);
        return new ChartBuild(folder, release, valueFiles, given, others, postRenderers);
    }

    /** The same with other values in the place of those of their name. */
    public ChartBuild with(GivenValues other) {
        List<GivenValues> values = given.stream()
                .map(each -> each.name().equals(other.name()) ? other : each)
                .toList();
        return new ChartBuild(folder, release, valueFiles, values, files, postRenderers);
    }

    /** The same with these post renderers in the place of its own. */
    public ChartBuild postRenderedBy(List<Kustomization> others) {
        return new ChartBuild(folder, release, valueFiles, given, files, others);
    }

    /** The same without the CustomResourceDefinitions of {@code crds}. */
    ChartBuild withoutKinds() {
        return new ChartBuild(folder, release.withoutKinds(), valueFiles, given, files, postRenderers);
    }

    /** The files with values that the chart is rendered with, as far as they are there; the last one wins. */
    public List<String> layers() {
        List<String> layers = new ArrayList<>();
        String own = RepositoryPath.below(folder, "values.yaml");
        if (files.containsKey(own) && !valueFiles.contains(own)) layers.add(own);
        layers.addAll(valueFiles);
        return layers;
    }

    /** Where the chart says what it is. */
    public String definition() {
        return RepositoryPath.below(folder, "Chart.yaml");
    }

    boolean isOfChart(String path) {
        return folder.isEmpty() || path.startsWith(folder + "/");
    }

    /** Equal for renderings that must come out the same. */
    String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(folder);
        fingerprint.add(release.toString());
        fingerprint.add(valueFiles.toString());
        fingerprint.add(given.toString());
        fingerprint.add(files);
        return fingerprint.text();
    }
}
