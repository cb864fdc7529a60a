package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.resnetstudio.files.Folders;
import org.resnetstudio.job.JobJson;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSettings;
import org.resnetstudio.runs.RunStore;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, compares and deletes the runs of a project. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        sortOptions = false,
        description = "Lists the runs of a project, shows one, compares several, or deletes some.")
final class RunsCommand implements Callable<Integer> {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final double MEBIBYTE = 1 << 20;

    /** What to do. */
    enum Action {
        LIST,
        SHOW,
        COMPARE,
        DELETE
    }

    @Option(names = "--project", required = true, paramLabel = "DIR", description = "The project's folder.")
    private Path project;

    @Parameters(index = "0", paramLabel = "list|show|compare|delete", description = "What to do.")
    private Action action;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "RUN",
            description = "Names of runs, which are those of their folders: one to show, at least two to compare.")
    private List<String> names = List.of();

    @Option(
            names = "--weights",
            description =
                    "With delete: only checkpoints and the model, which take the room; settings and figures stay.")
    private boolean weights;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ProjectException, TrainingException, IOException {
        checkUsage();
        Path folder = Project.runsFolder(project);
        List<RunSummary> all = new RunStore().in(folder);
        PrintWriter out = spec.commandLine().getOut();
        switch (action) {
            case LIST -> out.print(json ? listed(all) + "\n" : table(all));
            case SHOW -> {
                RunSummary run = find(all, names.get(0));
                out.print(json ? shown(run) + "\n" : description(run));
            }
            case COMPARE -> {
                List<RunSummary> runs = findAll(all);
                out.print(json ? compared(runs) + "\n" : comparison(runs));
            }
            case DELETE -> out.print(deleted(findAll(all)));
        }
        return 0;
    }

    private void checkUsage() {
        int least =
                switch (action) {
                    case LIST -> 0;
                    case SHOW, DELETE -> 1;
                    case COMPARE -> 2;
                };
        int most =
                switch (action) {
                    case LIST -> 0;
                    case SHOW -> 1;
                    case COMPARE, DELETE -> Integer.MAX_VALUE;
                };
        String what = "'runs " + action.name().toLowerCase(Locale.ROOT) + "'";
        if (names.size() < least) {
            throw wrong(what + " needs the name of " + (least == 1 ? "a run" : "at least two runs")
                    + "; 'runs list' shows them.");
        }
        if (names.size() > most) {
            throw wrong(
                    what + (most == 0 ? " takes no run" : " takes one run") + ": leave out " + names.get(most) + ".");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw wrong("Each run can be named once.");
        }
        if (weights && action != Action.DELETE) {
            throw wrong("--weights belongs to 'runs delete': leave it out.");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private List<RunSummary> findAll(List<RunSummary> all) throws TrainingException {
        List<RunSummary> found = new ArrayList<>();
        for (String name : names) {
            found.add(find(all, name));
        }
        return found;
    }

    private RunSummary find(List<RunSummary> all, String name) throws TrainingException {
        return all.stream()
                .filter(run -> name(run).equals(name))
                .findFirst()
                .orElseThrow(() -> new TrainingException(
                        all.isEmpty()
                                ? Sentence.of("problem.runs.no-runs", project)
                                : Sentence.of(
                                        "problem.runs.no-such-run",
                                        project,
                                        name,
                                        Sentence.list(all.stream()
                                                .map(RunsCommand::name)
                                                .toList()))));
    }

    private static String name(RunSummary run) {
        return run.folder().getFileName().toString();
    }

    private static ObjectNode listed(List<RunSummary> all) throws IOException {
        ObjectNode json = Json.object();
        ArrayNode runs = json.putArray("runs");
        for (RunSummary run : all) {
            runs.add(summary(run));
        }
        return json;
    }

    private static ObjectNode summary(RunSummary run) throws IOException {
        ObjectNode json = Json.object();
        json.put("run", name(run))
                .put("path", run.folder().toString())
                .put(
                        "started",
                        Instant.ofEpochMilli(run.record().createdMillis()).toString())
                .put("status", status(run))
                .put("variant", run.record().network().variant())
                .put("engine", run.record().engine())
                .put("device", run.record().device())
                .put("epochs", run.epochs())
                .put("plannedEpochs", run.record().config().epochs())
                .put("bestEpoch", run.bestEpoch());
        Json.put(json, "bestValidationAccuracy", run.bestValidationAccuracy());
        Json.put(json, "testAccuracy", run.testAccuracy());
        json.put("resumable", run.resumable()).put("hasModel", run.hasModel());
        json.put("bytes", Folders.bytes(run.folder()));
        run.failure().ifPresent(failure -> json.put("failure", failure.english()));
        return json;
    }

    private static String status(RunSummary run) {
        return run.status().name().toLowerCase(Locale.ROOT);
    }

    private static String table(List<RunSummary> all) throws IOException {
        if (all.isEmpty()) {
            return "There are no runs yet: train one by 'studio train --project', or in the desktop.\n";
        }
        TextTable table =
                new TextTable(4, "Run", "Started", "Network", "Status", "Epochs", "Validation", "Test", "MiB");
        for (RunSummary run : all) {
            table.row(
                    name(run),
                    DAY.format(
                            Instant.ofEpochMilli(run.record().createdMillis()).atZone(ZoneId.systemDefault())),
                    run.record().network().variant(),
                    status(run),
                    run.epochs() + " of " + run.record().config().epochs(),
                    Numbers.percent(run.bestValidationAccuracy()),
                    Numbers.percent(run.testAccuracy()),
                    String.format(Locale.ROOT, "%.1f", Folders.bytes(run.folder()) / MEBIBYTE));
        }
        return table.toString();
    }

    private static ObjectNode shown(RunSummary run) throws IOException, TrainingException {
        RunFolder folder = RunFolder.open(run.folder());
        ObjectNode json = summary(run);
        json.set("job", JobJson.toTree(run.record().job()));
        ArrayNode classes = json.putArray("classes");
        run.record().classes().forEach(classes::add);
        ArrayNode kept = json.putArray("keptEpochs");
        folder.checkpoints().keptEpochs().forEach(kept::add);
        ArrayNode epochs = json.putArray("history");
        for (TrainingEvent.EpochDone epoch : epochs(folder)) {
            ObjectNode row = epochs.addObject();
            row.put("epoch", epoch.epoch());
            Json.put(row, "trainLoss", OptionalDouble.of(epoch.trainLoss()));
            Json.put(row, "trainAccuracy", OptionalDouble.of(epoch.trainAccuracy()));
            Json.put(row, "validationLoss", OptionalDouble.of(epoch.validationLoss()));
            Json.put(row, "validationAccuracy", OptionalDouble.of(epoch.validationAccuracy()));
            Json.put(row, "learningRate", OptionalDouble.of(epoch.learningRate()));
            Json.put(row, "imagesPerSecond", OptionalDouble.of(epoch.imagesPerSecond()));
        }
        return json;
    }

    /** Of an epoch that was trained again after a crash, the latest. */
    private static List<TrainingEvent.EpochDone> epochs(RunFolder run) throws IOException {
        List<TrainingEvent.EpochDone> epochs = new ArrayList<>();
        for (TrainingEvent event : run.eventLog().read()) {
            if (event instanceof TrainingEvent.Started started) {
                epochs.removeIf(epoch -> epoch.epoch() >= started.firstEpoch());
            } else if (event instanceof TrainingEvent.EpochDone epoch) {
                epochs.add(epoch);
            }
        }
        return epochs;
    }

    private static String description(RunSummary run) throws IOException, TrainingException {
        StringBuilder text = new StringBuilder(table(List.of(run)));
        run.failure().ifPresent(failure -> text.append(failure.english()).append('\n'));
        TextTable settings = new TextTable(2, "Setting", "Value");
        RunSettings.of(run.record()).forEach(settings::row);
        TextTable history =
                new TextTable(0, "Epoch", "Train loss", "Train acc.", "Validation loss", "Validation acc.", "Rate");
        for (TrainingEvent.EpochDone epoch : epochs(RunFolder.open(run.folder()))) {
            history.row(
                    Integer.toString(epoch.epoch()),
                    Numbers.loss(epoch.trainLoss()),
                    Numbers.percent(epoch.trainAccuracy()),
                    Numbers.loss(epoch.validationLoss()),
                    Numbers.percent(epoch.validationAccuracy()),
                    String.format(Locale.ROOT, "%.4g", epoch.learningRate()));
        }
        return text.append('\n').append(settings).append('\n').append(history).toString();
    }

    private static ObjectNode compared(List<RunSummary> runs) throws IOException {
        ObjectNode json = listed(runs);
        ArrayNode differences = json.putArray("differences");
        for (RunSettings.Difference difference : differences(runs)) {
            ArrayNode values =
                    differences.addObject().put("setting", difference.name()).putArray("values");
            difference.values().forEach(values::add);
        }
        return json;
    }

    private static List<RunSettings.Difference> differences(List<RunSummary> runs) {
        return RunSettings.differences(runs.stream().map(RunSummary::record).toList());
    }

    private static String comparison(List<RunSummary> runs) throws IOException {
        List<RunSettings.Difference> differences = differences(runs);
        if (differences.isEmpty()) {
            return table(runs) + "\nAll of their settings are the same.\n";
        }
        TextTable table = new TextTable(
                runs.size() + 1,
                Stream.concat(Stream.of("Setting"), runs.stream().map(RunsCommand::name))
                        .toArray(String[]::new));
        for (RunSettings.Difference difference : differences) {
            table.row(Stream.concat(
                            Stream.of(difference.name()),
                            difference.values().stream().map(value -> value.isEmpty() ? "–" : value))
                    .toArray(String[]::new));
        }
        return table(runs) + "\n" + table;
    }

    private String deleted(List<RunSummary> runs) throws IOException, TrainingException {
        ObjectNode report = Json.object();
        ArrayNode deleted = report.putArray("deleted");
        long freed = 0;
        for (RunSummary run : runs) {
            RunFolder folder = RunFolder.open(run.folder());
            long before = Folders.bytes(run.folder());
            if (weights) {
                folder.deleteWeights();
            } else {
                folder.delete();
            }
            freed += before - Folders.bytes(run.folder());
            deleted.add(name(run));
        }
        report.put("freedBytes", freed);
        return json
                ? report + "\n"
                : String.format(
                        Locale.ROOT,
                        "%s of %d run%s deleted: %.1f MiB are free again.%n",
                        weights ? "Weights" : "All",
                        runs.size(),
                        runs.size() == 1 ? "" : "s",
                        freed / MEBIBYTE);
    }
}
