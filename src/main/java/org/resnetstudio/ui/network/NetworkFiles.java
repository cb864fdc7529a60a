package org.resnetstudio.ui.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.StudioContext;

/** Saves what the Network screen shows: asks where to, writes in the background, says how it went. */
final class NetworkFiles {
    private final StudioContext context;

    /** Writes the content of a file, not on the FX thread. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream file) throws IOException;
    }

    NetworkFiles(StudioContext context) {
        this.context = context;
    }

    /**
     * Saves a file if somebody says where.
     *
     * @param kind of file: its messages are {@code network.<kind>.title} and {@code .kind}, its extension the kind itself
     * @param name that is proposed, without extension
     */
    void save(String kind, String name, Writing writing) {
        FilePickers.FileKind files =
                new FilePickers.FileKind(context.messages().text("network." + kind + ".kind"), List.of("*." + kind));
        context.files()
                .save("export", context.messages().text("network." + kind + ".title"), name + "." + kind, files)
                .ifPresent(file -> context.jobs()
                        .job(context.messages().text("network.file.job", file.getFileName()), progress -> {
                            AtomicFile.write(file, channel -> writing.to(Channels.newOutputStream(channel)));
                            return file;
                        })
                        .onSuccess(saved ->
                                context.notifier().info(context.messages().text("network.file.saved", saved)))
                        .onFailure(error -> context.notifier().error(failure(file, error)))
                        .start());
    }

    private String failure(Path file, Throwable error) {
        String reason = error instanceof IOException ? error.getClass().getSimpleName() : String.valueOf(error);
        return context.messages().text("network.file.failed", file, reason);
    }
}
