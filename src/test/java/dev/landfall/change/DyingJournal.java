package dev.landfall.change;

import dev.landfall.journal.Claim;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lookup;
import dev.landfall.journal.StoredChange;
import dev.landfall.journal.StoredPlan;
import java.util.List;
import java.util.Optional;

/** A journal whose process is killed at one of its writes: before it, or right after it. */
final class DyingJournal implements Journal {
    private final Journal journal;
    private final int last;
    private final boolean before;
    private int writes;

    /** What ends the process. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * @param last the number of the write at which it ends, counted from 1, plans not among them
     * @param before whether that write is lost
     */
    DyingJournal(Journal journal, int last, boolean before) {
        this.journal = journal;
        this.last = last;
        this.before = before;
    }

    /** Whether it came to that write. */
    boolean isDead() {
        return writes >= last;
    }

    private interface Write<T> {
        T run();
    }

    private <T> T write(Write<T> write) {
        writes++;
        if (writes == last && before) throw new Killed();
        T result = write.run();
        if (writes == last) throw new Killed();
        return result;
    }

    @Override
    public void save(StoredPlan plan) {
        journal.save(plan);
    }

    @Override
    public Lookup<StoredPlan> plan(String id) {
        return journal.plan(id);
    }

    @Override
    public Claim begin(StoredChange change) {
        return write(() -> journal.begin(change));
    }

    @Override
    public void append(String changeId, Entry entry) {
        write(() -> {
            journal.append(changeId, entry);
            return entry;
        });
    }

    @Override
    public List<Entry> entries(String changeId) {
        return journal.entries(changeId);
    }

    @Override
    public Lookup<StoredChange> change(String id) {
        return journal.change(id);
    }

    @Override
    public Optional<StoredChange> changeOfPlan(String planId) {
        return journal.changeOfPlan(planId);
    }

    @Override
    public List<StoredChange> changes(int limit) {
        return journal.changes(limit);
    }

    @Override
    public void close() {
        journal.close();
    }
}
