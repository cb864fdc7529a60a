package org.resnetstudio.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.image.FileStamp;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.image.PictureContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contents of a project's pictures, kept in its database. For every process that reads pictures, also while a studio has the project
 * open: it is connected only while it reads or writes, and writes a few hundred pictures at a time, so that no edit waits for long. Pictures
 * that are not in the project are forgotten.
 */
public final class ProjectContents implements KnownContents {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectContents.class);
    private static final int ROWS_PER_WRITE = 512;
    private static final String READ = "SELECT path, sha256, width, height, bytes, modified, changed, mark"
            + " FROM contents JOIN samples ON samples.id = contents.sample WHERE present = 1";
    private static final String WRITE = "INSERT OR REPLACE INTO contents"
            + " (sample, sha256, width, height, bytes, modified, changed, mark)"
            + " SELECT id, ?, ?, ?, ?, ?, ?, ? FROM samples WHERE path = ? AND present = 1";

    private final Path folder;
    private final ProjectPaths paths;
    private final Map<Path, PictureContent> known;
    private final Map<Path, PictureContent> fresh = new LinkedHashMap<>();
    private boolean writes;

    private ProjectContents(Path folder, Map<Path, PictureContent> known, boolean writes) {
        this.folder = folder;
        this.paths = new ProjectPaths(folder);
        this.known = known;
        this.writes = writes;
    }

    /**
     * What is known of the pictures of the project in a folder. Nothing, and nothing will be, where it cannot be read or is of another
     * studio's version.
     */
    public static KnownContents of(Path projectFolder) {
        Path folder = projectFolder.toAbsolutePath().normalize();
        if (!Project.isProject(folder)) {
            return NONE;
        }
        try (Connection connection = ProjectFiles.connectForReading(folder)) {
            if (Schema.check(connection, folder, Schema.STEPS.size()) < Schema.STEPS.size()) {
                return NONE;
            }
            boolean writes = Files.isWritable(folder) && Files.isWritable(folder.resolve(Project.DATABASE));
            return new ProjectContents(folder, read(connection, new ProjectPaths(folder)), writes);
        } catch (SQLException | ProjectException | IllegalArgumentException e) {
            LOG.warn("What is in the pictures of {} is not known and found out again. {}", folder, e.getMessage());
            return NONE;
        }
    }

    private static Map<Path, PictureContent> read(Connection connection, ProjectPaths paths) throws SQLException {
        Map<Path, PictureContent> known = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                FileStamp stamp = new FileStamp(rows.getLong(5), rows.getLong(6), rows.getLong(7), rows.getLong(8));
                String sha256 = HexFormat.of().formatHex(rows.getBytes(2));
                known.put(
                        paths.resolve(rows.getString(1)),
                        new PictureContent(stamp, sha256, rows.getInt(3), rows.getInt(4)));
            }
        }
        return known;
    }

    @Override
    public synchronized Optional<PictureContent> find(Path file) {
        return Optional.ofNullable(known.get(key(file)));
    }

    @Override
    public synchronized void add(Path file, PictureContent content) {
        Path key = key(file);
        if (writes && !content.equals(known.put(key, content))) {
            fresh.put(key, content);
            if (fresh.size() >= ROWS_PER_WRITE) {
                keep();
            }
        }
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }

    @Override
    public synchronized void keep() {
        if (fresh.isEmpty()) {
            return;
        }
        try (Connection connection = Sqlite.connect(folder.resolve(Project.DATABASE), "rw")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 5000");
                // What a power cut takes is found out again.
                statement.execute("PRAGMA synchronous = NORMAL");
            }
            Sqlite.inTransaction(connection, () -> write(connection));
        } catch (SQLException | ProjectException e) {
            LOG.warn("What is in the pictures of {} cannot be kept. {}", folder, e.getMessage());
            writes = false;
        }
        fresh.clear();
    }

    private int write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
            for (Map.Entry<Path, PictureContent> entry : fresh.entrySet()) {
                PictureContent content = entry.getValue();
                insert.setBytes(1, HexFormat.of().parseHex(content.sha256()));
                insert.setInt(2, content.widthPx());
                insert.setInt(3, content.heightPx());
                insert.setLong(4, content.stamp().bytes());
                insert.setLong(5, content.stamp().modifiedNanos());
                insert.setLong(6, content.stamp().changedNanos());
                insert.setLong(7, content.stamp().mark());
                insert.setString(8, paths.store(entry.getKey()));
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }
}
