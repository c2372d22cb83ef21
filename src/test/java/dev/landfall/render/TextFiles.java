package dev.landfall.render;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A repository written down as one text: {@code == path} begins a file, {@code == path -> target} is a link. */
public record TextFiles(Map<String, String> files, Map<String, String> links) implements SourceFiles {

    public static TextFiles of(String text) {
        Map<String, String> files = new TreeMap<>();
        Map<String, String> links = new TreeMap<>();
        for (String part : text.split("(?m)^== ", -1)) {
            if (part.isBlank()) continue;
            String head = part.lines().findFirst().orElseThrow();
            if (head.contains(" -> "))
                links.put(head.substring(0, head.indexOf(" -> ")), head.substring(head.indexOf(" -> ") + 4));
            else files.put(head.strip(), part.substring(part.indexOf('\n') + 1));
        }
        return new TextFiles(files, links);
    }

    /** These, with those of another text put over them. */
    public TextFiles with(String text) {
        Map<String, String> both = new LinkedHashMap<>(files);
        both.putAll(of(text).files);
        return new TextFiles(both, links);
    }

    @Override
    public Kind kindOf(String path) {
        if (links.keySet().stream().anyMatch(link -> path.equals(link) || path.startsWith(link + "/")))
            return Kind.LINK;
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
        return links.keySet().stream()
                .filter(path -> folder.isEmpty() || path.startsWith(folder + "/"))
                .toList();
    }

    @Override
    public Map<String, byte[]> contents(Collection<String> paths) {
        Map<String, byte[]> contents = new TreeMap<>();
        paths.forEach(path -> contents.put(path, files.get(path).getBytes(StandardCharsets.UTF_8)));
        return contents;
    }
}
