package dev.landfall.gitops;

import dev.landfall.reason.Reason;
import java.util.Map;

/** Where in Git an owner takes an object from. */
public sealed interface Layers {

    /** One folder, of plain manifests or built with Kustomize: which of them, its tree tells. */
    record PlainFolder(GitSource source) implements Layers {}

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
