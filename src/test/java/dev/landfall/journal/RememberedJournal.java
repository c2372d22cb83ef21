package dev.landfall.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A journal in memory, for tests that go through hundreds of processes, of which each would wait for the disk. */
public final class RememberedJournal implements Journal {
    private final Map<String, StoredPlan> plans = new LinkedHashMap<>();
    private final Map<String, StoredChange> changes = new LinkedHashMap<>();
    private final Map<String, List<Entry>> entries = new LinkedHashMap<>();

    @Override
    public synchronized void save(StoredPlan plan) {
        if (plans.putIfAbsent(plan.id(), plan) != null) throw new IllegalStateException("saved twice: " + plan.id());
    }

    @Override
    public synchronized Lookup<StoredPlan> plan(String id) {
        return lookUp(plans.values().stream(), StoredPlan::id, id);
    }

    @Override
    public synchronized Claim begin(StoredChange change) {
        Optional<StoredChange> before = changeOfPlan(change.planId());
        if (before.isPresent()) return new Claim.AlreadyBegun(before.get());
        if (changes.putIfAbsent(change.id(), change) != null)
            throw new IllegalStateException("begun twice: " + change.id());
        entries.put(change.id(), new ArrayList<>());
        return new Claim.Begun();
    }

    @Override
    public synchronized void append(String changeId, Entry entry) {
        if (!entries.containsKey(changeId)) throw new IllegalStateException("no change " + changeId);
        entries.get(changeId).add(entry);
    }

    @Override
    public synchronized List<Entry> entries(String changeId) {
        return List.copyOf(entries.getOrDefault(changeId, List.of()));
    }

    @Override
    public synchronized Lookup<StoredChange> change(String id) {
        return lookUp(changes.values().stream(), StoredChange::id, id);
    }

    @Override
    public synchronized Optional<StoredChange> changeOfPlan(String planId) {
        return changes.values().stream()
                .filter(change -> change.planId().equals(planId))
                .findFirst();
    }

    @Override
    public synchronized List<StoredChange> changes(int limit) {
        return changes.values().stream()
                .sorted(Comparator.comparing(StoredChange::createdAt)
                        .thenComparing(StoredChange::id)
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** Whoever opens it again finds everything. */
    @Override
    public void close() {}

    private static <T> Lookup<T> lookUp(Stream<T> all, Function<T, String> id, String typed) {
        String start = typed.toUpperCase(Locale.ROOT);
        if (start.isEmpty()) return new Lookup.Unknown<>();
        List<T> found = all.filter(one -> id.apply(one).startsWith(start))
                .sorted(Comparator.comparing(id).reversed())
                .toList();
        if (found.size() > 1)
            return new Lookup.Ambiguous<>(found.stream().map(id).toList());
        return found.isEmpty() ? new Lookup.Unknown<>() : new Lookup.Found<>(found.getFirst());
    }
}
