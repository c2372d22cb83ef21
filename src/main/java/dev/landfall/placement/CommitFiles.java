package dev.landfall.placement;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.git.TreeFile;
import dev.landfall.gitops.FileSelection;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a commit, or those that an owner has of it. */
final class CommitFiles implements SourceFiles {
    /** Git refuses to read odd paths, and one that nobody asked for must not stop the others. */
    private static final Pattern USUAL =
            Pattern.compile("(?!\\.git)[\\w][\\w.@+=, -]*(/(?!\\.git)[\\w][\\w.@+=, -]*)*");

    private final GitRepository repository;
    private final CommitId commit;
    private final NavigableMap<String, TreeFile> files;
    private final Map<String, byte[]> contents;
    private final FileSelection checkedOut;

    /** By the last part of their paths; found once for all owners. */
    private final Map<String, List<String>> called;

    private CommitFiles(
            GitRepository repository,
            CommitId commit,
            NavigableMap<String, TreeFile> files,
            Map<String, byte[]> contents,
            FileSelection checkedOut,
            Map<String, List<String>> called) {
        this.repository = repository;
        this.commit = commit;
        this.files = files;
        this.contents = contents;
        this.checkedOut = checkedOut;
        this.called = called;
    }

    static CommitFiles of(GitRepository repository, CommitId commit) {
        NavigableMap<String, TreeFile> files = repository.files(commit, "").stream()
                .collect(Collectors.toMap(TreeFile::path, Function.identity(), (one, _) -> one, TreeMap::new));
        return new CommitFiles(repository, commit, files, new TreeMap<>(), path -> true, new HashMap<>());
    }

    CommitFiles checkedOut(FileSelection selection) {
        List<String> ignoring = called.computeIfAbsent(selection.ignoreFile(), this::filesCalled);
        FileSelection narrower = selection.ignoring(contents(ignoring));
        return new CommitFiles(repository, commit, files, contents, narrower, called);
    }

    private List<String> filesCalled(String name) {
        if (name.isEmpty()) return List.of();
        return files.values().stream()
                .filter(CommitFiles::isFile)
                .map(TreeFile::path)
                .filter(path -> path.equals(name) || path.endsWith("/" + name))
                .toList();
    }

    @Override
    public Kind kindOf(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            TreeFile above = files.get(path.substring(0, slash));
            if (above != null) return isFile(above) ? Kind.NOTHING : Kind.LINK;
        }
        TreeFile file = files.get(path);
        if (file == null) return isFolder(path) ? Kind.FOLDER : Kind.NOTHING;
        if (!isFile(file)) return Kind.LINK;
        return checkedOut.reads(path) ? Kind.FILE : Kind.NOTHING;
    }

    @Override
    public boolean take(String path) {
        return checkedOut.reads(path);
    }

    private boolean isFolder(String path) {
        if (path.isEmpty()) return !files.isEmpty();
        String next = files.ceilingKey(path + "/");
        return next != null && next.startsWith(path + "/");
    }

    private static boolean isFile(TreeFile file) {
        return switch (file.kind()) {
            case REGULAR, EXECUTABLE -> true;
            case SYMLINK, SUBMODULE -> false;
        };
    }

    @Override
    public List<String> below(String folder) {
        return inside(folder)
                .filter(CommitFiles::isFile)
                .map(TreeFile::path)
                .filter(checkedOut::reads)
                .toList();
    }

    @Override
    public List<String> links(String folder) {
        return inside(folder)
                .filter(file -> !isFile(file))
                .map(TreeFile::path)
                .filter(checkedOut::reads)
                .toList();
    }

    /** All paths with the prefix "folder/" lie before "folder0", since 0 follows / in Unicode. */
    private Stream<TreeFile> inside(String folder) {
        Map<String, TreeFile> inside = folder.isEmpty() ? files : files.subMap(folder + "/", folder + "0");
        return inside.values().stream();
    }

    @Override
    public Map<String, byte[]> contents(Collection<String> paths) {
        List<String> unread =
                paths.stream().filter(path -> !contents.containsKey(path)).toList();
        // One leads to the next, and each alone would be a request of its own.
        if (unread.stream().anyMatch(Kustomization::isNamedSo)) read(allKustomizations());
        read(unread.stream().filter(path -> !contents.containsKey(path)).toList());
        Map<String, byte[]> asked = new TreeMap<>();
        for (String path : paths) {
            byte[] content = contents.get(path);
            if (content == null) throw new IllegalStateException("no file " + path);
            asked.put(path, content);
        }
        return asked;
    }

    private void read(List<String> paths) {
        if (!paths.isEmpty()) contents.putAll(repository.read(commit, paths));
    }

    private List<String> allKustomizations() {
        return files.values().stream()
                .filter(CommitFiles::isFile)
                .map(TreeFile::path)
                .filter(path ->
                        Kustomization.isNamedSo(path) && USUAL.matcher(path).matches())
                .filter(path -> !contents.containsKey(path))
                .toList();
    }
}
