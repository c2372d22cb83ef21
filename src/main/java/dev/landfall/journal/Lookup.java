package dev.landfall.journal;

import java.util.List;

/** What an id, written out or abbreviated, means. */
public sealed interface Lookup<T> {

    record Found<T>(T record) implements Lookup<T> {}

    /** @param ids some of those that begin so, newest first */
    record Ambiguous<T>(List<String> ids) implements Lookup<T> {}

    record Unknown<T>() implements Lookup<T> {}
}
