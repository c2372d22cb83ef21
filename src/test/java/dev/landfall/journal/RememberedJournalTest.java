package dev.landfall.journal;

class RememberedJournalTest extends JournalContract {
    private final Journal journal = new RememberedJournal();

    @Override
    Journal open() {
        return journal;
    }
}
