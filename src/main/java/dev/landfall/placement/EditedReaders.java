package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.Reader;
import dev.landfall.manifest.FileEdit;
import dev.landfall.reason.Reason;
import dev.landfall.render.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All other owners that edits may change something for: those that read the edited branch, and those that have its files
 * from a source that includes them, by the paths under which they have them there.
 */
final class EditedReaders {
    /**
     * @param checkout of a source of these readers, before the edits
     * @param lender of the edited files to that source; empty where they are its own
     */
    private record Look(OtherReaders readers, Function<GitSource, Checkout> checkout, Optional<Lender> lender) {}

    private final List<Look> looks = new ArrayList<>();

    private EditedReaders() {}

    /**
     * @param read the source whose owner is changed
     * @param lender the edited branch, where that is another one than of this source
     * @param edits by path from the root of the edited branch
     */
    static EditedReaders of(
            Renderer renderer,
            CheckedOut read,
            Optional<Checkout> lender,
            List<Reader> readers,
            List<FileEdit> edits,
            boolean forAll) {
        Checkout edited = lender.orElse(read.checkout());
        CommitFiles all = lender.map(Checkout::all).orElse(read.all());
        EditedReaders found = new EditedReaders();
        List<Reader> direct = new ArrayList<>();
        for (Reader reader : readers)
            if (reader instanceof Reader.OfIncluded included && lender.isPresent() && isIn(read, included))
                found.looks.add(look(renderer, read, included, edits, forAll));
            else direct.add(reader);
        found.looks.add(new Look(
                new OtherReaders(
                        renderer,
                        direct,
                        source -> PublishedFiles.of(
                                source, all.checkedOut(source.kustomizing().checkedOut())),
                        edits,
                        forAll),
                source -> new Checkout(source, edited.repository(), edited.commit()),
                Optional.empty()));
        return found;
    }

    /** Only the tree of the changed owner's source is at hand. */
    private static boolean isIn(CheckedOut read, Reader.OfIncluded included) {
        return included.folder()
                .source()
                .definedBy()
                .isSameObjectAs(read.source().definedBy());
    }

    private static Look look(
            Renderer renderer, CheckedOut read, Reader.OfIncluded included, List<FileEdit> edits, boolean forAll) {
        Lender lender = included.lender();
        List<FileEdit> there = edits.stream()
                .flatMap(edit -> lender.here(edit.path()).map(edit::at).stream())
                .toList();
        return new Look(
                new OtherReaders(
                        renderer,
                        List.of(included.folder()),
                        source -> read.checkout().of(source).files(read.all()),
                        there,
                        forAll),
                read.checkout()::of,
                Optional.of(lender));
    }

    Optional<Reason> objection() {
        return looks.stream()
                .flatMap(look -> look.readers().objection().stream())
                .findFirst();
    }

    List<Affected> affected() {
        return looks.stream()
                .flatMap(look -> look.readers().affected().stream()
                        .map(other -> look.lender().map(other::by).orElse(other)))
                .toList();
    }

    List<Reason> warnings() {
        return looks.stream()
                .flatMap(look -> look.readers().warnings().stream())
                .toList();
    }

    List<Proof.Unchanged> unchanged() {
        return looks.stream()
                .flatMap(look -> look.readers().unchanged().stream()
                        .map(reader -> new Proof.Unchanged(
                                reader.owner(), look.checkout().apply(reader.source()))))
                .toList();
    }
}
