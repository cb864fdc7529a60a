package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.image.ImageHash;

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

    private static String hash(Dataset dataset) throws IOException {
        return DatasetHash.of(dataset, sample -> Files.readString(sample.file()));
    }

    /** All of them with a split, so that they take part. */
    private Dataset assigned(String folder) throws IOException {
        Dataset dataset = dataset(folder);
        return new Dataset(
                dataset.classes(),
                dataset.samples().stream()
                        .map(s -> new Sample(s.id(), s.file(), s.classIndex(), Optional.of(Split.TRAIN), false))
                        .toList());
    }

    @Test
    void orderPlaceAndNamesDoNotCountButLabelsSplitsAndContentsDo() throws IOException {
        Dataset dataset = assigned("a");
        String hash = hash(dataset);
        assertThat(hash).matches("[0-9a-f]{64}");
        List<Sample> reversed = new ArrayList<>(dataset.samples());
        Collections.reverse(reversed);
        assertThat(hash(new Dataset(dataset.classes(), reversed))).isEqualTo(hash);
        assertThat(hash(assigned("b"))).isEqualTo(hash);
        Optional<Split> train = Optional.of(Split.TRAIN);
        assertThat(List.of(
                        hash,
                        hash(changed(dataset, 0, OptionalInt.of(1), train, false)),
                        hash(changed(dataset, 0, OptionalInt.of(0), Optional.of(Split.TEST), false)),
                        hash(changed(dataset, 0, OptionalInt.of(0), train, true)),
                        hash(new Dataset(List.of(new ImageClass("dog"), new ImageClass("cat")), dataset.samples()))))
                .doesNotHaveDuplicates();
        Files.writeString(dataset.samples().get(0).file(), "uno");
        assertThat(hash(dataset)).isNotEqualTo(hash);
    }

    @Test
    void whatTakesNoPartIsNotEvenLookedAt() throws IOException {
        Dataset dataset = assigned("a");
        Optional<Split> train = Optional.of(Split.TRAIN);
        List<Sample> two = List.of(dataset.samples().get(1), dataset.samples().get(2));
        String hash = hash(new Dataset(dataset.classes(), two));
        Files.delete(dataset.samples().get(0).file());

        assertThat(hash(changed(dataset, 0, OptionalInt.empty(), train, false))).isEqualTo(hash);
        assertThat(hash(changed(dataset, 0, OptionalInt.of(0), Optional.empty(), false)))
                .isEqualTo(hash);
        assertThat(hash(changed(dataset, 0, OptionalInt.of(0), train, true))).isEqualTo(hash);
    }

    /** Value of a former version for these contents (as SHA-256), with an unlabelled, an excluded and a test picture. */
    @Test
    void formerFingerprintsAreStillMade() throws IOException {
        Dataset all = dataset("a");
        Dataset dataset = changed(
                changed(
                        changed(all, 0, OptionalInt.empty(), Optional.empty(), false),
                        1,
                        OptionalInt.of(0),
                        Optional.empty(),
                        true),
                2,
                OptionalInt.of(1),
                Optional.of(Split.TEST),
                false);

        assertThat(DatasetHash.withUnassigned(
                        dataset,
                        sample ->
                                ImageHash.sha256(Files.readString(sample.file()).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("7c7c3d6847f5d2fd08d77b2d94b1dc68991dfed47ad338bbb03278e985d231d8");
    }
}
