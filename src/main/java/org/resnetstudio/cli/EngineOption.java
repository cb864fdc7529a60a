package org.resnetstudio.cli;

import java.util.Iterator;
import java.util.ListResourceBundle;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.network.OptionType;
import picocli.CommandLine;

/** What {@code --engine} takes: the engines of this program, as they name themselves. */
final class EngineOption {
    /** The option's parameter in usage help, for {@link Texts}. */
    static final String LABEL = "${bundle:engines}";

    private EngineOption() {}

    /** Prepares a command and its subcommands for options of this kind. */
    static void register(CommandLine command) {
        command.registerConverter(EngineChoice.class, new OptionConverter<>(choice()))
                .setResourceBundle(new Texts());
    }

    private static OptionType.Choice<EngineChoice> choice() {
        return OptionType.Choice.of(EngineChoice.all(), EngineChoice::shortName);
    }

    /** For completion; made by picocli. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return choice().values().keySet().iterator();
        }
    }

    /** Texts of usage help that depend on the engines. */
    static final class Texts extends ListResourceBundle {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {{"engines", choice().label()}};
        }
    }
}
