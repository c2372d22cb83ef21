package dev.landfall.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Delivery through GitOps tools.
 *
 * @param enabled false refuses every object that a tool owns, as {@link ProviderChoice#NONE} does
 * @param defaultRepository where new objects go that no owner's folder is named for
 * @param syncTimeout how long the controller may take to apply a landed commit
 * @param rolloutTimeout how long workloads may take to get healthy after that
 * @param settle how long they must stay healthy
 * @param mergeTimeout how long a command waits for a pull request to be merged
 */
public record GitOps(
        boolean enabled,
        ProviderChoice provider,
        Optional<DefaultRepository> defaultRepository,
        Duration syncTimeout,
        Duration rolloutTimeout,
        Duration settle,
        Duration mergeTimeout) {

    /** Whether changes may be delivered through the tool of this name. */
    public boolean deliversThrough(String tool) {
        return enabled
                && (provider == ProviderChoice.AUTO
                        || provider.name().toLowerCase(Locale.ROOT).equals(tool));
    }

    /**
     * A folder of a branch.
     *
     * @param branch empty for the remote's default branch
     * @param path below the repository's root, empty for the root
     */
    public record DefaultRepository(String url, String branch, String path) {}
}
