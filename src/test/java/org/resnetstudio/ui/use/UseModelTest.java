package org.resnetstudio.ui.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.inference.Prediction;

class UseModelTest {
    @Test
    void tableQuotesNamesAndNamesProblems() {
        FileResult cat = new FileResult(
                Path.of("a, \"b\".png"),
                List.of(new Prediction(1, "cat", 0.75), new Prediction(0, "dog", 0.25)),
                Optional.empty());
        FileResult broken = new FileResult(Path.of("c.png"), List.of(), Optional.of("The file is empty."));

        List<String> lines = UseModel.csv(List.of(cat, broken)).lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("file,class 1,probability 1,").endsWith("probability 5,problem");
        assertThat(lines.get(1)).isEqualTo("\"a, \"\"b\"\".png\",cat,0.750000,dog,0.250000,,,,,,,");
        assertThat(lines.get(2)).isEqualTo("c.png,,,,,,,,,,,The file is empty.");
    }

    @ParameterizedTest
    @CsvSource({"0.9731, 97.3 %", "0.99999, > 99.9 %", "0.0001, < 0.1 %", "0.5, 50.0 %"})
    void probabilitiesNeverClaimCertainty(double probability, String text) {
        assertThat(PredictionBars.percent(probability)).isEqualTo(text);
    }
}
