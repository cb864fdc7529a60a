package org.resnetstudio.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** Standard output that remembers why it failed, which a print writer forgets. */
final class ResultStream extends FilterOutputStream {
    private volatile String failure;

    ResultStream(OutputStream out) {
        super(out);
    }

    /** What the system says, unless whoever read the results wanted no more of them: that is no failure. */
    Optional<String> failure() {
        return Optional.ofNullable(failure).filter(reason -> {
            String lower = reason.toLowerCase(Locale.ROOT);
            return !lower.contains("broken pipe") && !lower.contains("pipe is being closed");
        });
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }
}
