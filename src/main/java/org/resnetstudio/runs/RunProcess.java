package org.resnetstudio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.json.JsonMappers;

/**
 * Which process works on a run. It is named by number and start time, because numbers are used again; so a trainer that was
 * killed, or went down with the machine, is known to be gone.
 */
public final class RunProcess {
    private static final JsonMapper JSON = JsonMappers.LENIENT;

    private final Path file;

    RunProcess(Path file) {
        this.file = file;
    }

    /** Notes that this very process works on the run. */
    public void claim() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        byte[] bytes = JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("pid", self.pid())
                .put("startMillis", startMillis(self))
                .put("sinceMillis", System.currentTimeMillis()));
        AtomicFile.write(file, bytes);
    }

    /** Notes that nobody works on the run any more. */
    public void release() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Whether the process that claimed the run still exists. */
    public boolean isAlive() {
        return handle().isPresent();
    }

    /**
     * Since when the process that claimed the run has worked on it, milliseconds since 1970; empty if nobody works on it, or somebody of a
     * version that did not tell.
     */
    OptionalLong sinceMillis() {
        JsonNode json = read();
        return handle(json).isPresent() && json.path("sinceMillis").isIntegralNumber()
                ? OptionalLong.of(json.path("sinceMillis").asLong())
                : OptionalLong.empty();
    }

    /** The process that works on the run; empty if there is none. */
    public Optional<ProcessHandle> handle() {
        return handle(read());
    }

    private JsonNode read() {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            // Deleted or half-written: nobody can be shown to work on the run.
            return MissingNode.getInstance();
        }
    }

    private static Optional<ProcessHandle> handle(JsonNode json) {
        return ProcessHandle.of(json.path("pid").asLong(-1))
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        startMillis(process) == json.path("startMillis").asLong());
    }

    /** Wall clock in milliseconds since 1970; 0 where the system does not tell. */
    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
