package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That an edit changes what was wanted and nothing else.
 *
 * @param renderedDifferences of what the owner applies before and after, one a line, such as {@code Deployment shop/web
 *     spec.replicas: 1 -> 3}; none where the files themselves are what it applies
 * @param former what was true before where they differ, of which nothing is a secret
 * @param warnings what could not be looked at: owners that may read the same files, what a chart asks of its cluster
 * @param renamed the changed objects that have another name afterwards
 * @param unchanged other owners that read the edited files, of which it was rendered that nothing changes for them
 */
public record Proof(
        List<String> renderedDifferences,
        List<DesiredChange> former,
        List<Reason> warnings,
        List<Renamed> renamed,
        List<Unchanged> unchanged) {
    static final Proof OF_NOTHING = of(List.of(), List.of());

    public Proof {
        renderedDifferences = List.copyOf(renderedDifferences);
        former = List.copyOf(former);
        warnings = List.copyOf(warnings);
        renamed = List.copyOf(renamed);
        unchanged = List.copyOf(unchanged);
    }

    /** What another owner was rendered from before the edit. */
    public record Unchanged(ObjectRef owner, Checkout before) {}

    /** One of objects that keep their names. */
    static Proof of(List<Difference> differences, List<Reason> warnings) {
        return new Proof(
                differences.stream().map(Difference::toString).toList(),
                former(differences),
                warnings,
                List.of(),
                List.of());
    }

    /**
     * One of objects some of which have another name afterwards.
     *
     * @param differences between them by their new names and what comes out
     */
    static Proof of(Successions successions, List<Difference> differences, AppliedObjects after) {
        return new Proof(
                Stream.concat(successions.lines(), differences.stream().map(Difference::toString))
                        .toList(),
                former(differences),
                List.of(),
                successions.told(differences, after),
                List.of());
    }

    /** Of what is as wanted already. */
    static Proof naming(List<Renamed> renamed) {
        return new Proof(List.of(), List.of(), List.of(), renamed, List.of());
    }

    /** What changes for others. */
    public static Proof showing(List<Affected> others) {
        return new Proof(
                others.stream().flatMap(other -> other.differences().stream()).toList(),
                others.stream().flatMap(other -> other.former().stream()).toList(),
                List.of(),
                List.of(),
                List.of());
    }

    static List<DesiredChange> former(List<Difference> differences) {
        return differences.stream()
                .flatMap(difference -> difference.former().stream())
                .toList();
    }

    Proof with(List<Reason> otherWarnings) {
        return new Proof(renderedDifferences, former, otherWarnings, renamed, unchanged);
    }

    Proof leaving(List<Unchanged> others) {
        return new Proof(renderedDifferences, former, warnings, renamed, others);
    }

    public Proof warned(Optional<Reason> warning) {
        return with(Stream.concat(warnings.stream(), warning.stream()).toList());
    }

    /** Whether the files are not what the owner applies, but what it renders from them. */
    public boolean isByRendering() {
        return !renderedDifferences.isEmpty();
    }
}
