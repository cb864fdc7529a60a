package org.resnetstudio.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.ProjectException.Reason;

/** The tables of the database, and how older databases become newer ones. */
final class Schema {
    /** "RNST": marks a database as a project's. */
    static final int APPLICATION_ID = 0x524E5354;

    /** Step n brings version n to n + 1. Steps are never changed once released, only added. */
    static final List<List<String>> STEPS = List.of(
            List.of(
                    "CREATE TABLE classes (id INTEGER PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL)",
                    "CREATE TABLE samples (id INTEGER PRIMARY KEY, path TEXT NOT NULL, class_id INTEGER, split TEXT,"
                            + " excluded INTEGER NOT NULL DEFAULT 0, present INTEGER NOT NULL DEFAULT 1)",
                    "CREATE UNIQUE INDEX samples_by_path ON samples (path) WHERE present = 1",
                    "CREATE TABLE edits (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, description TEXT NOT NULL,"
                            + " changes TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0)",
                    "CREATE INDEX edits_by_undone ON edits (undone, id)",
                    "CREATE TABLE counters (name TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID",
                    "INSERT INTO counters VALUES ('class', 1), ('sample', 1)",
                    "PRAGMA application_id = " + APPLICATION_ID),
            // A table of its own: labels are written often, and these never.
            List.of("CREATE TABLE contents (sample INTEGER PRIMARY KEY, sha256 BLOB NOT NULL, width INTEGER NOT NULL,"
                    + " height INTEGER NOT NULL, bytes INTEGER NOT NULL, modified INTEGER NOT NULL,"
                    + " changed INTEGER NOT NULL, mark INTEGER NOT NULL)"));

    private Schema() {}

    /** The version of the database, after checking that it is a project's and not newer than {@code newest}. */
    static int check(Connection connection, Path folder, int newest) throws SQLException, ProjectException {
        if (number(connection, "PRAGMA application_id") != APPLICATION_ID) {
            throw new ProjectException(
                    Reason.NOT_A_PROJECT,
                    Sentence.of("problem.project.not-a-database", folder.resolve(Project.DATABASE)));
        }
        int version = number(connection, "PRAGMA user_version");
        if (version > newest) {
            throw new ProjectException(
                    Reason.NEWER_VERSION, Sentence.of("problem.project.newer", folder, version, newest));
        }
        return version;
    }

    /** Brings the database to {@code steps.size()}; an older one that holds data is copied beside itself first. */
    static void migrate(Connection connection, Path folder, int from, List<List<String>> steps)
            throws SQLException, ProjectException, IOException {
        if (from == steps.size()) {
            return;
        }
        if (from > 0) {
            backUp(connection, folder.resolve(Project.DATABASE + "-version-" + from + ".backup"));
        }
        Sqlite.inTransaction(connection, () -> {
            try (Statement statement = connection.createStatement()) {
                for (List<String> step : steps.subList(from, steps.size())) {
                    for (String sql : step) {
                        statement.execute(sql);
                    }
                }
                return statement.execute("PRAGMA user_version = " + steps.size());
            }
        });
    }

    private static void backUp(Connection connection, Path backup) throws SQLException, IOException {
        Files.deleteIfExists(backup);
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, backup.toString());
            statement.execute();
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
