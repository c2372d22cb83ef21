package dev.landfall.change;

import dev.landfall.journal.Journal;
import dev.landfall.journal.Ulid;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** What the journal of this machine tells, for which no cluster is needed. */
public final class KnownChanges {
    private final ChangeJournal journal;

    public KnownChanges(Journal journal, InstantSource clock) {
        this.journal = new ChangeJournal(journal, new Ulid.Generator(clock, new SecureRandom()), clock);
    }

    /** The latest, newest first. */
    public List<Change> latest(int limit) {
        return journal.latest(limit);
    }

    /** @param id of a plan, or its beginning, if that is enough to tell it */
    public ChangePlan plan(String id) {
        return journal.requirePlan(id);
    }
}
