package dev.landfall.gitops;

import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Map;

/** Where in Git an owner takes an object from. */
public sealed interface Layers {

    /** One folder, of plain manifests or built with Kustomize: which of them, its tree tells. */
    record PlainFolder(GitSource source) implements Layers {}

    /**
     * Several folders of one owner, each of which may hold the object.
     *
     * @param charts of its that nothing in Git goes into, as in {@link ChartAlone}
     * @param unread why others, which may hold it as well, are not among them
     */
    record Folders(List<GitSource> sources, List<GitSource> charts, List<Reason> unread) implements Layers {
        public Folders {
            sources = List.copyOf(sources);
            charts = List.copyOf(charts);
            unread = List.copyOf(unread);
        }

        public Folders(List<GitSource> sources, List<Reason> unread) {
            this(sources, List.of(), unread);
        }
    }

    /** The folders that can be looked into; none where no edit can be placed. */
    default List<GitSource> sources() {
        return switch (this) {
            case PlainFolder folder -> List.of(folder.source());
            case Folders folders -> folders.sources();
            case ChartAlone _, ReleasedChart _, CannotPlace _ -> List.of();
        };
    }

    /**
     * A published chart that nothing in Git goes into: only what the owner gives it can be changed.
     *
     * @param source of no repository; says which chart, and how it is rendered
     */
    record ChartAlone(GitSource source) implements Layers {}

    /**
     * A chart that lies in no Git repository, as the owner's last release holds it: only what the owner gives it can be
     * changed.
     *
     * @param source of no repository; says how the chart is rendered
     * @param files of the chart, by path from its folder
     * @param manifest that Helm rendered of it for that release
     */
    record ReleasedChart(GitSource source, Map<String, byte[]> files, String manifest) implements Layers {
        public ReleasedChart {
            files = Map.copyOf(files);
        }
    }

    /** Landfall cannot place an edit there, by name of what stands in the way. */
    record CannotPlace(Reason reason) implements Layers {}
}
