package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;

/** Where a change of an object goes that no owner lists yet; what an owner lists always goes to that owner. */
public sealed interface Destination {

    /** Nobody has said. */
    record Unsaid() implements Destination {}

    /** Straight to the cluster. */
    record Direct() implements Destination {}

    /** Into the path that this owner applies from. */
    record Into(String kind, String namespace, String name) implements Destination {
        public static Into of(ObjectRef owner) {
            return new Into(owner.kind(), owner.namespace(), owner.name());
        }

        String named() {
            return kind + " " + namespace + "/" + name;
        }
    }

    /**
     * Into the folder of a branch, whichever owner applies from there.
     *
     * @param branch empty for the remote's default branch
     * @param path below the repository's root, in the form of {@link dev.landfall.gitops.SourcePath}
     */
    record At(String repository, String branch, String path) implements Destination {
        @Override
        public String toString() {
            return "folder \"" + path + "\" of " + (branch.isEmpty() ? "the default branch" : "branch " + branch)
                    + " of " + repository;
        }
    }

    /** Wherever this object goes, to which it belongs. */
    record Beside(ObjectRef object) implements Destination {}

    /**
     * What the user said of it.
     *
     * @param owner as {@link #into} takes it, or empty
     */
    static Destination said(boolean direct, String owner) {
        if (direct && !owner.isEmpty())
            throw RequestException.because(
                    "direct-and-owner",
                    "a direct change and an owner are two different things",
                    "leave one of the two out: direct, or the owner");
        if (direct) return new Direct();
        return owner.isEmpty() ? new Unsaid() : into(owner);
    }

    /**
     * @param text {@code KIND/NAMESPACE/NAME} of an owner, as the user typed it
     * @throws RequestException where it is none
     */
    static Destination into(String text) {
        String[] parts = text.split("/", -1);
        boolean complete = parts.length == 3;
        for (String part : parts) complete &= part.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");
        if (!complete) {
            throw RequestException.because(
                    "bad-owner",
                    "\"" + Printable.line(text, 80) + "\" does not name an owner",
                    "write it as KIND/NAMESPACE/NAME, such as Kustomization/flux-system/apps");
        }
        return new Into(parts[0], parts[1], parts[2]);
    }
}
