package dev.landfall.placement;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Lender;
import dev.landfall.render.SourceFiles;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A source, and the commit that it is read from.
 *
 * @param lenders the same of the sources that lend value files to it, by the name of the lender
 */
public record Checkout(GitSource source, GitRepository repository, CommitId commit, Map<String, Checkout> lenders) {
    public Checkout {
        lenders = Map.copyOf(lenders);
    }

    public Checkout(GitSource source, GitRepository repository, CommitId commit) {
        this(source, repository, commit, Map.of());
    }

    /** The same with this commit wherever the branch of the source is read, here or of a lender. */
    public Checkout with(GitSource edited, CommitId other) {
        Map<String, Checkout> same = new LinkedHashMap<>();
        lenders.forEach((name, lender) -> same.put(name, lender.with(edited, other)));
        return new Checkout(source, repository, source.isOfSameBranch(edited) ? other : commit, same);
    }

    /** The same with another source of the same repository. */
    public Checkout of(GitSource other) {
        return new Checkout(other, repository, commit, lenders);
    }

    /** All files of the repository. */
    CommitFiles all() {
        return CommitFiles.of(repository, commit);
    }

    /** What the owner has of it, with the files of its lenders. */
    SourceFiles files() {
        return files(all());
    }

    SourceFiles files(CommitFiles all) {
        return PublishedFiles.of(source, lentTo(all));
    }

    private SourceFiles lentTo(CommitFiles all) {
        CommitFiles own = all.checkedOut(source.kustomizing().checkedOut());
        if (lenders.isEmpty()) return own;
        SourceFiles files = own;
        for (Lender lender : source.kustomizing().included())
            files = new IncludedFiles(files, lender, lenders.get(lender.name()).files());
        if (source.charting().isEmpty()) return files;
        Map<String, SourceFiles> lent = new LinkedHashMap<>();
        lenders.forEach((name, lender) -> lent.put(name, lender.all()));
        return new LentFiles(files, lent);
    }
}
