package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.landfall.journal.JournalException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

class SqliteJournalTest extends JournalContract {
    private static final StoredChange CHANGE =
            new StoredChange("01JBBBBBBBBBBBBBBBBBBBBBBB", "plan", "digest", Instant.EPOCH, "{}");

    @TempDir
    Path folder;

    @Override
    Journal open() {
        return SqliteJournal.open(folder.resolve("state/journal.db"));
    }

    @Test
    void onlyThisUserReadsIt() throws IOException {
        assertThat(permissions("state")).isEqualTo("rwx------");
        assertThat(permissions("state/journal.db")).isEqualTo("rw-------");
    }

    @Test
    void aNameWithSpecialCharactersIsAName() {
        Path file = folder.resolve("a b?c#d%20;e.db");

        openAndClose(file);

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void whatIsNoJournalIsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("journal.db"), "no database at all, only text\n".repeat(100));

        JournalException e = refused(file);

        assertThat(e.fault()).isEqualTo(Fault.DAMAGED);
        assertThat(e)
                .hasMessage("the journal " + file + " is damaged or no journal (move it away: history is lost, never a"
                        + " change, since Git and the cluster hold those)");
        assertThat(file).content().startsWith("no database at all");
    }

    @Test
    void damageThatIsFoundLaterIsSaidSoToo() throws IOException {
        Path file = folder.resolve("journal.db");
        try (Journal journal = SqliteJournal.open(file)) {
            journal.begin(CHANGE);
            for (int i = 0; i < 100; i++)
                journal.append(CHANGE.id(), new Entry(Instant.EPOCH, "seen", "x".repeat(500)));
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5A);
        Files.write(file, bytes);

        assertThatThrownBy(() -> {
                    try (Journal journal = SqliteJournal.open(file)) {
                        journal.entries(CHANGE.id());
                    }
                })
                .isInstanceOfSatisfying(
                        JournalException.class, e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED));
    }

    @Test
    void oneOfANewerVersionIsLeftAlone() throws SQLException {
        Path file = folder.resolve("journal.db");
        openAndClose(file);
        execute(file, "INSERT INTO schema_version VALUES (99)");

        JournalException e = refused(file);

        assertThat(e.fault()).isEqualTo(Fault.NEWER);
        assertThat(e)
                .hasMessage(
                        "the journal " + file + " is of a newer Landfall (its schema is 99, this one knows 1) (use that"
                                + " one, or set XDG_STATE_HOME to another folder)");
    }

    @Test
    void anEmptyFileIsANewJournal() throws IOException {
        openAndClose(Files.createFile(folder.resolve("journal.db")));
    }

    @Test
    void aFolderInItsPlaceIsNamed() throws IOException {
        JournalException e = refused(Files.createDirectory(folder.resolve("journal.db")));

        assertThat(e.fault()).isEqualTo(Fault.UNREADABLE);
        assertThat(e.reason().message()).endsWith("a folder is in its place");
    }

    @Test
    void aFileInPlaceOfItsFolderIsNamed() throws IOException {
        JournalException e =
                refused(Files.createFile(folder.resolve("landfall")).resolve("journal.db"));

        assertThat(e.fault()).isEqualTo(Fault.UNREADABLE);
        assertThat(e.reason().remedy()).isNotEmpty();
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNamed() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(locked), "the superuser may write anywhere");

        JournalException e = refused(locked.resolve("journal.db"));

        assertThat(e.fault()).isEqualTo(Fault.UNREADABLE);
        assertThat(e.reason().remedy()).contains("writable");
    }

    @Test
    void noEntryIsChangedOrTakenBack() throws SQLException {
        Path file = folder.resolve("state/journal.db");
        try (Journal journal = open()) {
            journal.begin(CHANGE);
            journal.append(CHANGE.id(), new Entry(Instant.EPOCH, "seen", "{}"));

            assertThatThrownBy(() -> execute(file, "DELETE FROM entry")).hasMessageContaining("entries stay");
            assertThatThrownBy(() -> execute(file, "UPDATE entry SET body = ''"))
                    .hasMessageContaining("entries are final");
            assertThat(journal.entries(CHANGE.id())).hasSize(1);
        }
    }

    @Test
    void aRecordIsOnDiskBeforeTheCallReturns() throws SQLException {
        Path file = folder.resolve("state/journal.db");
        try (Connection connection = SqliteJournal.connect(file);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("PRAGMA synchronous").getInt(1)).isEqualTo(2);
            assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1))
                    .isEqualTo("wal");
        }
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    private static void openAndClose(Path file) {
        SqliteJournal.open(file).close();
    }

    private static JournalException refused(Path file) {
        return catchThrowableOfType(JournalException.class, () -> openAndClose(file));
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
