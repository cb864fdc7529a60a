package org.resnetstudio.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The result of a command that ran inside of the test's process. */
record Cli(int code, String out, String err) {
    static Cli run(String... arguments) {
        return run(InputStream.nullInputStream(), arguments);
    }

    static Cli run(InputStream commands, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(commands, new PrintWriter(out), new PrintWriter(err), arguments);
        return new Cli(code, out.toString(), err.toString());
    }
}
