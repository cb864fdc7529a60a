package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.engine.EngineLibraries;
import org.resnetstudio.engine.EngineProvider;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.training.Drawings;

/** An installation without the libraries of one engine works with the other one, and says what is missing. */
class MissingEngineTest {
    private static final Engines ENGINES = Engines.ofThisProgram();

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        Drawings.write(folder.resolve("data"), 4, "red", "green");
    }

    /** The home engine could be missing as well as any other: what reads pictures and writes ONNX files stays. */
    @Test
    void aWholeRunNeedsNoLibraryOfTheOtherEngine() throws Exception {
        Path run = folder.resolve("run");
        assertThat(studio("pytorch", 0, train("auto", run))).contains("Training with PyTorch");
        assertThat(run.resolve("model.onnx")).exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dl4j    | pytorch | PyTorch cannot be used, because its libraries, Deep Java Library's api and pytorch-engine, are not in this installation: train with another engine.
            pytorch | dl4j    | Deeplearning4j cannot be used, because its library deeplearning4j-nn is not in this installation: train with another engine.
            """)
    void theOtherOneWorksAndOneSentenceSaysWhatIsMissing(String present, String absent, String sentence)
            throws Exception {
        String steps = "bench --only train --network mini --image-size 16 --batch-size 2 --runs 1 --json --engine ";
        assertThat(studio(present, 0, (steps + present).split(" ", -1))).contains("imagesPerSecond");
        assertThat(studio(present, 1, train(absent, folder.resolve("none"))).lines())
                .containsExactly(sentence);
    }

    @ParameterizedTest
    @CsvSource({"dl4j, pytorch", "pytorch, dl4j"})
    void theDoctorNamesWhatIsMissing(String present, String absent) throws Exception {
        JsonNode json = new ObjectMapper().readTree(studio(present, 0, "doctor", "--json"));
        for (JsonNode engine : json.get("engines")) {
            boolean there = engine.get("engine").asText().equals(present);
            assertThat(engine.get("works").asBoolean()).as(engine.toString()).isEqualTo(there);
            if (!there) {
                assertThat(engine.get("engine").asText()).isEqualTo(absent);
                assertThat(engine.get("failure").asText()).startsWith("not there: its librar");
            }
        }
        assertThat(json.get("reason").asText()).startsWith("Training uses");
    }

    @Test
    void withoutAnyEngineTheStudioStillWorksAndSaysSo() throws Exception {
        List<String> none = EngineLibraries.ofThisProcess().all().stream()
                .filter(entry -> ENGINES.all().stream().noneMatch(engine -> EngineLibraries.claims(engine, entry)))
                .toList();
        assertThat(studio(none, 0, "network", "--variant", "resnet20")).contains("Parameters");
        assertThat(studio(none, 1, train("auto", folder.resolve("none"))))
                .contains("Nothing can be trained, because no engine is installed: Deeplearning4j cannot be used");
    }

    private static String[] train(String engine, Path run) {
        return new String[] {
            "train",
            "--engine",
            engine,
            "--device",
            "cpu",
            "--data",
            folder.resolve("data").toString(),
            "--out",
            run.toString(),
            "--image-size",
            "8",
            "--epochs",
            "1",
            "--batch-size",
            "4",
            "--augment",
            "none",
            "--cache",
            folder.resolve("pictures").toString()
        };
    }

    private static String studio(String engine, int code, String... arguments) throws Exception {
        Optional<EngineProvider> only = Optional.of(ENGINES.named(engine));
        return studio(EngineLibraries.ofThisProcess().forEngine(only, ENGINES).present(), code, arguments);
    }

    /** Runs a command with a class path, and what it remembers of engines in a folder of its own. */
    private static String studio(List<String> classPath, int code, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(
                        "XDG_CACHE_HOME",
                        Files.createTempDirectory(folder, "cache").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}
