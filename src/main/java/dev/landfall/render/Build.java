package dev.landfall.render;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * All that one build reads, and what is done to what comes out.
 *
 * @param folder whose kustomization is built; empty for the root
 * @param loadsOutside whether a kustomization may load files from outside of its own folder, as Flux lets it
 * @param line of Kustomize that it should be built with, such as {@code 5.8}; empty for any
 * @param variables whose values are put into what comes out; empty where {@code ${name}} is text like any other
 * @param metadata that is put on every object in the end
 * @param files everything that is there, by path from the root
 */
public record Build(
        String folder,
        boolean loadsOutside,
        String line,
        Optional<Variables> variables,
        CommonMetadata metadata,
        Map<String, byte[]> files) {
    public Build {
        files = new TreeMap<>(files);
    }

    /** One of which everything is left as it comes out. */
    public Build(String folder, boolean loadsOutside, Map<String, byte[]> files) {
        this(folder, loadsOutside, "", Optional.empty(), CommonMetadata.none(), files);
    }

    public Build withoutVariables() {
        return new Build(folder, loadsOutside, line, Optional.empty(), metadata, files);
    }

    /** What is built, without what is done to it afterwards. */
    Build unfinished() {
        return new Build(folder, loadsOutside, line, Optional.empty(), CommonMetadata.none(), files);
    }

    /** @throws Unbuildable where the values of variables cannot be put in */
    JsonNode finished(JsonNode object) {
        return metadata.on(variables.map(values -> values.in(object)).orElse(object));
    }

    /** The same with another content of one file. */
    public Build with(String path, byte[] content) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.put(path, content);
        return new Build(folder, loadsOutside, line, variables, metadata, others);
    }

    /** Equal for builds that must come out the same. */
    String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(folder);
        fingerprint.add(loadsOutside ? "1" : "0");
        fingerprint.add(line);
        fingerprint.add(files);
        return fingerprint.text();
    }
}
