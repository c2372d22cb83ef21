package dev.landfall.placement;

import dev.landfall.gitops.Lender;
import dev.landfall.render.SourceFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The files of a source with those that another one puts into one of its folders, in the place of what lies there.
 *
 * @param lender by the path of the folder
 * @param lent all files of the other one
 */
record IncludedFiles(SourceFiles own, Lender lender, SourceFiles lent) implements SourceFiles {

    private boolean isLent(String path) {
        return path.equals(lender.name()) || lender.lends(path);
    }

    private boolean isAbove(String folder) {
        return folder.isEmpty() || lender.name().startsWith(folder + "/");
    }

    private String there(String path) {
        return path.equals(lender.name()) ? lender.from() : lender.inRepository(path);
    }

    private String here(String path) {
        String below =
                lender.from().isEmpty() ? path : path.substring(lender.from().length() + 1);
        return lender.name() + "/" + below;
    }

    @Override
    public Kind kindOf(String path) {
        if (!isLent(path)) {
            Kind kind = own.kindOf(path);
            return kind == Kind.NOTHING && isAbove(path) ? Kind.FOLDER : kind;
        }
        Kind kind = lent.kindOf(there(path));
        return kind == Kind.FILE && !own.take(path) ? Kind.NOTHING : kind;
    }

    @Override
    public boolean take(String path) {
        return own.take(path) && (!lender.lends(path) || lent.take(there(path)));
    }

    @Override
    public List<String> below(String folder) {
        return both(folder, SourceFiles::below).filter(own::take).toList();
    }

    @Override
    public List<String> links(String folder) {
        return both(folder, SourceFiles::links).toList();
    }

    private Stream<String> both(String folder, BiFunction<SourceFiles, String, List<String>> list) {
        Stream<String> here = list.apply(own, folder).stream().filter(path -> !isLent(path));
        Stream<String> lentHere = isLent(folder)
                ? list.apply(lent, there(folder)).stream().map(this::here)
                : isAbove(folder) ? list.apply(lent, lender.from()).stream().map(this::here) : Stream.of();
        return Stream.concat(here, lentHere).sorted();
    }

    @Override
    public Map<String, byte[]> contents(Collection<String> paths) {
        Map<String, byte[]> contents = new TreeMap<>(
                own.contents(paths.stream().filter(path -> !isLent(path)).toList()));
        lent.contents(paths.stream().filter(this::isLent).map(this::there).toList())
                .forEach((path, content) -> contents.put(here(path), content));
        return contents;
    }
}
