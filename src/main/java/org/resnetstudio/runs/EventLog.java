package org.resnetstudio.runs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The events of a run on disk, one JSON object a line, only ever appended to. A crash can leave half a line at the end, which
 * readers skip, as they do any damaged line.
 */
public final class EventLog {
    private final Path file;

    EventLog(Path file) {
        this.file = file;
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** All whole events so far, oldest first; empty if there is no file yet. */
    public List<TrainingEvent> read() throws IOException {
        List<TrainingEvent> events = new ArrayList<>();
        if (!Files.exists(file)) {
            return events;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            // Only a crash leaves half an object, and what came after the crash began a new line.
            if (line.startsWith("{") && line.endsWith("}")) {
                whole(line).ifPresent(events::add);
            }
        }
        return events;
    }

    /** A line that a disk or an editor has damaged tells nothing; the others, and the run itself, are as good as before. */
    private static Optional<TrainingEvent> whole(String line) {
        try {
            return EventCodec.read(line);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Opens it for appending. */
    public Appender append() throws IOException {
        boolean halfLine = false;
        if (Files.exists(file) && Files.size(file) > 0) {
            byte[] bytes = Files.readAllBytes(file);
            halfLine = bytes[bytes.length - 1] != '\n';
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        Appender appender = new Appender(channel);
        if (halfLine) {
            appender.writer.write("\n");
        }
        return appender;
    }

    /** Appends events. Used by one thread. */
    public static final class Appender implements AutoCloseable {
        private final FileChannel channel;
        private final BufferedWriter writer;

        private Appender(FileChannel channel) {
            this.channel = channel;
            this.writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
        }

        /** Takes an event; it is on disk after the next {@link #flush}. */
        public void write(TrainingEvent event) throws IOException {
            writer.write(EventCodec.write(event));
            writer.write("\n");
        }

        /** Waits until all events are on disk. */
        public void flush() throws IOException {
            writer.flush();
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
