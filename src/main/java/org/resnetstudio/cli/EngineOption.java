package org.resnetstudio.cli;

import java.util.Iterator;
import java.util.List;
import java.util.ListResourceBundle;
import org.resnetstudio.job.EngineChoice;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What {@code --engine} takes: the engines of this program, as they name themselves. */
final class EngineOption {
    /** The option's parameter in usage help, for {@link Texts}. */
    static final String LABEL = "${bundle:engines}";

    private EngineOption() {}

    /** Prepares a command and its subcommands for options of this kind. */
    static void register(CommandLine command) {
        command.registerConverter(EngineChoice.class, EngineOption::read).setResourceBundle(new Texts());
    }

    private static List<String> names() {
        return EngineChoice.all().stream().map(EngineChoice::shortName).toList();
    }

    private static EngineChoice read(String text) {
        return EngineChoice.find(text)
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + names() + " (case-insensitive) but was '" + text + "'"));
    }

    /** For completion; made by picocli. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }

    /** Texts of usage help that depend on the engines. */
    static final class Texts extends ListResourceBundle {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {{"engines", String.join("|", names())}};
        }
    }
}
