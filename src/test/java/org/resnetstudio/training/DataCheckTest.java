package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;

class DataCheckTest {
    /** That many training and validation pictures of each class. */
    private static Dataset dataset(int[] training, int[] validation) {
        List<Sample> samples = new ArrayList<>();
        for (int c = 0; c < training.length; c++) {
            for (int i = 0; i < training[c] + validation[c]; i++) {
                samples.add(new Sample(
                        samples.size(),
                        Path.of("c" + c, i + ".png"),
                        OptionalInt.of(c),
                        Optional.of(i < training[c] ? Split.TRAIN : Split.VALIDATION),
                        false));
            }
        }
        List<ImageClass> classes = IntStream.range(0, training.length)
                .mapToObj(c -> new ImageClass("class " + c))
                .toList();
        return new Dataset(classes, samples);
    }

    private static List<TrainingEvent.Warning> check(int[] training, int[] validation) throws TrainingException {
        return DataCheck.check(dataset(training, validation), "pictures", List.of());
    }

    @Test
    void equalClassesWithEnoughPicturesGiveNoWarning() throws TrainingException {
        assertThat(check(new int[] {8, 8, 9}, new int[] {2, 2, 2})).isEmpty();
    }

    @Test
    void manyEmptyClassesAreOneWarningWithTheirNumber() throws TrainingException {
        int[] training = new int[200];
        int[] validation = new int[200];
        for (int c = 0; c < 100; c++) {
            training[c] = 8;
            validation[c] = 2;
        }
        assertThat(check(training, validation)).singleElement().satisfies(warning -> {
            assertThat(warning.topic()).isEqualTo(TrainingEvent.Warning.Topic.CLASSES);
            assertThat(warning.count()).isEqualTo(100);
            assertThat(warning.message().english())
                    .startsWith("100 classes have no training picture and cannot be learned")
                    .contains("\"class 100\", \"class 101\"")
                    .endsWith("and 80 more.");
        });
    }

    @Test
    void aFewClassesHaveASentenceEach() throws TrainingException {
        assertThat(check(new int[] {8, 8, 0, 1}, new int[] {2, 2, 0, 1}))
                .extracting(warning -> warning.message().english())
                .containsExactly(
                        "The class \"class 2\" has no training picture and cannot be learned: add some, or remove the"
                                + " class.",
                        "The class \"class 3\" has only one training picture: add more to have it learned well.");
    }

    @Test
    void fiveFiftyAndFiveHundredPicturesAreToldWithTheirCounts() throws TrainingException {
        assertThat(check(new int[] {4, 40, 400}, new int[] {1, 10, 100}))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.message().english())
                            .contains("very unequal", "\"class 0\" has 4 training pictures", "\"class 2\" has 400")
                            .contains("mean recall");
                    assertThat(warning.count())
                            .as("classes with a tenth of the largest or less")
                            .isEqualTo(2);
                });
    }

    @Test
    void classesThatCannotBeCheckedAreTold() throws TrainingException {
        assertThat(check(new int[] {8, 8}, new int[] {2, 0}))
                .extracting(warning -> warning.message().english())
                .containsExactly("The class \"class 1\" has no validation picture, so that its accuracy stays unknown:"
                        + " add some.");
    }
}
