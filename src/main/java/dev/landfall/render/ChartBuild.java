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
 * @param ownerValues YAML that the owner itself brings, above all files; empty for none
 * @param files everything that is there, by path from the root
 */
public record ChartBuild(
        String folder, Release release, List<String> valueFiles, String ownerValues, Map<String, byte[]> files) {
    public ChartBuild {
        valueFiles = List.copyOf(valueFiles);
        files = new TreeMap<>(files);
    }

    /** The same with another content of one file. */
    public ChartBuild with(String path, byte[] content) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.put(path, content);
        return new ChartBuild(folder, release, valueFiles, ownerValues, others);
    }

    /** The files with values that the chart is rendered with, as far as they are there; the last one wins. */
    public List<String> layers() {
        List<String> layers = new ArrayList<>();
        String own = RepositoryPath.below(folder, "values.yaml");
        if (files.containsKey(own)) layers.add(own);
        layers.addAll(valueFiles);
        return layers;
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
        fingerprint.add(ownerValues);
        fingerprint.add(files);
        return fingerprint.text();
    }
}
