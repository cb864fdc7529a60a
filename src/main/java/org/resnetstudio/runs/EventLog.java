package org.resnetstudio.runs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

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
        lines(line -> whole(line, EventCodec::read).ifPresent(events::add));
        return events;
    }

    /** The figures of an epoch, its latest ones where it was repeated; empty if it was not finished. */
    public Optional<TrainingEvent.EpochDone> epoch(int number) throws IOException {
        AtomicReference<TrainingEvent.EpochDone> found = new AtomicReference<>();
        lines(line -> whole(line, EventCodec::read).ifPresent(event -> {
            if (event instanceof TrainingEvent.EpochDone done && done.epoch() == number) {
                found.set(done);
            }
        }));
        return Optional.ofNullable(found.get());
    }

    /** Hands on what a list of runs needs, and reads no confusion matrix for it. */
    void outline(RunOutline.Collector collector) throws IOException {
        lines(line -> whole(line, text -> {
            EventCodec.outline(text, collector);
            return Optional.empty();
        }));
    }

    private void lines(Consumer<String> next) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        // What an editor or a disk has damaged may be no UTF-8, which is no reason to lose the other lines.
        CharsetDecoder lenient = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), lenient))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // Only a crash leaves half an object, and what came after the crash began a new line.
                if (line.startsWith("{") && line.endsWith("}")) {
                    next.accept(line);
                }
            }
        }
    }

    /** A line that a disk or an editor has damaged tells nothing; the others, and the run itself, are as good as before. */
    private static Optional<TrainingEvent> whole(String line, Function<String, Optional<TrainingEvent>> reader) {
        try {
            return reader.apply(line);
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
