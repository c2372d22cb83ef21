package dev.landfall.gitops;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an owner makes of kustomizations in its folder.
 *
 * @param loadsOutside whether a kustomization may load files from outside of its own folder
 * @param overrides the names of files in the folder by which the owner changes its own spec before it builds
 * @param additions what its own spec adds to the kustomization of the folder, in the order in which it does
 * @param substitution of variables after the build; empty where there is none
 * @param checkedOut which files of the repository the owner has at all, by their path from the root
 * @param included folders of other repositories that the owner has among these
 * @param line of Kustomize that it builds with, such as {@code 5.8}, or an empty text; asked when something is to be built
 */
public record Kustomizing(
        When when,
        boolean loadsOutside,
        Set<String> overrides,
        List<Addition> additions,
        Optional<Substitution> substitution,
        FileSelection checkedOut,
        List<Lender> included,
        Supplier<String> line) {
    public Kustomizing {
        overrides = Set.copyOf(overrides);
        additions = List.copyOf(additions);
        included = List.copyOf(included);
    }

    /** One whose owner has one repository. */
    public Kustomizing(
            When when,
            boolean loadsOutside,
            Set<String> overrides,
            List<Addition> additions,
            Optional<Substitution> substitution,
            FileSelection checkedOut) {
        this(when, loadsOutside, overrides, additions, substitution, checkedOut, List.of(), () -> "");
    }

    /** The same with these folders of other repositories. */
    public Kustomizing including(List<Lender> others) {
        return new Kustomizing(when, loadsOutside, overrides, additions, substitution, checkedOut, others, line);
    }

    /** One whose owner has no variables. */
    public Kustomizing(
            When when,
            boolean loadsOutside,
            Set<String> overrides,
            List<Addition> additions,
            FileSelection checkedOut) {
        this(when, loadsOutside, overrides, additions, Optional.empty(), checkedOut);
    }

    /** The same with other variables, or none. */
    public Kustomizing with(Optional<Substitution> other) {
        return new Kustomizing(when, loadsOutside, overrides, additions, other, checkedOut, included, line);
    }

    /** The same with other additions. */
    Kustomizing adding(List<Addition> others) {
        return new Kustomizing(when, loadsOutside, overrides, others, substitution, checkedOut, included, line);
    }

    /** The same by this line of Kustomize. */
    public Kustomizing by(Supplier<String> other) {
        return new Kustomizing(when, loadsOutside, overrides, additions, substitution, checkedOut, included, other);
    }

    /** One whose owner adds nothing. */
    public Kustomizing(When when, boolean loadsOutside, Set<String> overrides, FileSelection checkedOut) {
        this(when, loadsOutside, overrides, List.of(), checkedOut);
    }

    /** Whether it builds. */
    public enum When {
        /** Never: a kustomization is read like any manifest. */
        NEVER,
        /** Where the folder itself has a kustomization; in folders below it is read like any manifest. */
        AT_THE_ROOT,
        /** Always; where the folder has no kustomization, one is made up that names everything below it. */
        ALWAYS
    }

    /** An owner that reads plain manifests only. */
    public static Kustomizing never() {
        return new Kustomizing(When.NEVER, false, Set.of(), path -> true);
    }
}
