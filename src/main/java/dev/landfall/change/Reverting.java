package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.manifest.FileEdit.WriteFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a change back so that nothing of it stays: where nobody has touched a file since, its old bytes come back, for
 * a value that needed quotes would leave them behind otherwise.
 */
final class Reverting {
    private final ChangeJournal journal;

    Reverting(ChangeJournal journal) {
        this.journal = journal;
    }

    /** The bytes after the change. */
    byte[] after(ChangeRequest request, WriteFile edit, GitRepository repository) {
        if (!request.isRevert()) return edit.after();
        Change reverted = journal.require(request.reverts());
        Optional<byte[]> ours = reverted.commit().flatMap(commit -> at(commit, edit.path(), repository));
        Optional<byte[]> old = reverted.base().flatMap(base -> at(base, edit.path(), repository));
        boolean untouched = ours.isPresent() && Arrays.equals(ours.get(), edit.before());
        return untouched && old.isPresent() ? old.get() : edit.after();
    }

    /** What others have made of a value that is to be taken back; empty where it is still ours. */
    Optional<String> conflict(ChangeRequest request, List<PlannedEdit> edits) {
        if (!request.isRevert()) return Optional.empty();
        List<PlannedEdit> ours =
                journal.require(request.reverts()).plan().part().edits();
        return edits.stream()
                .flatMap(edit -> ours.stream()
                        .filter(our -> isSameField(our, edit) && !our.newValue().equals(edit.oldValue()))
                        .map(our -> edit.field() + " in " + edit.file() + " is " + edit.oldValue()
                                + " now; the change to revert had set it to " + our.newValue()))
                .findFirst();
    }

    private static boolean isSameField(PlannedEdit one, PlannedEdit other) {
        return one.field().equals(other.field()) && one.object().isSameObjectAs(other.object());
    }

    private static Optional<byte[]> at(String commit, String path, GitRepository repository) {
        Map<String, byte[]> read = repository.read(new CommitId(commit), List.of(path));
        return Optional.ofNullable(read.get(path));
    }
}
