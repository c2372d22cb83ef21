package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Reader;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The owners that apply something from the same branch, but for the one whose objects are edited. */
final class OtherOwners {
    private final ObjectRef owner;
    private final GitSource source;
    private final GitRepository repository;
    private final List<Reader> readers;
    private final IdentityHashMap<Reader, Form> forms = new IdentityHashMap<>();
    private Optional<String> defaultBranch = Optional.empty();

    OtherOwners(ObjectRef owner, GitSource source, GitRepository repository, List<Reader> readers) {
        this.owner = owner;
        this.source = source;
        this.repository = repository;
        this.readers = readers;
    }

    List<Reader> readers() {
        return readers.stream()
                .filter(reader -> !reader.owner().isSameObjectAs(owner))
                .filter(reader -> isSameBranch(reader.branch(), source.branch()))
                .toList();
    }

    private boolean isSameBranch(String one, String other) {
        return one.equals(other) || named(one).equals(named(other));
    }

    private String named(String branch) {
        if (!branch.isEmpty()) return branch;
        if (defaultBranch.isEmpty()) defaultBranch = Optional.of(repository.defaultBranch());
        return defaultBranch.get();
    }

    /**
     * The first that reads a file, or whose folder has it where it cannot be told what it reads; but for those that read
     * another one as well.
     */
    Optional<ObjectRef> readerOf(CommitFiles files, String path, String but) {
        return readers().stream()
                .filter(reader -> reads(reader, files, path) && !reads(reader, files, but))
                .map(Reader::owner)
                .findFirst();
    }

    /** Whether any of them reads the file, as far as can be told. */
    boolean read(CommitFiles files, String path) {
        return readers().stream().anyMatch(reader -> reads(reader, files, path));
    }

    private boolean reads(Reader reader, CommitFiles files, String path) {
        return switch (reader) {
            case Reader.OfPaths paths -> paths.paths().stream().anyMatch(above -> isBelow(above, path));
            case Reader.OfIncluded included -> isBelow(included.lender().from(), path);
            case Reader.OfParameters parameters -> parameters.source().files().reads(path);
            case Reader.OfDirectories _ -> false;
            case Reader.OfFolder folder when folder.source().chart().isPresent() -> names(folder.source(), path);
            case Reader.OfFolder folder -> {
                CommitFiles checkedOut =
                        files.checkedOut(folder.source().kustomizing().checkedOut());
                yield forms.computeIfAbsent(reader, _ -> Form.of(folder.source(), checkedOut))
                        .reads(folder.source(), checkedOut, path);
            }
        };
    }

    /** A published chart takes nothing from the branch but what its owner names. */
    static boolean names(GitSource source, String path) {
        return source.charting().filter(charting -> charting.names(path)).isPresent();
    }

    private static boolean isBelow(String above, String path) {
        return above.isEmpty() || path.equals(above) || path.startsWith(above + "/");
    }
}
