package dev.landfall.journal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/** A process of its own that claims the plan {@code plan} and appends to its change; says each thing once it is done. */
final class JournalWriter {
    private JournalWriter() {}

    /** @param arguments the journal's file, this worker's name, how many entries to append */
    public static void main(String[] arguments) {
        try (Journal journal = SqliteJournal.open(Path.of(arguments[0]))) {
            String id = claim(journal);
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                String body = arguments[1] + " " + i;
                journal.append(id, new Entry(Instant.now(), "seen", body));
                System.out.println(body);
            }
        } catch (JournalException e) {
            System.out.println(e.reason());
        }
    }

    private static String claim(Journal journal) {
        String id = new Ulid.Generator(InstantSource.system(), new SecureRandom())
                .next()
                .text();
        Claim claim = journal.begin(new StoredChange(id, "plan", "digest", Instant.now(), "{}"));
        return switch (claim) {
            case Claim.Begun() -> {
                System.out.println("began " + id);
                yield id;
            }
            case Claim.AlreadyBegun(StoredChange change) -> {
                System.out.println("found " + change.id());
                yield change.id();
            }
        };
    }
}
