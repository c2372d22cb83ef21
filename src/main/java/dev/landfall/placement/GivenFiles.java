package dev.landfall.placement;

import dev.landfall.render.SourceFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files that lie in no repository. */
record GivenFiles(Map<String, byte[]> files) implements SourceFiles {
    @Override
    public Kind kindOf(String path) {
        if (files.containsKey(path)) return Kind.FILE;
        return below(path).isEmpty() ? Kind.NOTHING : Kind.FOLDER;
    }

    @Override
    public List<String> below(String folder) {
        return files.keySet().stream()
                .filter(path -> folder.isEmpty() || path.startsWith(folder + "/"))
                .sorted()
                .toList();
    }

    @Override
    public List<String> links(String folder) {
        return List.of();
    }

    @Override
    public Map<String, byte[]> contents(Collection<String> paths) {
        Map<String, byte[]> asked = new TreeMap<>();
        paths.forEach(path -> asked.put(path, files.get(path)));
        return asked;
    }
}
