package dev.landfall.config;

import java.nio.file.Path;

/** Where a value comes from. */
public sealed interface Origin {

    /** Nobody gave it. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /** A place in the configuration file; line and column count from 1. */
    record InFile(Path file, int line, int column) implements Origin {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    record EnvironmentVariable(String name) implements Origin {
        @Override
        public String toString() {
            return "environment variable " + name;
        }
    }

    record Flag(String name) implements Origin {
        @Override
        public String toString() {
            return "flag " + name;
        }
    }
}
