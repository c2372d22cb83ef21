package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.render.SourceFiles;

/**
 * A checkout that is read: the files of its repository are listed once, which takes its time in a large one.
 *
 * @param checkout with the source as files in its folder make it, where that can be told
 * @param all files of the repository
 * @param files that the owner has of it, with those of its lenders
 */
record CheckedOut(Checkout checkout, CommitFiles all, SourceFiles files) {

    static CheckedOut of(Checkout checkout) {
        CommitFiles all = CommitFiles.of(checkout.repository(), checkout.commit());
        SourceFiles files = checkout.files(all);
        Checkout resolved =
                SpecFileContents.of(checkout.source(), files) instanceof Layers.PlainFolder(GitSource changed)
                        ? checkout.of(changed)
                        : checkout;
        return new CheckedOut(resolved, all, files);
    }

    GitSource source() {
        return checkout.source();
    }
}
