package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.JobJson;
import org.resnetstudio.job.Keeping;
import org.resnetstudio.job.Preset;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainingException;

/** {@code studio train --job}: flags and files make the same trainings. */
class JobFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void copy() throws IOException {
        project = FormerProject.copyTo(folder.resolve("project"));
    }

    private Cli train(String... arguments) {
        return Cli.run(arguments);
    }

    private Path byFlags() throws TrainingException {
        Path run = folder.resolve("by-flags");
        Cli flags = trainSmall(run, "--epochs", "2", "--augment", "flip,rotation,random-erasing", "--seed", "4");
        assertThat(flags.code()).as(flags.err()).isZero();
        return run;
    }

    /** Trains a small network on the project's pictures, on the processor. */
    private Cli trainSmall(Path run, String... settings) {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--project", project.toString(), "--out", run.toString()));
        arguments.addAll(List.of("--variant", "resnet8", "--channels", "4,8,8", "--stem-channels", "4"));
        arguments.addAll(List.of("--image-size", "16", "--engine", "dl4j", "--device", "cpu"));
        arguments.addAll(List.of("--cache", folder.resolve("cache").toString()));
        arguments.addAll(List.of(settings));
        return train(arguments.toArray(String[]::new));
    }

    /** The job of a run, in a file. */
    private Path jobOf(Path run) throws IOException, TrainingException {
        Path file = folder.resolve("job.json");
        JobJson.write(file, RunFolder.open(run).record().job());
        return file;
    }

    /** Which engine was taken is no reason why a trainer ended. */
    @Test
    void aSupervisedTrainerSaysNothingOnStandardErrorButWhatItFailsOf() {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--project",
                project.toString(),
                "--variant",
                "resnet8",
                "--image-size",
                "16",
                "--epochs",
                "1",
                "--device",
                "cpu",
                "--cache",
                folder.resolve("cache").toString(),
                "--json",
                "--out"));
        arguments.add(folder.resolve("alone").toString());
        assertThat(train(arguments.toArray(String[]::new)).err()).startsWith("Training with ");
        arguments.set(arguments.size() - 1, folder.resolve("supervised").toString());
        arguments.add("--supervised");

        Cli supervised = train(arguments.toArray(String[]::new));

        assertThat(supervised.code()).isZero();
        assertThat(supervised.err()).isEmpty();
    }

    @Test
    void aPresetIsWhatItSaysAndWhatIsGivenBesideItCountsMore() throws Exception {
        Path run = folder.resolve("preset");
        Cli trained = trainSmall(
                run,
                ("--preset best --epochs 2 --batch-size 4 --mixup 0 --schedule milestones --milestones 1,1.5"
                                + " --rate-factor 0.5 --keep-every 1")
                        .split(" ", -1));
        assertThat(trained.code()).as(trained.err()).isZero();

        TrainingConfig best = Preset.BEST.config(16);
        assertThat(RunFolder.open(run).record().config())
                .isEqualTo(new TrainingConfig(
                        2,
                        4,
                        best.optimizer(),
                        new Schedule(
                                Schedule.Kind.MILESTONES,
                                best.schedule().learningRate(),
                                1,
                                List.of(1.0, 1.5),
                                0.5,
                                Schedule.USUAL_PATIENCE),
                        best.preparation(),
                        Transfer.NONE,
                        new Recipe(0.1, false, false, 0, 1, 0.999),
                        best.earlyStopping(),
                        new Keeping(10, 1),
                        1));
        assertThat(RunFolder.open(run).checkpoints().keptEpochs()).containsExactly(1, 2);
        assertThat(run.resolve("checkpoints/best/trained.safetensors")).exists();
        assertThat(Files.readString(run.resolve("model.onnx"), StandardCharsets.ISO_8859_1))
                .as("what the model says of its making")
                .contains("\"schedule\":\"milestones\"", "\"labelSmoothing\":\"0.1\"", "\"averaging\":\"0.999\"")
                .doesNotContain("\"mixup\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --schedule milestones | needs at least one epoch
            --milestones 3,5 | Milestones belong to the schedule of that name
            --schedule milestones --milestones 5,3 | 3.0 is out of place
            --schedule one-cycle --warm-up 2 | rises by itself
            --schedule triangle --warm-up 1 | rises by itself
            --rate-factor 0.5 | --rate-factor needs --schedule milestones
            --schedule plateau --rate-factor 1 | above 0 and below 1
            --schedule cosine --rate-patience 3 | --rate-patience needs --schedule plateau
            --schedule one_cycle | one-cycle
            --label-smoothing 1 | Label smoothing must be at least 0 and below 1
            --mixup 5 | The alpha of MixUp and CutMix must be 0 to 4
            --cutmix -1 | The alpha of MixUp and CutMix must be 0 to 4
            --averaging 1 | must be at least 0 and below 1
            --class-weights --balanced | choose one of them
            --clip-norm -1 | The largest norm of the gradient must be 0 or more
            --early-stopping -2 | The patience of early stopping must be 0 to 10,000 epochs
            --checkpoint-minutes 2000 | 0 to 1,440 minutes
            --keep-every -1 | A checkpoint is kept every 0 to 10,000 epochs
            --batch-size 8 --batch-parts 9 | A batch of 8 pictures can be computed in 1 to 8 parts, not in 9
            --preset fastest | fast-cifar
            """)
    void settingsThatCannotBeAreWrongUsage(String flags, String sentence) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--project",
                project.toString(),
                "--out",
                folder.resolve("wrong").toString()));
        arguments.addAll(List.of(flags.split(" ", -1)));

        Cli refused = train(arguments.toArray(String[]::new));

        assertThat(refused.code()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err()).contains(sentence);
        assertThat(folder.resolve("wrong")).doesNotExist();
    }

    /** Jobs before recipes: nothing of what came since is done. */
    @Test
    void aJobOfFormat1IsWhatItWas() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(jobOf(byFlags()).toFile());
        assertThat(json.get("format").asInt()).isEqualTo(3);
        ObjectNode training = (ObjectNode) json.get("training");
        training.remove(List.of("batchParts", "recipe", "earlyStopping", "keeping"));
        ((ObjectNode) training.get("schedule")).remove(List.of("milestones", "factor", "patience"));
        ((ObjectNode) training.get("optimizer")).remove(List.of("decayed", "clipNorm"));
        Path file = folder.resolve("format-1.json");
        JSON.writeValue(file.toFile(), json.put("format", 1));

        assertThat(JobJson.read(file)).isEqualTo(JobJson.read(folder.resolve("job.json")));
    }

    /** Jobs before batches in parts: theirs are computed whole. */
    @Test
    void aJobOfFormat2IsWhatItWas() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(jobOf(byFlags()).toFile());
        ((ObjectNode) json.get("training")).remove("batchParts");
        Path file = folder.resolve("format-2.json");
        JSON.writeValue(file.toFile(), json.put("format", 2));

        assertThat(JobJson.read(file)).isEqualTo(JobJson.read(folder.resolve("job.json")));
    }

    @Test
    void theSettingsOfAJobAreAPresetAndWhatIsGivenBesideItCountsMore() throws Exception {
        Path job = jobOf(byFlags());
        Path out = folder.resolve("by-preset");

        Cli trained = train(
                "train",
                "--project",
                project.toString(),
                "--variant",
                "resnet8",
                "--image-size",
                "16",
                "--engine",
                "dl4j",
                "--preset",
                job.toString(),
                "--epochs",
                "1",
                "--out",
                out.toString());

        assertThat(trained.code()).as(trained.err()).isZero();
        TrainingConfig asked = JobJson.read(job).training();
        TrainingConfig done = RunFolder.open(out).record().config();
        assertThat(done.epochs()).isEqualTo(1);
        assertThat(done.schedule()).isEqualTo(asked.schedule());
        assertThat(done.optimizer()).isEqualTo(asked.optimizer());
        assertThat(done.recipe()).isEqualTo(asked.recipe());
        assertThat(done.preparation().augmentations())
                .isEqualTo(asked.preparation().augmentations());

        Cli missing = train("train", "--project", project.toString(), "--preset", "mine.json", "--out", "x");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("neither a preset", "fast-cifar", "nor a file");
    }

    @Test
    void theJobOfARunRepeatsIt() throws Exception {
        Path first = byFlags();
        Job job = RunFolder.open(first).record().job();
        assertThat(job.training().preparation().augmentations().cliText())
                .isEqualTo("flip,rotation=15,random-erasing=0.5:0.33");
        Path file = jobOf(first);
        Path again = folder.resolve("again");

        Cli repeated = train(
                "train",
                "--job",
                file.toString(),
                "--out",
                again.toString(),
                "--cache",
                folder.resolve("cache").toString());

        assertThat(repeated.code()).as(repeated.err()).isZero();
        assertThat(RunFolder.open(again).record().job()).isEqualTo(job);
        assertThat(RunFolder.open(again)
                        .checkpoints()
                        .readWeights(Checkpoints.Kind.LAST)
                        .tensors()
                        .get("fc.weight")
                        .values())
                .isEqualTo(RunFolder.open(first)
                        .checkpoints()
                        .readWeights(Checkpoints.Kind.LAST)
                        .tensors()
                        .get("fc.weight")
                        .values());
        JsonNode run = JSON.readTree(first.resolve("run.json").toFile());
        assertThat(run.get("format").asInt()).isEqualTo(4);
        assertThat(run.get("job")
                        .get("training")
                        .get("preparation")
                        .get("augmentations")
                        .toString())
                .isEqualTo("[{\"name\":\"flip\"},{\"name\":\"rotation\",\"angle\":15.0},"
                        + "{\"name\":\"random-erasing\",\"probability\":0.5,\"mostArea\":0.33}]");
    }

    @Test
    void engineAndDeviceMayBeOthersThanInTheJob() throws Exception {
        Path file = jobOf(byFlags());
        Path run = folder.resolve("run");

        Cli other = train(
                "train",
                "--job",
                file.toString(),
                "--engine",
                "pytorch",
                "--out",
                run.toString(),
                "--cache",
                folder.resolve("cache").toString());

        assertThat(other.code()).as(other.err()).isZero();
        assertThat(RunFolder.open(run).record().engine()).isEqualTo("pytorch");
    }

    @Test
    void otherSettingsAreRefusedBesideAJob() throws Exception {
        Path file = jobOf(project.resolve("runs/finished"));

        Cli wrong = train(
                "train",
                "--job",
                file.toString(),
                "--epochs",
                "3",
                "--order",
                "pre",
                "--out",
                folder.resolve("run").toString());

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith("A job says all of its settings: change them in " + file + ", and leave out ");
        assertThat(wrong.err()).contains("--epochs").contains("--order");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/training/epochs; 0; The number of epochs must be 1 to 10,000, not 0",
                "/training/epoch; 3; epoch",
                "/training/epochs; null; the job cannot be understood",
                "/network/head/dropout; 1.5; Dropout must be at least 0 and below 1",
                "/network/input/classes; 7; tells 7 classes apart, but there are 3 in",
                "/network/input/imageSizePx; 4; The image size must be 8 to 2048 pixels, not 4",
                "/data/folder; \"x\"; either a folder or a project",
                "/device; \"gpu\"; its device is auto, cpu or cuda, and not gpu",
                "/format; 99; use a newer version of the studio",
                "/format; 0; has the format 0",
                "/format; \"1\"; does not say its format",
                "/engine; \"keras\"; keras",
                "/training/preparation/augmentations; [{\"name\":\"blur\"}]; There is no augmentation \"blur\"",
                "/training/preparation/augmentations; [{\"name\":\"zoom\"}]; needs a number \"range\"",
                "/training/preparation/augmentations; [{\"name\":\"zoom\",\"range\":3}]; give 0 to 0.9",
                "/training/preparation/augmentations; [{\"name\":\"flip\",\"range\":3}]; has no \"range\"",
                "/training/preparation/augmentations; 7; a list of objects",
                "/data/validationFraction; 1; at least 0 and below 1, not 1.0",
            })
    void aWrongJobIsOneSentence(String pointer, String value, String sentence) throws Exception {
        Path file = jobOf(project.resolve("runs/finished"));
        ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
        json.putObject("data").put("project", project.toString()).put("validationFraction", 0.2);
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) json.at(pointer.substring(0, last))).set(pointer.substring(last + 1), JSON.readTree(value));
        JSON.writeValue(file.toFile(), json);

        Cli wrong = train(
                "train",
                "--job",
                file.toString(),
                "--out",
                folder.resolve("run").toString());

        assertThat(wrong.code()).as(wrong.err()).isIn(1, 2);
        assertThat(wrong.err()).contains(sentence).doesNotContain("Exception");
        assertThat(wrong.err().lines().filter(line -> !line.startsWith("Try "))).hasSize(1);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void whatIsNoJobIsOneSentence() throws Exception {
        for (String text : List.of("", "{", "[]", "null", "{\"format\":1}", "7")) {
            Path file = Files.writeString(folder.resolve("job.json"), text);

            Cli wrong = train(
                    "train",
                    "--job",
                    file.toString(),
                    "--out",
                    folder.resolve("run").toString());

            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.err())
                    .as(text)
                    .hasLineCount(1)
                    .startsWith("The job " + file + " cannot be trained, because ");
        }
        assertThat(train(
                                "train",
                                "--job",
                                folder.resolve("none.json").toString(),
                                "--out",
                                folder.resolve("run").toString())
                        .err())
                .startsWith("There is no job ");
    }

    /** Whoever moves a folder with pictures and a job can train it there. */
    @Test
    void relativePathsCountFromTheFolderOfTheJob() throws Exception {
        Path file = jobOf(project.resolve("runs/finished"));
        ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
        json.putObject("data").put("folder", "project/pictures").put("validationFraction", 0.2);
        ((ObjectNode) json.get("training")).put("epochs", 1);
        JSON.writeValue(file.toFile(), json);

        Cli moved = train(
                "train",
                "--job",
                file.toString(),
                "--engine",
                "dl4j",
                "--out",
                folder.resolve("run").toString(),
                "--cache",
                folder.resolve("cache").toString());

        assertThat(moved.code()).as(moved.err()).isZero();
    }
}
