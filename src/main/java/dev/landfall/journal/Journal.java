package dev.landfall.journal;

import java.util.List;
import java.util.Optional;

/**
 * What was planned and what became of it. Shared by several processes and threads; a method that returns has its record
 * safe from a power cut. Every method may throw {@link JournalException}. Bodies are JSON that only their writer reads.
 */
public interface Journal extends AutoCloseable {

    /** Remembers a plan; its id must be new. */
    void save(StoredPlan plan);

    /** @param id in any case, or how it begins */
    Lookup<StoredPlan> plan(String id);

    /**
     * Begins the one change that a plan may become. Of several processes that try at once, one begins and the others get
     * what that one began.
     */
    Claim begin(StoredChange change);

    /** Adds to the record of a change, which must have begun. Nothing takes an entry back. */
    void append(String changeId, Entry entry);

    /** In the order in which they were appended. */
    List<Entry> entries(String changeId);

    /** @param id in any case, or how it begins */
    Lookup<StoredChange> change(String id);

    /** The change that a plan became. */
    Optional<StoredChange> changeOfPlan(String planId);

    /** The latest, newest first. */
    List<StoredChange> changes(int limit);

    @Override
    void close();
}
