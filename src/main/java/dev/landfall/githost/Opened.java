package dev.landfall.githost;

import dev.landfall.reason.Reason;
import java.util.List;

/**
 * @param warnings what of the proposal the host did not take, such as a label that it does not know
 */
public record Opened(PullRequest pullRequest, List<Reason> warnings) {
    public Opened {
        warnings = List.copyOf(warnings);
    }

    /** One that was open before, and stays as it is. */
    public static Opened before(PullRequest pullRequest) {
        return new Opened(pullRequest, List.of());
    }
}
