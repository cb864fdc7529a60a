package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Weights;

/** What former versions wrote is opened, gone on with and used as it was then; see {@code formats/README.md}. */
class FormerFormatsTest {
    private static final Path FIRST = FormerProject.FIRST;
    /** Other processors round otherwise; another order, augmentation or schedule is off by ten times that and more. */
    private static final float ROUNDING = 2e-3f;

    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void copy() throws IOException {
        project = FormerProject.copyTo(folder.resolve("project"));
    }

    @Test
    void aProjectOpensWithItsLabelsAndItsUndo() throws ProjectException {
        try (Project open = Project.open(project)) {
            Dataset dataset = open.dataset();

            assertThat(dataset.classNames()).containsExactly("cross", "round", "square");
            assertThat(dataset.samples()).hasSize(30);
            assertThat(labelOf(dataset, "round/03.png")).contains("square");
            assertThat(labelOf(dataset, "square/04.png")).isEmpty();
            assertThat(dataset.samples().stream().filter(s -> s.split().equals(Optional.of(Split.TEST))))
                    .extracting(s ->
                            project.resolve("pictures").relativize(s.file()).toString())
                    .containsExactlyInAnyOrder(
                            Path.of("round", "05.png").toString(),
                            Path.of("square", "05.png").toString());

            open.undo();

            assertThat(labelOf(open.dataset(), "round/03.png")).contains("round");
        }
    }

    /** A trainer reads a project that this version has not opened yet, and leaves it as it is. */
    @Test
    void aProjectIsReadAsItIs() throws ProjectException {
        Dataset read = Project.readDataset(project);

        assertThat(read.samples()).hasSize(30);
        assertThat(labelOf(read, "round/03.png")).contains("square");
        assertThat(project.resolve("project.db-version-1.backup")).doesNotExist();
    }

    private Optional<String> labelOf(Dataset dataset, String picture) {
        Sample sample = dataset.samples().stream()
                .filter(s -> s.file().equals(project.resolve("pictures").resolve(picture)))
                .findFirst()
                .orElseThrow();
        return sample.classIndex().isPresent()
                ? Optional.of(dataset.classNames().get(sample.classIndex().getAsInt()))
                : Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stopped-dl4j", "stopped-pytorch", "stopped-frozen"})
    void aRunGoesOnAsTheVersionThatBeganItWouldHave(String name) throws IOException {
        Path run = project.resolve("runs").resolve(name);

        Cli train = Cli.run(
                "train",
                "--resume",
                run.toString(),
                "--cache",
                folder.resolve("cache").toString(),
                "--json");

        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.out()).doesNotContain("\"event\":\"warning\"").contains("\"outcome\":\"completed\"");
        Weights then = Safetensors.read(FIRST.resolve("resumed").resolve(name + ".safetensors"))
                .weights();
        Weights now = Safetensors.read(run.resolve("checkpoints/last/weights.safetensors"))
                .weights();
        assertThat(now.names()).isEqualTo(then.names());
        for (String tensor : then.names()) {
            assertThat(now.get(tensor).values())
                    .as(tensor)
                    .containsExactly(then.get(tensor).values(), within(ROUNDING));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "run"})
    void aModelClassifiesAsItDid(String kind) throws IOException {
        Path model = kind.equals("run") ? project.resolve("runs/finished") : FIRST.resolve("bundle.zip");
        JsonNode then =
                new ObjectMapper().readTree(FIRST.resolve("classified.json").toFile());
        List<String> arguments = new ArrayList<>(List.of("classify", "--model", model.toString(), "--json"));
        then.forEach(picture -> arguments.add(
                project.resolveSibling(picture.get("image").asText()).toString()));

        Cli classify = Cli.run(arguments.toArray(String[]::new));

        assertThat(classify.code()).as(classify.err()).isZero();
        JsonNode now = new ObjectMapper().readTree(classify.out());
        assertThat(now).hasSize(then.size()).hasSize(9);
        for (int p = 0; p < then.size(); p++) {
            for (int c = 0; c < 3; c++) {
                JsonNode before = then.get(p).get("predictions").get(c);
                JsonNode after = now.get(p).get("predictions").get(c);
                assertThat(after.get("class")).isEqualTo(before.get("class"));
                assertThat(after.get("probability").asDouble())
                        .isCloseTo(before.get("probability").asDouble(), within(1e-5));
            }
        }
    }
}
