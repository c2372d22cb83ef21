package dev.landfall.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and the steps from each version of them to the next. */
final class SqliteSchema {

    /** Step n leads from version n to version n + 1. A step that was released is never changed. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    """
            CREATE TABLE plan (
              id TEXT PRIMARY KEY, digest TEXT NOT NULL, created_at INTEGER NOT NULL, body TEXT NOT NULL
            ) STRICT""",
                    // A plan becomes one change at most. It need not be here: a change found in Git may outlive its
                    // plan.
                    """
            CREATE TABLE change (
              id TEXT PRIMARY KEY, plan_id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, created_at INTEGER NOT NULL,
              body TEXT NOT NULL
            ) STRICT""",
                    """
            CREATE TABLE entry (
              number INTEGER PRIMARY KEY AUTOINCREMENT, change_id TEXT NOT NULL REFERENCES change (id),
              at INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL
            ) STRICT""",
                    "CREATE INDEX entry_of_change ON entry (change_id, number)",
                    "CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE (ABORT, 'entries stay'); END",
                    "CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry BEGIN SELECT RAISE (ABORT, 'entries are final'); END"));

    static final int NEWEST = STEPS.size();

    private SqliteSchema() {}

    /** The version in the file; 0 for a new file. */
    static int version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var table = statement.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'")) {
            if (!table.next()) return 0;
        }
        try (var statement = connection.createStatement();
                var version = statement.executeQuery("SELECT max(version) FROM schema_version")) {
            return version.next() ? version.getInt(1) : 0;
        }
    }

    /** All steps in one transaction; another process that comes at the same time waits and finds nothing left to do. */
    static void migrate(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT");
                for (int version = version(connection); version < NEWEST; version++) {
                    for (String step : STEPS.get(version)) statement.execute(step);
                    statement.execute("INSERT INTO schema_version VALUES (" + (version + 1) + ")");
                }
                statement.execute("COMMIT");
            } catch (SQLException e) {
                rollBack(statement, e);
                throw e;
            }
        }
    }

    private static void rollBack(Statement statement, SQLException why) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // A full disk, for one, has rolled it back already.
            why.addSuppressed(e);
        }
    }
}
