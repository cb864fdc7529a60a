package org.resnetstudio.project;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.ProjectException.Reason;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Keeps a second studio out of a project while readers stay welcome. It is an SQLite lock on an empty file of its own:
 * the operating system takes it back when the process dies, and, unlike a {@code FileLock}, it also holds against a
 * second project object in the same process.
 */
final class ProjectLock implements AutoCloseable {
    private final Connection connection;

    private ProjectLock(Connection connection) {
        this.connection = connection;
    }

    static ProjectLock take(Path folder) throws ProjectException, SQLException {
        Connection connection = Sqlite.connect(folder.resolve("project.lock"), "rwc");
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("BEGIN EXCLUSIVE");
            return new ProjectLock(connection);
        } catch (SQLiteException e) {
            connection.close();
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
                throw new ProjectException(Reason.ALREADY_OPEN, Sentence.of("problem.project.locked", folder), e);
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
