package dev.landfall.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** A journal in one SQLite file, in write-ahead mode, on a disk of this machine. */
public final class SqliteJournal implements Journal {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern ABBREVIATION = Pattern.compile("[0-9A-Z]{1,26}");
    private static final int SHOWN = 10;

    private final Path file;
    private final Connection connection;

    private SqliteJournal(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens the file, which it makes if there is none, readable by this user only. */
    public static SqliteJournal open(Path file) {
        Path absolute = file.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw SqliteFaults.unreadable(absolute, "a folder is in its place", "move the folder away", null);
        }
        create(absolute);
        try {
            return new SqliteJournal(absolute, connect(absolute));
        } catch (SQLException e) {
            throw SqliteFaults.of(absolute, e);
        }
    }

    private static void create(Path file) {
        try {
            Files.createDirectories(file.getParent(), onlyFor("rwx------", file));
            Files.createFile(file, onlyFor("rw-------", file));
        } catch (FileAlreadyExistsException e) {
            if (Files.isRegularFile(file)) return;
            throw SqliteFaults.unreadable(
                    file, "something else is in its place or in that of its folder", "move that away", e);
        } catch (IOException e) {
            throw SqliteFaults.unreadable(
                    file,
                    "it cannot be created",
                    "make its folder writable, or set XDG_STATE_HOME to another folder",
                    e);
        }
    }

    private static FileAttribute<?>[] onlyFor(String permissions, Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(PATIENCE.toMillis()));
        // What was recorded before a push must be there after a power cut.
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        // As a URI, since a plain name would end at a question mark.
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri());
        try {
            prepare(file, connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void prepare(Path file, Connection connection) throws SQLException {
        int version = SqliteSchema.version(connection);
        if (version > SqliteSchema.NEWEST) throw SqliteFaults.newer(file, version);
        if (version == SqliteSchema.NEWEST) return;
        writeAhead(connection);
        SqliteSchema.migrate(connection);
    }

    /** The mode is kept in the file. SQLite does not wait for others by itself where it changes it. */
    private static void writeAhead(Connection connection) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                if (!SqliteFaults.isBusy(e) || System.nanoTime() - start > PATIENCE.toNanos()) throw e;
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    @Override
    public void save(StoredPlan plan) {
        update(
                "INSERT INTO plan (id, digest, created_at, body) VALUES (?, ?, ?, ?)",
                plan.id(),
                plan.digest(),
                micros(plan.createdAt()),
                plan.body());
    }

    @Override
    public Lookup<StoredPlan> plan(String id) {
        return lookUp("plan", id, SqliteJournal::storedPlan, StoredPlan::id);
    }

    @Override
    public Claim begin(StoredChange change) {
        int begun = update(
                "INSERT INTO change (id, plan_id, digest, created_at, body) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (plan_id) DO NOTHING",
                change.id(),
                change.planId(),
                change.digest(),
                micros(change.createdAt()),
                change.body());
        return begun == 1
                ? new Claim.Begun()
                : new Claim.AlreadyBegun(changeOfPlan(change.planId()).orElseThrow());
    }

    @Override
    public void append(String changeId, Entry entry) {
        update(
                "INSERT INTO entry (change_id, at, kind, body) VALUES (?, ?, ?, ?)",
                changeId,
                micros(entry.at()),
                entry.kind(),
                entry.body());
    }

    @Override
    public List<Entry> entries(String changeId) {
        return query(
                "SELECT * FROM entry WHERE change_id = ? ORDER BY number",
                row -> new Entry(instant(row.getLong("at")), row.getString("kind"), row.getString("body")),
                changeId);
    }

    @Override
    public Lookup<StoredChange> change(String id) {
        return lookUp("change", id, SqliteJournal::storedChange, StoredChange::id);
    }

    @Override
    public Optional<StoredChange> changeOfPlan(String planId) {
        return query("SELECT * FROM change WHERE plan_id = ?", SqliteJournal::storedChange, planId).stream()
                .findFirst();
    }

    @Override
    public List<StoredChange> changes(int limit) {
        return query(
                "SELECT * FROM change ORDER BY created_at DESC, id DESC LIMIT ?", SqliteJournal::storedChange, limit);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFaults.of(file, e);
        }
    }

    private <T> Lookup<T> lookUp(String table, String typed, Row<T> row, Function<T, String> id) {
        String start = typed.toUpperCase(Locale.ROOT);
        if (!ABBREVIATION.matcher(start).matches()) return new Lookup.Unknown<>();
        // The tilde sorts after every digit and letter.
        List<T> found = query(
                "SELECT * FROM " + table + " WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?",
                row,
                start,
                start + "~",
                SHOWN);
        if (found.size() > 1)
            return new Lookup.Ambiguous<>(found.stream().map(id).toList());
        return found.isEmpty() ? new Lookup.Unknown<>() : new Lookup.Found<>(found.getFirst());
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private synchronized <T> List<T> query(String sql, Row<T> row, Object... arguments) {
        try (PreparedStatement statement = prepared(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) result.add(row.read(rows));
            return List.copyOf(result);
        } catch (SQLException e) {
            throw SqliteFaults.of(file, e);
        }
    }

    /** One statement is one transaction, and on disk when this returns. */
    private synchronized int update(String sql, Object... arguments) {
        try (PreparedStatement statement = prepared(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqliteFaults.of(file, e);
        }
    }

    private PreparedStatement prepared(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
        return statement;
    }

    private static StoredPlan storedPlan(ResultSet row) throws SQLException {
        return new StoredPlan(
                row.getString("id"),
                row.getString("digest"),
                instant(row.getLong("created_at")),
                row.getString("body"));
    }

    private static StoredChange storedChange(ResultSet row) throws SQLException {
        return new StoredChange(
                row.getString("id"),
                row.getString("plan_id"),
                row.getString("digest"),
                instant(row.getLong("created_at")),
                row.getString("body"));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
