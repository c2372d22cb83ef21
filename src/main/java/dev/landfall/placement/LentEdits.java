package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Lender;
import dev.landfall.manifest.FileEdit;
import dev.landfall.reason.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** In which repository the edits of a source's files are: its own, or that of one of its lenders. */
sealed interface LentEdits {

    /** All are of its own. */
    record None() implements LentEdits {}

    /** @param edits by path from the root of the lender's repository */
    record Of(Lender lender, List<FileEdit> edits) implements LentEdits {}

    /** They would be two commits of which each alone is no answer. */
    record Several(Reason reason) implements LentEdits {}

    static LentEdits of(List<FileEdit> edits, GitSource source) {
        Set<Optional<Lender>> lenders =
                edits.stream().map(edit -> lender(edit, source)).collect(Collectors.toCollection(LinkedHashSet::new));
        if (lenders.size() > 1) return new Several(severalRepositories(edits, source));
        Optional<Lender> only = lenders.stream().findFirst().flatMap(lender -> lender);
        return only.<LentEdits>map(lender -> new Of(
                        lender,
                        edits.stream()
                                .map(edit -> edit.at(lender.inRepository(edit.path())))
                                .toList()))
                .orElseGet(None::new);
    }

    private static Optional<Lender> lender(FileEdit edit, GitSource source) {
        return source.lenders().stream()
                .filter(lender -> lender.lends(edit.path()))
                .findFirst();
    }

    private static Reason severalRepositories(List<FileEdit> edits, GitSource source) {
        return Reason.lasting(
                "several-repositories",
                "files of several repositories decide it for %s: %s"
                        .formatted(
                                source.definedBy(),
                                edits.stream().map(FileEdit::path).collect(Collectors.joining(", "))),
                "plan each field as a change of its own");
    }
}
