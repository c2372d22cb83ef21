package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An owner that takes something from a branch, as far as its spec tells: a commit there may change what it applies. */
public sealed interface Reader {

    ObjectRef owner();

    /** The URL as the spec has it. */
    String repository();

    /** Empty for the remote's default branch. */
    String branch();

    /** It takes that from a source of its own. */
    sealed interface OfSource extends Reader {
        GitSource source();

        @Override
        default String repository() {
            return source().repository();
        }

        @Override
        default String branch() {
            return source().branch();
        }
    }

    /**
     * It reads a folder of manifests or kustomizations.
     *
     * @param unproven why what it applies cannot be worked out from the files; empty where it can
     */
    record OfFolder(ObjectRef owner, GitSource source, Optional<Reason> unproven) implements OfSource {
        /** The same with these folders of other repositories. */
        public OfFolder including(List<Lender> lenders) {
            return new OfFolder(owner, source.including(lenders), unproven);
        }
    }

    /**
     * The source of its folder includes a folder of this branch; which of the files it reads, the tree of that source
     * tells.
     *
     * @param folder in that source
     * @param lender of this branch, by the folder of that source in which its files stand
     * @param why it is not known better without that tree, as the end of a sentence that begins with the owner
     */
    record OfIncluded(OfFolder folder, Lender lender, String why) implements Reader {
        @Override
        public ObjectRef owner() {
            return folder.owner();
        }

        @Override
        public String repository() {
            return lender.source().repository();
        }

        @Override
        public String branch() {
            return lender.source().branch();
        }
    }

    /**
     * Which files it reads is not known, only where they are.
     *
     * @param paths of files and folders, from the repository's root; the empty one is the root
     * @param why it is not known better, as the end of a sentence that begins with the owner: {@code renders a chart}
     */
    record OfPaths(ObjectRef owner, String repository, String branch, List<String> paths, String why)
            implements Reader {
        public OfPaths {
            paths = List.copyOf(paths);
        }
    }

    /**
     * It makes other owners of what files say.
     *
     * @param source whose files they are, from the repository's root
     * @param naming whether it may take a parameter of this name from them
     */
    record OfParameters(ObjectRef owner, GitSource source, Predicate<String> naming) implements OfSource {}

    /**
     * It makes another owner of each folder of the branch that it takes.
     *
     * @param source whose folders they are, from the repository's root
     * @param taking whether it takes the folder of this path, which has a file in it or below
     * @param keeping whether it leaves such an owner where it is when the folder has gone
     */
    record OfDirectories(ObjectRef owner, GitSource source, Predicate<String> taking, boolean keeping)
            implements OfSource {}
}
