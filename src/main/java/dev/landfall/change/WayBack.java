package dev.landfall.change;

import java.util.Optional;

/** What the journal and Git know of a change's being taken back by itself, by this process or one before it. */
final class WayBack {
    private final ChangeJournal journal;
    private final LandedParts landedParts;

    WayBack(ChangeJournal journal, LandedParts landedParts) {
        this.journal = journal;
        this.landedParts = landedParts;
    }

    /** How the change ended, where its being taken back has settled that: what Git shows by now is no news of it. */
    Optional<Outcome> settled(Change change) {
        Optional<Outcome> rolledBack = journal.rolledBack(change);
        if (rolledBack.isPresent()) return rolledBack;
        return isUnderWay(change) ? journal.endBeforeWayBack(change) : Optional.empty();
    }

    /** Whether something of it has landed; a way back that never began leaves the change to be judged anew. */
    boolean isUnderWay(Change change) {
        return journal.wayBack(change)
                .flatMap(journal::changeOf)
                .map(landedParts::look)
                .filter(Change::hasWritten)
                .isPresent();
    }
}
