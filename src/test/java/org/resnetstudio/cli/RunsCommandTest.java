package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.project.Project;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.training.Drawings;

class RunsCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path project;

    /** Two runs of one epoch each, trained once for all tests. */
    @BeforeEach
    void train() throws Exception {
        if (project != null) {
            return;
        }
        Drawings.write(folder.resolve("pictures"), 12, "red", "green");
        project = folder.resolve("project");
        assertThat(Cli.run(
                                "import",
                                "--project",
                                project.toString(),
                                folder.resolve("pictures").toString())
                        .code())
                .isZero();
        train("first", "--epochs", "2", "--seed", "3");
        train("second", "--epochs", "1", "--label-smoothing", "0.1", "--keep-every", "1");
    }

    private static void train(String name, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--project",
                project.toString(),
                "--variant",
                "resnet8",
                "--image-size",
                "16",
                "--engine",
                "dl4j",
                "--out",
                project.resolve("runs").resolve(name).toString()));
        arguments.addAll(List.of(flags));
        Cli trained = Cli.run(arguments.toArray(String[]::new));
        assertThat(trained.code()).as(trained.err()).isZero();
    }

    private static Cli runs(String... arguments) {
        List<String> all = new ArrayList<>(List.of("runs", "--project", project.toString()));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Cli told = runs(all.toArray(String[]::new));
        assertThat(told.code()).as(told.err()).isZero();
        return JSON.readTree(told.out());
    }

    @Test
    void theNewestRunIsListedFirst() throws Exception {
        JsonNode all = json("list").get("runs");

        assertThat(all).hasSize(2);
        assertThat(all.get(0).get("run").asText()).isEqualTo("second");
        assertThat(all.get(1).get("status").asText()).isEqualTo("completed");
        assertThat(all.get(1).get("epochs").asInt()).isEqualTo(2);
        assertThat(all.get(1).get("bestValidationAccuracy").isNumber()).isTrue();
        assertThat(all.get(1).get("bytes").asLong()).isGreaterThan(100_000);
        assertThat(runs("list").out()).contains("second", "completed", "2 of 2");
    }

    @Test
    void oneIsShownWithAllOfItsSettingsAndEpochs() throws Exception {
        JsonNode run = json("show", "second");

        assertThat(run.at("/job/training/recipe/labelSmoothing").asDouble()).isEqualTo(0.1);
        assertThat(run.get("keptEpochs")).hasSize(1);
        assertThat(run.get("history")).hasSize(1);
        assertThat(run.at("/history/0/trainLoss").isNumber()).isTrue();
        assertThat(runs("show", "first").out())
                .contains("training.seed", "training.schedule.kind", "COSINE", "data.sha256")
                .containsPattern("(?m)^ *2 ");
    }

    @Test
    void whatDiffersBetweenSeveralIsSaid() throws Exception {
        JsonNode compared = json("compare", "first", "second");

        List<String> settings = new ArrayList<>();
        compared.get("differences")
                .forEach(one -> settings.add(one.get("setting").asText()));
        assertThat(settings)
                .containsExactlyInAnyOrder(
                        "training.epochs",
                        "training.seed",
                        "training.recipe.labelSmoothing",
                        "training.keeping.everyEpochs",
                        "data.sha256"); // another seed takes other pictures out for validation
        assertThat(compared.at("/differences/0/values/0").asText()).isEqualTo("2");
        assertThat(runs("compare", "second", "first").out()).contains("training.recipe.labelSmoothing", "0.1", "0.0");
    }

    @Test
    void whatTakesRoomIsDeletedOrAll() throws Exception {
        train("third", "--epochs", "1");
        Path run = project.resolve("runs").resolve("third");

        JsonNode freed = json("delete", "third", "--weights");
        assertThat(freed.get("freedBytes").asLong()).isGreaterThan(100_000);
        assertThat(run.resolve("checkpoints")).doesNotExist();
        assertThat(run.resolve("model.onnx")).doesNotExist();
        assertThat(json("show", "third").get("history")).hasSize(1);
        assertThat(json("show", "third").get("hasModel").asBoolean()).isFalse();

        Cli deleted = runs("delete", "third");
        assertThat(deleted.out()).contains("All of 1 run deleted");
        assertThat(run).doesNotExist();
    }

    @Test
    void aRunThatIsTrainedStays() throws Exception {
        Path copy = project.resolve("runs").resolve("going");
        Files.createDirectories(copy);
        Files.copy(project.resolve("runs/first/run.json"), copy.resolve("run.json"));
        RunFolder going = RunFolder.open(copy);
        going.process().claim();
        try {
            Cli refused = runs("delete", "going");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("A trainer is at work on");
            assertThat(copy.resolve("run.json")).exists();
        } finally {
            going.process().release();
        }
        assertThat(runs("delete", "going").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            show nothing            | 1 | There is no run "nothing"
            compare first nothing   | 1 | there are second, first
            delete ../first         | 1 | There is no run
            show                    | 2 | needs the name of a run
            show first second       | 2 | takes one run: leave out second
            list first              | 2 | takes no run: leave out first
            compare first           | 2 | needs the name of at least two runs
            compare first first     | 2 | Each run can be named once
            list --weights          | 2 | --weights belongs to 'runs delete'
            remove first            | 2 | remove
            """)
    void whatCannotBeIsOneSentence(String arguments, int code, String sentence) {
        Cli refused = runs(arguments.split(" ", -1));
        assertThat(refused.code()).as(refused.err()).isEqualTo(code);
        assertThat(refused.err()).contains(sentence);
    }

    @Test
    void aProjectIsNeeded() throws Exception {
        Cli refused = Cli.run("runs", "--project", folder.resolve("pictures").toString(), "list");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("holds no project");

        Path empty = folder.resolve("empty");
        Project.create(empty).close();
        Cli none = Cli.run("runs", "--project", empty.toString(), "list");
        assertThat(none.code()).isZero();
        assertThat(none.out()).startsWith("There are no runs yet");
        assertThat(Cli.run("runs", "--project", empty.toString(), "show", "x").err())
                .contains("There are no runs in");
    }
}
