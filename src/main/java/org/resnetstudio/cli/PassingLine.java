package org.resnetstudio.cli;

import java.io.PrintWriter;

/** A line on standard error that tells how far something is, and is overwritten by the next one; nothing where nobody sits at a terminal. */
final class PassingLine {
    private static final String ANEW = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean live = Terminal.is(Terminal.ERROR);

    PassingLine(PrintWriter err) {
        this.err = err;
    }

    /** Shows it in place of the present one. */
    void show(String text) {
        if (live) {
            err.print(ANEW + text);
            err.flush();
        }
    }

    /** Takes it away, so that other lines can follow. */
    void clear() {
        show("");
    }
}
