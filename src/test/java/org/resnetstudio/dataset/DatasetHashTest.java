package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetHashTest {
    @TempDir
    Path root;

    private Dataset dataset(String folder) throws IOException {
        Path cat = Files.createDirectories(root.resolve(folder).resolve("cat"));
        Path dog = Files.createDirectories(root.resolve(folder).resolve("dog"));
        Files.writeString(cat.resolve("1.png"), "one");
        Files.writeString(cat.resolve("2.png"), "two");
        Files.writeString(dog.resolve("3.png"), "three");
        return new FolderScanner(file -> Optional.empty(), 2)
                .scan(List.of(root.resolve(folder)))
                .toDataset();
    }

    private static Dataset changed(Dataset dataset, int index, OptionalInt label, Optional<Split> split, boolean out) {
        List<Sample> samples = new ArrayList<>(dataset.samples());
        Sample old = samples.get(index);
        samples.set(index, new Sample(old.id(), old.file(), label, split, out));
        return new Dataset(dataset.classes(), samples);
    }

    @Test
    void orderAndPlaceDoNotCountButLabelsSplitsAndFilesDo() throws IOException {
        Dataset dataset = dataset("a");
        String hash = DatasetHash.byPathAndSize(dataset);
        assertThat(hash).matches("[0-9a-f]{64}");
        List<Sample> reversed = new ArrayList<>(dataset.samples());
        Collections.reverse(reversed);
        assertThat(DatasetHash.byPathAndSize(new Dataset(dataset.classes(), reversed)))
                .isEqualTo(hash);
        assertThat(DatasetHash.byPathAndSize(dataset("b"))).isEqualTo(hash);
        Optional<Split> none = Optional.empty();
        assertThat(List.of(
                        hash,
                        DatasetHash.byPathAndSize(changed(dataset, 0, OptionalInt.of(1), none, false)),
                        DatasetHash.byPathAndSize(changed(dataset, 0, OptionalInt.empty(), none, false)),
                        DatasetHash.byPathAndSize(
                                changed(dataset, 0, OptionalInt.of(0), Optional.of(Split.TEST), false)),
                        DatasetHash.byPathAndSize(changed(dataset, 0, OptionalInt.of(0), none, true)),
                        DatasetHash.byPathAndSize(
                                new Dataset(List.of(new ImageClass("dog"), new ImageClass("cat")), dataset.samples()))))
                .doesNotHaveDuplicates();
        Files.writeString(dataset.samples().get(0).file(), "longer");
        assertThat(DatasetHash.byPathAndSize(dataset)).isNotEqualTo(hash);
    }

    @Test
    void contentHashSeesChangedBytesAndNoNames() throws IOException {
        Dataset dataset = dataset("a");
        String hash = DatasetHash.byContent(dataset);
        Path file = dataset.samples().get(0).file();
        Path renamed = Files.move(file, file.resolveSibling("renamed.png"));
        List<Sample> samples = new ArrayList<>(dataset.samples());
        samples.set(0, new Sample(1, renamed, OptionalInt.of(0), Optional.empty(), false));
        assertThat(DatasetHash.byContent(new Dataset(dataset.classes(), samples)))
                .isEqualTo(hash);
        Files.writeString(renamed, "uno");
        assertThat(DatasetHash.byContent(new Dataset(dataset.classes(), samples)))
                .isNotEqualTo(hash);
    }
}
