package dev.landfall.manifest;

/**
 * A file that somebody has laid down for something.
 *
 * @param path from the repository's root
 * @param rule that says so, for messages
 */
public record RuledFile(String path, String rule) {}
