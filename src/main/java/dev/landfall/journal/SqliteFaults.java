package dev.landfall.journal;

import dev.landfall.journal.JournalException.Fault;
import dev.landfall.reason.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What the database's refusals mean to the user. */
final class SqliteFaults {
    private static final String MOVE_AWAY =
            "move it away: history is lost, never a change, since Git and the cluster hold those";

    private SqliteFaults() {}

    static JournalException of(Path file, SQLException e) {
        return switch (primaryCode(e)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT -> damaged(file, e);
            case SQLITE_BUSY, SQLITE_LOCKED -> busy(file, e);
            // Mistakes of ours: a statement that does not fit the schema, a record that breaks a rule.
            case SQLITE_CONSTRAINT, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH -> throw new IllegalStateException(e);
            // Among others a table that is missing (SQLITE_ERROR), since somebody else's tables stand in the file.
            case SQLITE_ERROR -> damaged(file, e);
            // The driver's code for a fault that is not of the database: its native library did not load.
            case SQLITE_OK ->
                unreadable(
                        file,
                        "the library of SQLite cannot be loaded",
                        "make " + System.getProperty("java.io.tmpdir")
                                + " a writable folder from which programs may run",
                        e);
            case SQLITE_FULL -> unreadable(file, "the disk is full", "make room", e);
            default ->
                unreadable(
                        file,
                        "it cannot be read or written",
                        "make the file and its folder writable for this user, or set XDG_STATE_HOME to another folder",
                        e);
        };
    }

    static JournalException newer(Path file, int version) {
        return new JournalException(
                Fault.NEWER,
                Reason.lasting(
                        "journal-newer",
                        "the journal " + file + " is of a newer Landfall (its schema is " + version
                                + ", this one knows " + SqliteSchema.NEWEST + ")",
                        "use that one, or set XDG_STATE_HOME to another folder"),
                null);
    }

    static JournalException unreadable(Path file, String why, String remedy, Throwable cause) {
        String message = "the journal " + file + " cannot be used: " + why;
        return new JournalException(Fault.UNREADABLE, Reason.lasting("journal-unreadable", message, remedy), cause);
    }

    private static JournalException damaged(Path file, SQLException e) {
        return new JournalException(
                Fault.DAMAGED,
                Reason.lasting("journal-damaged", "the journal " + file + " is damaged or no journal", MOVE_AWAY),
                e);
    }

    private static JournalException busy(Path file, SQLException e) {
        String message = "other processes hold the journal " + file + " for too long";
        return new JournalException(Fault.BUSY, Reason.passing("journal-busy", message, "try again"), e);
    }

    static boolean isBusy(SQLException e) {
        return primaryCode(e) == SQLiteErrorCode.SQLITE_BUSY;
    }

    /** The low byte; the others tell details that differ by version. */
    private static SQLiteErrorCode primaryCode(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xFF);
    }
}
