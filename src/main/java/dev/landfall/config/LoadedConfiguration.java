package dev.landfall.config;

import java.nio.file.Path;
import java.util.Optional;

/** @param file that was read; empty where there is none */
public record LoadedConfiguration(Optional<Path> file, Configuration configuration, ConfigurationView view) {}
