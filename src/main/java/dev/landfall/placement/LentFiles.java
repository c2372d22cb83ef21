package dev.landfall.placement;

import dev.landfall.render.SourceFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a source with those that others lend to it: a path that begins with the name of a lender and a slash is
 * one of the lender's.
 */
record LentFiles(SourceFiles own, Map<String, SourceFiles> lent) implements SourceFiles {

    private String lender(String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        return lent.containsKey(first) ? first : "";
    }

    @Override
    public boolean take(String path) {
        String lender = lender(path);
        return lender.isEmpty() ? own.take(path) : lent.get(lender).take(below(lender, path));
    }

    private static String below(String lender, String path) {
        return path.length() == lender.length() ? "" : path.substring(lender.length() + 1);
    }

    @Override
    public Kind kindOf(String path) {
        String lender = lender(path);
        return lender.isEmpty() ? own.kindOf(path) : lent.get(lender).kindOf(below(lender, path));
    }

    @Override
    public List<String> below(String folder) {
        return own.below(folder);
    }

    @Override
    public List<String> links(String folder) {
        return own.links(folder);
    }

    @Override
    public Map<String, byte[]> contents(Collection<String> paths) {
        Map<String, byte[]> contents = new TreeMap<>(own.contents(
                paths.stream().filter(path -> lender(path).isEmpty()).toList()));
        lent.forEach((name, files) -> files.contents(paths.stream()
                        .filter(path -> lender(path).equals(name))
                        .map(path -> below(name, path))
                        .toList())
                .forEach((path, content) -> contents.put(name + "/" + path, content)));
        return contents;
    }
}
