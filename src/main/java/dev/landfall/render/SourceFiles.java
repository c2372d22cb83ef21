package dev.landfall.render;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The files of a repository in one state. Paths go from its root, with {@code /}; the empty one is the root. */
public interface SourceFiles {

    /** What stands at a path. */
    enum Kind {
        FILE,
        FOLDER,
        /** A symbolic link or a submodule, there or on the way. */
        LINK,
        NOTHING
    }

    Kind kindOf(String path);

    /** Whether a file that is put there would be one of these; not so where its owner leaves it out. */
    default boolean take(String path) {
        return true;
    }

    /** All files below a folder, at any depth, links left out, in the order of their paths. */
    List<String> below(String folder);

    /** The links and submodules below a folder, at any depth. */
    List<String> links(String folder);

    /** The contents of these files, all of them there; asked for together, since each call may be one over a network. */
    Map<String, byte[]> contents(Collection<String> paths);
}
