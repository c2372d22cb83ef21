package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Lender;
import dev.landfall.manifest.FileEdit;
import dev.landfall.reason.Reason;
import dev.landfall.render.SourceFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an edit of one of an owner's sources makes of the others of the same owner: nothing may change there. */
record OwnOtherSources(ObjectRef owner, GitSource edited, List<FileEdit> edits) {

    Optional<Reason> objection(List<Checkout> others) {
        return others.stream().flatMap(other -> objection(other).stream()).findFirst();
    }

    private Optional<Reason> objection(Checkout other) {
        List<FileEdit> here = seenBy(other.source());
        if (here.isEmpty()) return Optional.empty();
        SourceFiles files = other.files();
        Form form = Form.of(other.source(), files);
        List<FileEdit> read = here.stream()
                .filter(edit -> form.reads(other.source(), files, edit.path()))
                .toList();
        return read.isEmpty() ? Optional.empty() : Optional.of(shared(other.source(), read.getFirst()));
    }

    /** By the paths under which the other source has them. */
    private List<FileEdit> seenBy(GitSource other) {
        List<FileEdit> seen = new ArrayList<>();
        if (other.isOfSameBranch(edited)) seen.addAll(edits);
        for (Lender lender : other.lenders()) {
            if (lender.source().isOfSameBranch(edited))
                edits.forEach(edit -> seen.add(edit.at(lender.name() + "/" + edit.path())));
        }
        return seen;
    }

    private Reason shared(GitSource other, FileEdit edit) {
        return Reason.lasting(
                "shared-file",
                "%s is read for another source of %s as well, the folder \"%s\", which would change, too"
                        .formatted(edit.path(), owner, other.path()),
                "make this change by hand in the repository, after a look at that source");
    }
}
