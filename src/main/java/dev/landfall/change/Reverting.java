package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.manifest.FileEdit;
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
    Optional<byte[]> after(ChangeRequest request, FileEdit edit, GitRepository repository) {
        if (!request.isRevert()) return edit.after();
        Change reverted = journal.require(request.reverts());
        if (reverted.commit().isEmpty() || reverted.base().isEmpty()) return edit.after();
        Optional<byte[]> ours = at(reverted.commit().get(), edit.path(), repository);
        boolean untouched = Arrays.equals(ours.orElse(null), edit.before().orElse(null));
        return untouched ? at(reverted.base().get(), edit.path(), repository) : edit.after();
    }

    /** What others have made of a value that is to be taken back; empty where it is still ours. */
    Optional<String> conflict(ChangeRequest request, List<PlannedEdit> edits) {
        if (!request.isRevert()) return Optional.empty();
        List<PlannedEdit> ours =
                journal.require(request.reverts()).plan().part().edits();
        return edits.stream()
                .flatMap(edit -> ours.stream()
                        .filter(our -> our.isOfSamePlaceAs(edit) && !our.after().equals(edit.before()))
                        .map(our -> edit.field() + " in " + edit.file() + " is " + edit.oldValue()
                                + " now; the change to revert had set it to " + our.newValue()))
                .findFirst();
    }

    private static Optional<byte[]> at(String commit, String path, GitRepository repository) {
        Map<String, byte[]> read = repository.read(new CommitId(commit), List.of(path));
        return Optional.ofNullable(read.get(path));
    }
}
