package org.resnetstudio.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.ProjectException.Reason;

/** Makes, opens and reads project folders. Takes absolute folders. */
final class ProjectFiles {
    private ProjectFiles() {}

    /** Makes the project object once everything is open. */
    @FunctionalInterface
    interface Opened {
        Project with(Path folder, ProjectLock lock, ProjectDatabase database, ProjectState state);
    }

    /** Creates the folder and an empty database in it. */
    static void create(Path folder) throws ProjectException {
        Path unfinished = folder.resolve(Project.DATABASE + ".new");
        try {
            Files.createDirectories(folder);
            requireWritable(folder);
            Files.deleteIfExists(unfinished);
            try {
                try (Connection connection = Sqlite.connect(unfinished, "rwc")) {
                    Schema.migrate(connection, folder, 0, Schema.STEPS);
                }
                Files.move(unfinished, folder.resolve(Project.DATABASE), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw Failures.of(folder, e);
        } catch (SQLException e) {
            throw Failures.of(folder, e);
        }
    }

    static Project open(Path folder, Opened opened) throws ProjectException {
        requireProject(folder);
        requireWritable(folder);
        // SQLite would open a write-protected database, and every edit would fail.
        requireWritable(folder.resolve(Project.DATABASE));
        try {
            return openLocked(folder, ProjectLock.take(folder), opened);
        } catch (SQLException e) {
            throw Failures.of(folder, e);
        } catch (IOException e) {
            throw Failures.of(folder, e);
        }
    }

    private static Project openLocked(Path folder, ProjectLock lock, Opened opened)
            throws ProjectException, SQLException, IOException {
        Connection connection = null;
        try {
            connection = Sqlite.connect(folder.resolve(Project.DATABASE), "rw");
            int version = Schema.check(connection, folder, Schema.STEPS.size());
            requireSound(connection, folder);
            prepare(connection);
            Schema.migrate(connection, folder, version, Schema.STEPS);
            Files.createDirectories(folder.resolve("runs"));
            Files.createDirectories(folder.resolve("cache"));
            ProjectDatabase database = new ProjectDatabase(connection, new ProjectPaths(folder));
            return opened.with(folder, lock, database, load(database, folder));
        } catch (ProjectException | SQLException | IOException | RuntimeException e) {
            closeAfter(e, connection);
            closeAfter(e, lock);
            throw e;
        }
    }

    /** Reads the present state without locks that a studio would notice. */
    static Dataset read(Path folder) throws ProjectException {
        requireProject(folder);
        try (Connection connection = connectForReading(folder)) {
            // classes and samples are the same in all versions of the database, so that an older one needs no migration
            // to be read
            Schema.check(connection, folder, Schema.STEPS.size());
            ProjectDatabase database = new ProjectDatabase(connection, new ProjectPaths(folder));
            // One transaction: classes and samples must be of the same moment.
            return Sqlite.reading(connection, () -> load(database, folder)).dataset();
        } catch (SQLException e) {
            throw Failures.of(folder, e);
        }
    }

    /** Connects without locks that a studio would notice. */
    static Connection connectForReading(Path folder) throws SQLException {
        Path database = folder.resolve(Project.DATABASE);
        boolean nobodyWrites = !Files.isWritable(folder) && !Files.exists(folder.resolve(Project.DATABASE + "-wal"));
        Connection connection = nobodyWrites ? Sqlite.connectImmutable(database) : Sqlite.connect(database, "ro");
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
        }
        return connection;
    }

    private static ProjectState load(ProjectDatabase database, Path folder) throws SQLException, ProjectException {
        try {
            return database.load();
        } catch (IllegalArgumentException | NullPointerException e) {
            // A split or a label that no studio writes.
            throw Failures.damaged(folder, e);
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA journal_mode = WAL");
            // A label must also survive a power cut; the price is a third of a millisecond on an SSD.
            statement.execute("PRAGMA synchronous = FULL");
        }
    }

    private static void requireSound(Connection connection, Path folder) throws SQLException, ProjectException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = result.next() ? result.getString(1) : "no answer";
            if (!"ok".equals(answer)) {
                throw Failures.damaged(folder, new SQLException(answer));
            }
        }
    }

    private static void requireProject(Path folder) throws ProjectException {
        if (!Project.isProject(folder)) {
            throw new ProjectException(Reason.NOT_A_PROJECT, Sentence.of("problem.project.none", folder));
        }
    }

    private static void requireWritable(Path path) throws ProjectException {
        if (!Files.isWritable(path)) {
            throw Failures.readOnly(path, null);
        }
    }

    private static void closeAfter(Exception failure, AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
