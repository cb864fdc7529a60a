package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.export.ExportFormat;

/** Every format in the list is written, and says what the trained network says. */
class ExportFormatsTest {
    @TempDir
    private Path folder;

    static Stream<String> models() {
        return ExportFormat.all().stream()
                .filter(format -> format.opener().isPresent())
                .map(ExportFormat::name);
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();
        Set<String> inBundles = new HashSet<>();
        for (ExportFormat format : ExportFormat.all()) {
            assertThat(names.add(format.name())).isTrue();
            assertThat(format.title()).isNotBlank();
            assertThat(format.explanation()).endsWith(".");
            format.nameInBundle()
                    .ifPresent(name -> assertThat(inBundles.add(name)).isTrue());
        }
        assertThat(names).hasSizeGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelsAgreeWithTheTrainedNetwork(String name) throws Exception {
        Path project = FormerProject.copyTo(folder.resolve("project"));
        ExportFormat format = ExportFormat.all().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();

        Cli export = Cli.run(
                "export",
                "--model",
                project.resolve("runs/finished").toString(),
                "--format",
                name,
                "--out",
                folder.resolve("model." + format.extension()).toString(),
                "--verify",
                project.resolve("pictures").toString(),
                "--json");

        assertThat(export.code()).as(export.err()).isZero();
        JsonNode answer = new ObjectMapper().readTree(export.out());
        assertThat(answer.get("images").asInt()).isEqualTo(30);
        assertThat(answer.get("agreement").asDouble()).isEqualTo(1);
        assertThat(answer.get("maxProbabilityDifference").asDouble()).isLessThanOrEqualTo(format.tolerance());
    }

    @Test
    void predictionsAreThoseOfClassify() throws Exception {
        Path project = FormerProject.copyTo(folder.resolve("project"));
        Path gone = project.resolve("pictures/round/07.png");
        Files.delete(gone);
        Path run = project.resolve("runs/finished");
        Path csv = folder.resolve("predictions.csv");

        Cli export = Cli.run("export", "--model", run.toString(), "--format", "predictions", "--out", csv.toString());

        assertThat(export.code()).as(export.err()).isZero();
        List<List<String>> rows = rows(csv);
        assertThat(rows.get(0)).containsExactly("file", "class", "split", "predicted", "probability", "problem");
        Map<String, List<String>> byFile =
                rows.stream().skip(1).collect(Collectors.toMap(row -> row.get(0), row -> row));
        assertThat(byFile).hasSize(29);
        assertThat(byFile.get(project.resolve("pictures/round/03.png").toString()))
                .startsWith(project.resolve("pictures/round/03.png").toString(), "square");
        assertThat(byFile.remove(gone.toString()).subList(3, 5)).containsExactly("", "");
        assertThat(byFile.get(project.resolve("pictures/round/05.png").toString())
                        .get(2))
                .isEqualTo("test");
        List<String> arguments =
                new ArrayList<>(List.of("classify", "--model", run.toString(), "--top-k", "1", "--json"));
        arguments.addAll(byFile.keySet());
        JsonNode classified = new ObjectMapper()
                .readTree(Cli.run(arguments.toArray(String[]::new)).out());
        assertThat(classified).hasSize(28);
        for (JsonNode picture : classified) {
            List<String> row = byFile.get(picture.get("image").asText());
            JsonNode best = picture.get("predictions").get(0);
            assertThat(row.get(3)).isEqualTo(best.get("class").asText());
            assertThat(Double.parseDouble(row.get(4)))
                    .isCloseTo(best.get("probability").asDouble(), within(1e-5));
        }
    }

    private static List<List<String>> rows(Path csv) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(csv)) {
            rows.add(List.of(line.split(",", -1)).stream().limit(6).toList());
        }
        return rows;
    }

    @Test
    void whatIsNoModelCannotBeCompared() throws Exception {
        Path project = FormerProject.copyTo(folder.resolve("project"));

        Cli export = Cli.run(
                "export",
                "--model",
                project.resolve("runs/finished").toString(),
                "--format",
                "predictions",
                "--out",
                folder.resolve("p.csv").toString(),
                "--verify",
                project.resolve("pictures").toString());

        assertThat(export.code()).isNotZero();
        assertThat(export.err()).startsWith("A file of the format predictions is no model");
        assertThat(folder.resolve("p.csv")).doesNotExist();
    }
}
