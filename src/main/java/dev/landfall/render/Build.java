package dev.landfall.render;

import java.util.Map;
import java.util.TreeMap;

/**
 * All that one build reads.
 *
 * @param folder whose kustomization is built; empty for the root
 * @param loadsOutside whether a kustomization may load files from outside of its own folder, as Flux lets it
 * @param files everything that is there, by path from the root
 */
public record Build(String folder, boolean loadsOutside, Map<String, byte[]> files) {
    public Build {
        files = new TreeMap<>(files);
    }

    /** The same with another content of one file. */
    public Build with(String path, byte[] content) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.put(path, content);
        return new Build(folder, loadsOutside, others);
    }

    /** Equal for builds that must come out the same. */
    String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(folder);
        fingerprint.add(loadsOutside ? "1" : "0");
        fingerprint.add(files);
        return fingerprint.text();
    }
}
