package dev.landfall.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Changed files as a new tree: only the folders on the way to them are written anew, the rest is taken over by name.
 */
final class TreeRewrite {
    /** What becomes of one folder: of its folders, and of its own files, where empty means deleted. */
    private static final class Folder {
        private final Map<String, Folder> folders = new LinkedHashMap<>();
        private final Map<String, Optional<byte[]>> files = new LinkedHashMap<>();
    }

    private final ObjectReader reader;
    private final ObjectInserter inserter;
    private final Folder changes = new Folder();

    TreeRewrite(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    void add(TreePath path, Optional<byte[]> content) {
        Folder folder = changes;
        for (String component : path.components().subList(0, path.components().size() - 1)) {
            if (folder.files.containsKey(component)) throw overlapping(path);
            folder = folder.folders.computeIfAbsent(component, _ -> new Folder());
        }
        String name = path.components().getLast();
        if (folder.folders.containsKey(name)) throw overlapping(path);
        folder.files.put(name, content);
    }

    private static GitException overlapping(TreePath path) {
        return GitException.usage(
                "path-is-a-file", "\"" + path + "\" lies below what is a file", "name a file or a folder, not both");
    }

    /** The new root. */
    ObjectId from(ObjectId root) throws IOException {
        Optional<ObjectId> written = rewritten(Optional.of(root), changes);
        return written.isPresent() ? written.get() : new TreeFormatter().insertTo(inserter);
    }

    /** Empty where nothing is left in the folder, which Git does not keep. */
    private Optional<ObjectId> rewritten(Optional<ObjectId> tree, Folder folder) throws IOException {
        Map<String, Tree.Entry> entries = tree.isPresent() ? entriesOf(tree.get()) : new HashMap<>();
        for (var file : folder.files.entrySet()) write(entries, octets(file.getKey()), file.getValue());
        for (var inner : folder.folders.entrySet()) {
            String name = octets(inner.getKey());
            Optional<ObjectId> old = Optional.ofNullable(entries.remove(name)).map(Tree.Entry::id);
            rewritten(old, inner.getValue()).ifPresent(id -> entries.put(name, new Tree.Entry(FileMode.TREE, id)));
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(insert(entries));
    }

    /** One character per byte: names need not be UTF-8, and Git sorts them as bytes. */
    private static String octets(String name) {
        return new String(name.getBytes(UTF_8), ISO_8859_1);
    }

    private Map<String, Tree.Entry> entriesOf(ObjectId tree) throws IOException {
        Map<String, Tree.Entry> entries = new HashMap<>();
        CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
        for (; !parser.eof(); parser.next()) {
            byte[] name = new byte[parser.getNameLength()];
            parser.getName(name, 0);
            entries.put(
                    new String(name, ISO_8859_1), new Tree.Entry(parser.getEntryFileMode(), parser.getEntryObjectId()));
        }
        return entries;
    }

    private void write(Map<String, Tree.Entry> entries, String name, Optional<byte[]> content) throws IOException {
        Tree.Entry old = entries.remove(name);
        if (content.isEmpty()) return;
        FileMode mode = old == null ? FileMode.REGULAR_FILE : old.mode();
        entries.put(name, new Tree.Entry(mode, inserter.insert(Constants.OBJ_BLOB, content.get())));
    }

    private ObjectId insert(Map<String, Tree.Entry> entries) throws IOException {
        Map<String, String> sorted = new TreeMap<>();
        // Git sorts a folder as if its name ended in a slash.
        entries.forEach((name, entry) -> sorted.put(entry.is(FileMode.TREE) ? name + "/" : name, name));
        TreeFormatter formatter = new TreeFormatter();
        for (String name : sorted.values()) {
            Tree.Entry entry = entries.get(name);
            formatter.append(name.getBytes(ISO_8859_1), entry.mode(), entry.id());
        }
        return formatter.insertTo(inserter);
    }
}
