package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FileEdit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files as they were before a change that is taken back: where nobody has touched one since, its old bytes come back, for a
 * value that needed quotes would leave them behind otherwise.
 */
final class OldFiles {
    private final ChangeJournal journal;

    OldFiles(ChangeJournal journal) {
        this.journal = journal;
    }

    /** A part of the change to be taken back that is in Git. */
    private record Ours(PlanPart.InGit part, Change.Arrival.Committed arrival) {
        CommitId commit() {
            return new CommitId(arrival.commit());
        }

        CommitId base() {
            return new CommitId(arrival.base().orElseThrow());
        }
    }

    /** The files of the change there as they were before it; empty where others have touched one since. */
    Optional<Edits> untouched(ChangeRequest request, String branch, GitRepository repository, CommitId head) {
        return ours(request, branch, repository)
                .filter(ours -> isUntouched(ours, ours.part().files(), head, repository))
                .map(ours -> new Edits(ours.part().files().stream()
                        .map(path -> back(ours, path, head, repository))
                        .toList()));
    }

    private static FileEdit back(Ours ours, String path, CommitId head, GitRepository repository) {
        List<FieldEdit> fields = ours.part().landedEdits().stream()
                .filter(edit -> edit.file().equals(path))
                .map(PlannedEdit::back)
                .toList();
        Optional<byte[]> now = at(head, path, repository);
        Optional<byte[]> then = at(ours.base(), path, repository);
        return then.isPresent()
                ? new FileEdit.WriteFile(path, now, then, fields)
                : new FileEdit.DeleteFile(path, now, fields);
    }

    /** The contents of files after the change, by path; of one that is made for a revert, where it was before. */
    Map<String, Optional<byte[]>> contents(
            ChangeRequest request, List<FileEdit> edits, String branch, GitRepository repository, CommitId head) {
        Map<String, Optional<byte[]>> contents = new LinkedHashMap<>();
        Optional<Ours> ours = ours(request, branch, repository);
        for (FileEdit edit : edits) contents.put(edit.path(), after(request, edit, ours, head, repository));
        return contents;
    }

    private static Optional<byte[]> after(
            ChangeRequest request, FileEdit edit, Optional<Ours> ours, CommitId head, GitRepository repository) {
        if (!request.isRevert()) return edit.after();
        return ours.filter(part -> part.part().files().contains(edit.path()))
                .filter(part -> isUntouched(part, List.of(edit.path()), head, repository))
                .map(part -> at(part.base(), edit.path(), repository))
                .orElseGet(() -> made(edit));
    }

    /** A Secret is only ever put back as it was, byte for byte: its values are kept nowhere else. */
    private static Optional<byte[]> made(FileEdit edit) {
        edit.fields().stream()
                .filter(field -> field.path().isEmpty() && SecretValues.isSecret(field.object()))
                .filter(field -> field.before().isEmpty())
                .findFirst()
                .ifPresent(field -> {
                    throw new ImpossibleChange(SecretValues.notKept(field.object()));
                });
        return edit.after();
    }

    /** The commit by which the change came there; empty for what takes nothing back, and where it did not come. */
    Optional<CommitId> landed(ChangeRequest request, String branch, GitRepository repository) {
        return ours(request, branch, repository).map(Ours::commit);
    }

    private Optional<Ours> ours(ChangeRequest request, String branch, GitRepository repository) {
        if (!request.isRevert()) return Optional.empty();
        Change change = journal.require(request.reverts());
        for (int i = 0; i < change.arrivals().size(); i++) {
            if (change.plan().parts().get(i) instanceof PlanPart.InGit git
                    && git.repository().equals(repository.url().text())
                    && git.branch().equals(branch)
                    && change.arrivals().get(i) instanceof Change.Arrival.Committed ours
                    && ours.base().isPresent()) return Optional.of(new Ours(git, ours));
        }
        return Optional.empty();
    }

    private static boolean isUntouched(Ours ours, List<String> files, CommitId head, GitRepository repository) {
        if (!repository.knows(ours.commit()) || !repository.knows(ours.base())) return false;
        Map<String, byte[]> made = repository.read(ours.commit(), files);
        Map<String, byte[]> now = repository.read(head, files);
        return files.stream().allMatch(file -> Arrays.equals(made.get(file), now.get(file)));
    }

    private static Optional<byte[]> at(CommitId commit, String path, GitRepository repository) {
        Map<String, byte[]> read = repository.read(commit, List.of(path));
        return Optional.ofNullable(read.get(path));
    }
}
