package dev.landfall.gitops;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which Kustomize a tool builds with, as far as its own version tells.
 *
 * @param since the line, such as {@code 5.8}, from each version of the tool on
 * @param newest the last version of the tool of which it is known
 */
public record BundledKustomize(NavigableMap<RunningVersion, String> since, RunningVersion newest) {
    /** argo-cd, {@code hack/tool-versions.sh} of each release. */
    public static final BundledKustomize OF_ARGO_CD = new BundledKustomize(
            Map.of(
                    new RunningVersion(2, 8), "5.1",
                    new RunningVersion(2, 9), "5.2",
                    new RunningVersion(2, 12), "5.4",
                    new RunningVersion(3, 0), "5.6",
                    new RunningVersion(3, 1), "5.7",
                    new RunningVersion(3, 3), "5.8"),
            new RunningVersion(3, 6));

    /** kustomize-controller, {@code go.mod} of each release. */
    public static final BundledKustomize OF_KUSTOMIZE_CONTROLLER = new BundledKustomize(
            Map.of(
                    new RunningVersion(1, 0), "5.0",
                    new RunningVersion(1, 2), "5.3",
                    new RunningVersion(1, 3), "5.4",
                    new RunningVersion(1, 5), "5.6",
                    new RunningVersion(1, 7), "5.7",
                    new RunningVersion(1, 8), "5.8"),
            new RunningVersion(1, 9));

    private BundledKustomize(Map<RunningVersion, String> since, RunningVersion newest) {
        this(new TreeMap<>(since), newest);
    }

    /** Empty where the version is not known, or what it brings. */
    public String line(Optional<RunningVersion> running) {
        return running.filter(version -> version.compareTo(newest) <= 0)
                .map(since::floorEntry)
                .map(Map.Entry::getValue)
                .orElse("");
    }
}
