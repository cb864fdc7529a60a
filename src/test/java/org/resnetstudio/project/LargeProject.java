package org.resnetstudio.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.resnetstudio.dataset.Pictures;

/** Projects of very many pictures, made without importing them. */
public final class LargeProject {
    private static final int FILES_PER_FOLDER = 1000;

    private LargeProject() {}

    /**
     * Makes a project in {@code folder}: a tenth of its pictures has no label, the others are dealt out to the classes in turn; none is in a
     * split. Many of the pictures are links to one file.
     */
    public static void make(Path folder, int pictures, int classes) throws ProjectException, SQLException, IOException {
        try (Project project = Project.create(folder)) {
            for (int c = 1; c <= classes; c++) {
                project.addClass("class " + c);
            }
        }
        Path original = folder;
        try (Connection connection = Sqlite.connect(folder.resolve(Project.DATABASE), "rw");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO samples (id, path, class_id, excluded, present) VALUES (?, ?, ?, 0, 1)");
                PreparedStatement counter =
                        connection.prepareStatement("UPDATE counters SET next = ? WHERE name = 'sample'")) {
            connection.setAutoCommit(false);
            ProjectPaths paths = new ProjectPaths(folder.toAbsolutePath().normalize());
            for (int i = 1; i <= pictures; i++) {
                Path file = folder.resolve("pictures/" + i / FILES_PER_FOLDER + "/picture-" + i + ".png")
                        .toAbsolutePath()
                        .normalize();
                if (i % FILES_PER_FOLDER == 0 || i == 1) {
                    original = Pictures.write(file);
                } else {
                    Files.createLink(file, original);
                }
                insert.setLong(1, i);
                insert.setString(2, paths.store(file));
                insert.setObject(3, i % 10 == 0 ? null : Long.valueOf(1 + i % classes));
                insert.addBatch();
            }
            insert.executeBatch();
            counter.setLong(1, pictures + 1L);
            counter.executeUpdate();
            connection.commit();
        }
    }
}
