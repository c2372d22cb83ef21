package dev.landfall.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of one commit, as its tree objects name them. */
final class Tree {
    private final ObjectReader reader;
    private final ObjectId root;

    Tree(ObjectReader reader, ObjectId root) {
        this.reader = reader;
        this.root = root;
    }

    /** What stands at a path. */
    record Entry(FileMode mode, ObjectId id) {
        boolean is(FileMode other) {
            return mode.equals(other);
        }
    }

    /** All files below a folder; none if there is no such folder. */
    List<TreeFile> filesIn(TreePath folder) throws IOException {
        Optional<Entry> start = entryAt(folder);
        if (start.isEmpty() || !start.get().is(FileMode.TREE)) return List.of();
        String prefix = folder.components().isEmpty() ? "" : folder + "/";
        List<TreeFile> files = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.setRecursive(true);
            walk.addTree(start.get().id());
            while (walk.next()) {
                files.add(new TreeFile(
                        prefix + walk.getPathString(),
                        kindOf(walk.getFileMode(0)),
                        walk.getObjectId(0).name()));
            }
        }
        return files;
    }

    private static TreeFile.Kind kindOf(FileMode mode) {
        return switch (mode.getBits() & FileMode.TYPE_MASK) {
            case FileMode.TYPE_SYMLINK -> TreeFile.Kind.SYMLINK;
            case FileMode.TYPE_GITLINK -> TreeFile.Kind.SUBMODULE;
            default ->
                FileMode.EXECUTABLE_FILE.equals(mode.getBits()) ? TreeFile.Kind.EXECUTABLE : TreeFile.Kind.REGULAR;
        };
    }

    /** @throws GitException of fault USAGE where the way leads over a symbolic link or a submodule */
    Optional<Entry> entryAt(TreePath path) throws IOException {
        Entry here = new Entry(FileMode.TREE, root);
        TreePath walked = new TreePath(List.of());
        for (String component : path.components()) {
            refuseLink(walked, here);
            if (!here.is(FileMode.TREE)) return Optional.empty();
            Optional<Entry> next = childOf(here.id(), component);
            if (next.isEmpty()) return Optional.empty();
            here = next.get();
            walked = walked.child(component);
        }
        return Optional.of(here);
    }

    /** As {@link #entryAt}, and what stands there is a file of its own. */
    Optional<Entry> fileAt(TreePath path) throws IOException {
        Optional<Entry> entry = entryAt(path);
        entry.ifPresent(found -> {
            refuseLink(path, found);
            if (found.is(FileMode.TREE)) {
                throw GitException.usage("path-is-a-folder", "\"" + path + "\" is a folder", "name a file");
            }
        });
        return entry;
    }

    private Optional<Entry> childOf(ObjectId tree, String name) throws IOException {
        CanonicalTreeParser entries = new CanonicalTreeParser(null, reader, tree);
        for (; !entries.eof(); entries.next()) {
            if (entries.getEntryPathString().equals(name)) {
                return Optional.of(new Entry(entries.getEntryFileMode(), entries.getEntryObjectId()));
            }
        }
        return Optional.empty();
    }

    private static void refuseLink(TreePath path, Entry entry) {
        if (entry.is(FileMode.SYMLINK)) {
            throw GitException.usage(
                    "path-is-a-link", "\"" + path + "\" is a symbolic link", "name the file that it points at");
        }
        if (entry.is(FileMode.GITLINK)) {
            throw GitException.usage(
                    "path-is-a-submodule", "\"" + path + "\" is a submodule", "change it in its own repository");
        }
    }

    /** The contents that changes replace or delete; every path is checked on the way. */
    Map<TreePath, ObjectId> replacedBy(Map<TreePath, Optional<byte[]>> changes) throws IOException {
        Map<TreePath, ObjectId> replaced = new LinkedHashMap<>();
        for (var change : changes.entrySet()) {
            refuseBelowFile(change.getKey());
            Optional<Entry> old = fileAt(change.getKey());
            if (old.isEmpty() && change.getValue().isEmpty()) {
                throw GitException.usage(
                        "no-such-file", "\"" + change.getKey() + "\" is not there to be deleted", "plan again");
            }
            old.ifPresent(entry -> replaced.put(change.getKey(), entry.id()));
        }
        return replaced;
    }

    private void refuseBelowFile(TreePath path) throws IOException {
        for (int length = 1; length < path.components().size(); length++) {
            TreePath above = new TreePath(path.components().subList(0, length));
            Optional<Entry> entry = entryAt(above);
            if (entry.isPresent() && !entry.get().is(FileMode.TREE)) {
                refuseLink(above, entry.get());
                throw GitException.usage(
                        "path-is-a-file", "\"" + path + "\" lies below \"" + above + "\", a file", "name a folder");
            }
        }
    }

    byte[] contentOf(String path, ObjectId blob, int limit) throws IOException {
        var loader = reader.open(blob, Constants.OBJ_BLOB);
        if (loader.getSize() > limit) {
            throw GitException.usage(
                    "file-too-large",
                    "\"" + path + "\" has " + loader.getSize() + " bytes, more than the " + limit + " that are read",
                    "split it; manifests are far smaller");
        }
        return loader.getCachedBytes(limit);
    }
}
