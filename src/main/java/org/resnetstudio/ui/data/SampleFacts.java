package org.resnetstudio.ui.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.resnetstudio.image.ImageHeader;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.ui.shell.Messages;

/** Size and format of a picture file, read in the background. */
public final class SampleFacts {
    private static final long KIB = 1024;
    private static final long MIB = KIB * KIB;

    private final Executor workers;
    private final Executor fxThread;
    private final Messages messages;

    /** Facts in the language of this studio. */
    public SampleFacts(Executor workers, Executor fxThread, Messages messages) {
        this.workers = workers;
        this.fxThread = fxThread;
        this.messages = messages;
    }

    /** Reads the facts of a file and hands them over on the FX thread, in a few words. */
    void read(Path file, Consumer<String> ready) {
        try {
            workers.execute(() -> {
                String text = describe(file);
                fxThread.execute(() -> ready.accept(text));
            });
        } catch (RejectedExecutionException e) {
            ready.accept("");
        }
    }

    private String describe(Path file) {
        try {
            ImageHeader header = ImageHeader.read(file);
            return messages.text(
                    "data.preview.facts",
                    header.orientedWidth(),
                    header.orientedHeight(),
                    header.format().name(),
                    size(Files.size(file)));
        } catch (UnreadableImageException | IOException e) {
            return messages.sentence(e);
        }
    }

    private String size(long bytes) {
        if (bytes < KIB) {
            return messages.text("data.size.bytes", bytes);
        }
        return bytes < MIB
                ? messages.text("data.size.kib", (double) bytes / KIB)
                : messages.text("data.size.mib", (double) bytes / MIB);
    }
}
