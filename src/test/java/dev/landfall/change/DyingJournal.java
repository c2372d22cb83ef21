package dev.landfall.change;

import dev.landfall.journal.Claim;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lookup;
import dev.landfall.journal.StoredChange;
import dev.landfall.journal.StoredPlan;
import java.util.List;
import java.util.Optional;

/** A journal whose process is killed at one of its writes: before it, or right after it. Plans are not among them. */
final class DyingJournal implements Journal {
    private final Journal journal;
    private final Mortality mortality;

    DyingJournal(Journal journal, Mortality mortality) {
        this.journal = journal;
        this.mortality = mortality;
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
        return mortality.act("the entry begun", () -> journal.begin(change));
    }

    @Override
    public void append(String changeId, Entry entry) {
        mortality.act("the entry " + entry.kind(), () -> {
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
