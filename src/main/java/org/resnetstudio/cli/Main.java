package org.resnetstudio.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.SettingsPreset;
import org.resnetstudio.network.OptionType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program without windows. Exit code 0: done; 1: failed, with one line on standard error; 2: wrong usage. */
@Command(
        name = "studio",
        description = "Trains residual networks on your own pictures, on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        footer = {"", "Without a command the desktop opens. 'studio COMMAND --help' explains a command."})
public final class Main implements Runnable {
    /** Exit code of a command that failed. */
    static final int FAILED = 1;

    /** Exit code of a command that was given options it cannot use. */
    static final int WRONG_USAGE = 2;

    private static final List<Class<?>> COMMANDS = List.of(
            TrainCommand.class,
            EvaluateCommand.class,
            ClassifyCommand.class,
            ExportCommand.class,
            NetworkCommand.class,
            ImportCommand.class,
            LabelsCommand.class,
            RunsCommand.class,
            ReproduceCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            TrialCommand.class);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final InputStream commands;

    private Main(InputStream commands) {
        this.commands = commands;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
        PrintWriter out = new PrintWriter(new BufferedOutputStream(results), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        // A process in the background that reads from its terminal would be halted.
        InputStream commands = Terminal.is(Terminal.INPUT) ? InputStream.nullInputStream() : System.in;
        int code = run(commands, out, err, args);
        out.flush();
        if (code == 0 && results.failure().isPresent()) {
            err.println("The results could not be written to standard output ("
                    + results.failure().get() + "): write them somewhere else.");
            code = FAILED;
        }
        err.flush();
        System.exit(code);
    }

    /**
     * Runs a command and gives its exit code.
     *
     * @param commands what others may tell a command while it runs, a line each
     * @param out for results
     * @param err for everything else
     */
    static int run(InputStream commands, PrintWriter out, PrintWriter err, String... args) {
        CommandLine studio = new CommandLine(new Main(commands));
        // as command lines of their own, because only those are transformed
        commandsFor(args).forEach(command -> studio.addSubcommand(new CommandLine(command)));
        EngineOption.register(studio);
        studio.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Schedule.Kind.class, converter(Schedule.Kind.values(), Schedule.Kind::shortName))
                .registerConverter(SettingsPreset.class, new PresetConverter())
                .registerConverter(int.class, Numbers::whole)
                .registerConverter(Integer.class, Numbers::whole)
                .registerConverter(long.class, Numbers::wholeLong)
                .registerConverter(double.class, Numbers::decimal)
                .registerConverter(Double.class, Numbers::decimal)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler(
                        (failure, command, result) -> FailureReport.print(failure, command.getOut(), command.getErr()));
        return studio.execute(args);
    }

    /** Reads constants by their short names. */
    private static <E extends Enum<E>> OptionConverter<E> converter(E[] values, Function<E, String> shortName) {
        return new OptionConverter<>(OptionType.Choice.of(List.of(values), shortName));
    }

    /** The command that is named, because reading the options of all the others takes longer than many a command; else all. */
    private static List<Class<?>> commandsFor(String... args) {
        return COMMANDS.stream()
                .filter(command -> args.length > 0
                        && command.getAnnotation(Command.class).name().equals(args[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    /** What others may tell a command while it runs. */
    InputStream commands() {
        return commands;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No command was given.");
    }

    private static int wrongUsage(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        command.getErr().println(FailureReport.oneLine(problem.getMessage()));
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return WRONG_USAGE;
    }
}
