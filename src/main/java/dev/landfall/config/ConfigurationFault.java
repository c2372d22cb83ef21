package dev.landfall.config;

/**
 * One thing that is wrong with the configuration. Safe to print: it quotes no value that may be a secret.
 *
 * @param key the path of the key, such as {@code repositories[0].match}; empty where the whole file is meant
 * @param fix what to do about it
 */
public record ConfigurationFault(Origin origin, String key, String problem, String fix) {

    /** {@code landfall.yaml:3:5: gitops.settle: "soon" is no duration (write it as 15s, 10m or 1h30m)}. */
    @Override
    public String toString() {
        return origin + ": " + (key.isEmpty() ? "" : key + ": ") + problem + " (" + fix + ")";
    }
}
