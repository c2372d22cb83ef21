package dev.landfall.gitops;

import dev.landfall.reason.Reason;
import java.util.List;

/** Where in Git an owner takes an object from. */
public sealed interface Layers {

    /** One folder, of plain manifests or built with Kustomize: which of them, its tree tells. */
    record PlainFolder(GitSource source) implements Layers {}

    /**
     * Several folders of one owner, each of which may hold the object.
     *
     * @param unread why others, which may hold it as well, are not among them
     */
    record Folders(List<GitSource> sources, List<Reason> unread) implements Layers {
        public Folders {
            sources = List.copyOf(sources);
            unread = List.copyOf(unread);
        }
    }

    /** The folders that can be looked into; none where no edit can be placed. */
    default List<GitSource> sources() {
        return switch (this) {
            case PlainFolder folder -> List.of(folder.source());
            case Folders folders -> folders.sources();
            case CannotPlace _ -> List.of();
        };
    }

    /** Landfall cannot place an edit there, by name of what stands in the way. */
    record CannotPlace(Reason reason) implements Layers {}
}
