package org.resnetstudio.project;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

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
}
