package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A folder of a Git branch that an owner applies from.
 *
 * @param definedBy the object whose spec says so: an Application, or a GitRepository
 * @param repository the URL as that spec has it; untrusted until the configuration allows it
 * @param branch empty for the remote's default branch
 * @param path of the folder below the repository's root, with {@code /}, no leading or trailing one; empty for the root
 * @param files which files of the folder are read
 * @param defaultNamespace of namespaced objects whose manifest names none
 * @param overridesNamespace whether that namespace replaces the one that a manifest names
 * @param kustomizing what becomes of kustomizations in the folder
 * @param charting how a chart in the folder is rendered; empty for an owner that renders none
 * @param specFiles by which the owner may change all of this; empty where it does not, or where it is done
 */
public record GitSource(
        ObjectRef definedBy,
        String repository,
        String branch,
        String path,
        FileSelection files,
        String defaultNamespace,
        boolean overridesNamespace,
        Kustomizing kustomizing,
        Optional<Charting> charting,
        Optional<SpecFiles> specFiles) {

    /** One whose owner has no files by which it changes its spec. */
    public GitSource(
            ObjectRef definedBy,
            String repository,
            String branch,
            String path,
            FileSelection files,
            String defaultNamespace,
            boolean overridesNamespace,
            Kustomizing kustomizing,
            Optional<Charting> charting) {
        this(
                definedBy,
                repository,
                branch,
                path,
                files,
                defaultNamespace,
                overridesNamespace,
                kustomizing,
                charting,
                Optional.empty());
    }

    /** One whose owner renders no charts. */
    public GitSource(
            ObjectRef definedBy,
            String repository,
            String branch,
            String path,
            FileSelection files,
            String defaultNamespace,
            boolean overridesNamespace,
            Kustomizing kustomizing) {
        this(
                definedBy,
                repository,
                branch,
                path,
                files,
                defaultNamespace,
                overridesNamespace,
                kustomizing,
                Optional.empty());
    }

    /** From the repository's root, what lies at a path in the folder. */
    public String inFolder(String relativePath) {
        return path.isEmpty() ? relativePath : path + "/" + relativePath;
    }

    /** The chart that is rendered, where a chart repository publishes it; the folder is that of its files then. */
    public Optional<PublishedChart> chart() {
        return charting.flatMap(Charting::chart);
    }

    /** The same with that chart in another version. */
    public GitSource with(PublishedChart chart) {
        return with(kustomizing, charting.map(each -> each.of(chart)));
    }

    /** Other sources of its owner, from which it takes value files or folders. */
    public List<Lender> lenders() {
        return Stream.concat(
                        charting.stream().flatMap(each -> each.lenders().stream()), kustomizing.included().stream())
                .toList();
    }

    /** Whether both are branches of one repository, by whatever spelling of its URL, and the same branch. */
    public boolean isOfSameBranch(GitSource other) {
        return branch.equals(other.branch)
                && RepositoryPlace.of(repository).equals(RepositoryPlace.of(other.repository));
    }

    /** All that the owner's own spec adds: to the kustomization of the folder, then by post renderers of its chart. */
    public List<Addition> additions() {
        return Stream.concat(
                        kustomizing.additions().stream(),
                        charting.stream()
                                .flatMap(each -> each.postRenderers().stream().flatMap(List::stream)))
                .toList();
    }

    /**
     * The same with other additions of the owner.
     *
     * @param additions those by post renderers last, as many as there are
     */
    public GitSource adding(List<Addition> additions) {
        int own =
                additions.size() - additions().size() + kustomizing.additions().size();
        Kustomizing other = kustomizing.adding(additions.subList(0, own));
        return with(other, charting.map(each -> each.postRendering(additions.subList(own, additions.size()))));
    }

    /** The same with other variables, or none. */
    public GitSource substituting(Optional<Substitution> substitution) {
        return with(kustomizing.with(substitution), charting);
    }

    /** The same by this line of Kustomize. */
    public GitSource builtBy(Supplier<String> line) {
        return with(kustomizing.by(line), charting);
    }

    /** The same with these folders of other repositories. */
    public GitSource including(List<Lender> others) {
        return with(kustomizing.including(others), charting);
    }

    private GitSource with(Kustomizing other, Optional<Charting> otherCharting) {
        return new GitSource(
                definedBy,
                repository,
                branch,
                path,
                files,
                defaultNamespace,
                overridesNamespace,
                other,
                otherCharting,
                specFiles);
    }
}
