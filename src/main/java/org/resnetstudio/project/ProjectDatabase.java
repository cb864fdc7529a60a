package org.resnetstudio.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.problem.Sentence;

/** Reads and writes the tables. Not thread-safe: the project guards it. */
final class ProjectDatabase implements AutoCloseable {
    private static final String SAMPLE_COLUMNS = "SELECT id, path, class_id, split, excluded FROM samples";

    private final Connection connection;
    private final ProjectPaths paths;

    /**
     * An edit in the journal.
     *
     * @param id ascending
     * @param description for people; words where a former version wrote it
     * @param steps as stored
     */
    record JournalEntry(long id, Sentence description, String steps) {
        /** Its steps, in order. Throws {@link IllegalArgumentException} when they are damaged. */
        List<EditStep> changes() {
            return EditStepJson.read(steps);
        }
    }

    ProjectDatabase(Connection connection, ProjectPaths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    /** Runs {@code work}: all of it is stored when this returns, nothing of it when it throws. */
    <T> T inTransaction(Sqlite.Query<T> work) throws SQLException, ProjectException {
        return Sqlite.inTransaction(connection, work);
    }

    ProjectState load() throws SQLException {
        ProjectState state = ProjectState.of(loadClasses(), loadPresent());
        return state.withHistory(
                lastDone().map(JournalEntry::description), lastUndone().map(JournalEntry::description));
    }

    private List<StoredClass> loadClasses() throws SQLException {
        List<StoredClass> classes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, name FROM classes ORDER BY position")) {
            while (rows.next()) {
                classes.add(new StoredClass(rows.getLong(1), rows.getString(2)));
            }
        }
        return classes;
    }

    private List<StoredSample> loadPresent() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SAMPLE_COLUMNS + " WHERE present = 1 ORDER BY id")) {
            return readSamples(rows);
        }
    }

    /** Reads samples that are or were in the project. */
    List<StoredSample> loadSamples(IdSet ids) throws SQLException {
        List<StoredSample> samples = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(SAMPLE_COLUMNS + " WHERE id BETWEEN ? AND ? ORDER BY id")) {
            for (long[] range : ids.ranges()) {
                statement.setLong(1, range[0]);
                statement.setLong(2, range[1]);
                try (ResultSet rows = statement.executeQuery()) {
                    samples.addAll(readSamples(rows));
                }
            }
        }
        return samples;
    }

    private List<StoredSample> readSamples(ResultSet rows) throws SQLException {
        List<StoredSample> samples = new ArrayList<>();
        while (rows.next()) {
            long classId = rows.getLong(3);
            Long label = rows.wasNull() ? null : Long.valueOf(classId);
            samples.add(new StoredSample(
                    rows.getLong(1),
                    paths.resolve(rows.getString(2)),
                    label,
                    Optional.ofNullable(rows.getString(4)).map(Split::valueOf),
                    rows.getInt(5) == 1));
        }
        return samples;
    }

    /** Hands out {@code count} ids that were never used, and returns the first. */
    long reserve(String counter, int count) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("SELECT next FROM counters WHERE name = ?");
                PreparedStatement write = connection.prepareStatement("UPDATE counters SET next = ? WHERE name = ?")) {
            read.setString(1, counter);
            long first;
            try (ResultSet row = read.executeQuery()) {
                row.next();
                first = row.getLong(1);
            }
            write.setLong(1, first + count);
            write.setString(2, counter);
            write.executeUpdate();
            return first;
        }
    }

    /** Stores new samples, not yet present: a step of the same transaction makes them so. */
    void insert(List<StoredSample> samples) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO samples VALUES (?, ?, ?, ?, ?, 0)")) {
            for (StoredSample sample : samples) {
                statement.setLong(1, sample.id());
                statement.setString(2, paths.store(sample.file()));
                statement.setObject(3, sample.classId());
                statement.setString(4, sample.split().map(Split::name).orElse(null));
                statement.setInt(5, sample.excluded() ? 1 : 0);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Applies the steps of an edit, or of its inverse, to the tables. */
    void write(List<EditStep> changes) throws SQLException {
        for (EditStep change : changes) {
            if (change instanceof EditStep.Samples step) {
                writeSamples(step);
            } else if (change instanceof EditStep.Classes step) {
                writeClasses(step.after());
            }
        }
    }

    private void writeSamples(EditStep.Samples step) throws SQLException {
        String sql = "UPDATE samples SET " + step.field().column() + " = ? WHERE id BETWEEN ? AND ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long[] range : step.ids().ranges()) {
                statement.setString(1, step.after());
                statement.setLong(2, range[0]);
                statement.setLong(3, range[1]);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void writeClasses(List<StoredClass> classes) throws SQLException {
        try (Statement delete = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO classes VALUES (?, ?, ?)")) {
            delete.executeUpdate("DELETE FROM classes");
            for (int i = 0; i < classes.size(); i++) {
                insert.setLong(1, classes.get(i).id());
                insert.setInt(2, i);
                insert.setString(3, classes.get(i).name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Adds an edit to the journal; what was undone before it can no longer be done again. */
    void record(Sentence description, List<EditStep> changes) throws SQLException {
        try (Statement delete = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO edits (at, description, changes) VALUES (?, ?, ?)")) {
            delete.executeUpdate("DELETE FROM edits WHERE undone = 1");
            insert.setString(1, Instant.now().toString());
            insert.setString(2, description.english());
            insert.setString(3, EditStepJson.write(description, changes));
            insert.executeUpdate();
        }
    }

    Optional<JournalEntry> lastDone() throws SQLException {
        return entry("SELECT id, description, changes FROM edits WHERE undone = 0 ORDER BY id DESC LIMIT 1");
    }

    Optional<JournalEntry> lastUndone() throws SQLException {
        return entry("SELECT id, description, changes FROM edits WHERE undone = 1 ORDER BY id LIMIT 1");
    }

    private Optional<JournalEntry> entry(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return Optional.empty();
            }
            String steps = row.getString(3);
            Optional<Sentence> description = EditStepJson.description(steps);
            String words = row.getString(2);
            return Optional.of(
                    new JournalEntry(row.getLong(1), description.orElseGet(() -> Sentence.inWords(words)), steps));
        }
    }

    void setUndone(long edit, boolean undone) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE edits SET undone = ? WHERE id = ?")) {
            statement.setInt(1, undone ? 1 : 0);
            statement.setLong(2, edit);
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
