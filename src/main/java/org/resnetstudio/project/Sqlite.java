package org.resnetstudio.project;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections to SQLite files. */
final class Sqlite {
    private Sqlite() {}

    /**
     * Connects to {@code file}. The path travels as an encoded URI, because the driver takes a plain one apart at
     * {@code ?}.
     *
     * @param mode {@code ro}, {@code rw} or {@code rwc} (creates the file)
     */
    static Connection connect(Path file, String mode) throws SQLException {
        return open(file, "mode=" + mode);
    }

    /** Connects to {@code file} in a folder where nobody can write, so that nobody else can be changing it. */
    static Connection connectImmutable(Path file) throws SQLException {
        return open(file, "immutable=1");
    }

    private static Connection open(Path file, String parameters) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:" + file.toAbsolutePath().toUri().toASCIIString() + "?" + parameters);
    }

    /** Work inside a transaction. */
    @FunctionalInterface
    interface Query<T> {
        T run() throws SQLException, ProjectException;
    }

    /**
     * Runs {@code work}: all of it is stored when this returns, nothing of it when it throws. It waits for its turn at the beginning: a
     * transaction that has read cannot write any more when another process wrote in the meantime.
     */
    static <T> T inTransaction(Connection connection, Query<T> work) throws SQLException, ProjectException {
        return inTransaction(connection, "BEGIN IMMEDIATE", work);
    }

    /** Runs {@code work}, which writes nothing: all that it reads is of one moment. */
    static <T> T reading(Connection connection, Query<T> work) throws SQLException, ProjectException {
        return inTransaction(connection, "BEGIN", work);
    }

    private static <T> T inTransaction(Connection connection, String begin, Query<T> work)
            throws SQLException, ProjectException {
        // By statements rather than setAutoCommit: after a full disk SQLite has rolled back by itself, and the driver's
        // own rollback and commit then fail and would hide why.
        try (Statement statement = connection.createStatement()) {
            statement.execute(begin);
            try {
                T result = work.run();
                statement.execute("COMMIT");
                return result;
            } catch (SQLException | ProjectException | RuntimeException e) {
                rollBack(statement, e);
                throw e;
            }
        }
    }

    private static void rollBack(Statement statement, Exception cause) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
