package org.resnetstudio.ui.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.Folders;
import org.resnetstudio.json.JsonMappers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that belong to one project, in {@code settings.json} of its folder. A damaged or missing file gives the defaults. Used
 * on the FX thread; written on another.
 */
final class ProjectValues {
    /** What the file is called in the project's folder. */
    static final String FILE = "settings.json";

    private static final Logger LOG = LoggerFactory.getLogger(ProjectValues.class);
    private static final JsonMapper JSON = JsonMappers.LENIENT;

    private final Optional<Path> file;
    private final Map<String, String> values;

    private ProjectValues(Optional<Path> file, Map<String, String> values) {
        this.file = file;
        this.values = new TreeMap<>(values);
    }

    /** While no project is open: nothing is kept. */
    static ProjectValues ofNone() {
        return new ProjectValues(Optional.empty(), Map.of());
    }

    /**
     * Those of a project.
     *
     * @param former what was in force for all projects together, before each had its own; a project that was trained then goes on with
     *     it
     */
    static ProjectValues of(Path folder, Map<String, String> former) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.exists(file)) {
                Map<String, String> read =
                        JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<String, String>>() {});
                read.values().removeIf(Objects::isNull);
                return new ProjectValues(Optional.of(file), read);
            }
            return new ProjectValues(Optional.of(file), hasRuns(folder) ? former : Map.of());
        } catch (IOException e) {
            LOG.warn("The settings in {} cannot be read ({}); the defaults are used.", file, e.getMessage());
            return new ProjectValues(Optional.of(file), Map.of());
        }
    }

    private static boolean hasRuns(Path folder) throws IOException {
        Path runs = folder.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return false;
        }
        return Folders.entries(runs).stream().anyMatch(Files::isDirectory);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Remembers a value; it is written by {@code writer}. */
    void set(String key, String value, Executor writer) {
        if (!value.equals(values.put(key, value)) && file.isPresent()) {
            Map<String, String> now = new TreeMap<>(values);
            writer.execute(() -> write(file.get(), now));
        }
    }

    private static void write(Path file, Map<String, String> now) {
        try {
            if (Files.isDirectory(file.getParent())) {
                AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(now));
            }
        } catch (IOException e) {
            LOG.warn("The settings of the project last until it is closed. {}", e.getMessage());
        }
    }
}
