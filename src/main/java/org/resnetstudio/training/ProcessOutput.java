package org.resnetstudio.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** What a process prints, read while it runs, so that it never waits for its reader. */
public final class ProcessOutput {
    private ProcessOutput() {}

    /** All that comes, in UTF-8, once the stream has ended; fails as the stream does. */
    public static CompletableFuture<String> read(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        text.completeExceptionally(e);
                    }
                },
                "process-output");
        reader.setDaemon(true);
        reader.start();
        return text;
    }
}
