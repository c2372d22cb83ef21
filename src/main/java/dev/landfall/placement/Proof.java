package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That an edit changes what was wanted and nothing else.
 *
 * @param renderedDifferences of what the owner applies before and after, one a line, such as {@code Deployment shop/web
 *     spec.replicas: 1 -> 3}; none where the files themselves are what it applies
 * @param warnings what could not be looked at: owners that may read the same files, what a chart asks of its cluster
 * @param renamed the changed objects that have another name afterwards
 * @param unchanged other owners that read the edited files, of which it was rendered that nothing changes for them
 */
public record Proof(
        List<String> renderedDifferences, List<Reason> warnings, List<Renamed> renamed, List<Unchanged> unchanged) {
    static final Proof OF_NOTHING = new Proof(List.of(), List.of());

    public Proof {
        renderedDifferences = List.copyOf(renderedDifferences);
        warnings = List.copyOf(warnings);
        renamed = List.copyOf(renamed);
        unchanged = List.copyOf(unchanged);
    }

    /** What another owner was rendered from before the edit. */
    public record Unchanged(ObjectRef owner, Checkout before) {}

    Proof(List<String> renderedDifferences, List<Reason> warnings, List<Renamed> renamed) {
        this(renderedDifferences, warnings, renamed, List.of());
    }

    /** One of objects that keep their names. */
    Proof(List<String> renderedDifferences, List<Reason> warnings) {
        this(renderedDifferences, warnings, List.of());
    }

    /** What changes for others. */
    public static Proof showing(List<Affected> others) {
        return new Proof(
                others.stream().flatMap(other -> other.differences().stream()).toList(), List.of());
    }

    Proof with(List<Reason> otherWarnings) {
        return new Proof(renderedDifferences, otherWarnings, renamed, unchanged);
    }

    Proof leaving(List<Unchanged> others) {
        return new Proof(renderedDifferences, warnings, renamed, others);
    }

    public Proof warned(Optional<Reason> warning) {
        return with(Stream.concat(warnings.stream(), warning.stream()).toList());
    }

    /** Whether the files are not what the owner applies, but what it renders from them. */
    public boolean isByRendering() {
        return !renderedDifferences.isEmpty();
    }
}
