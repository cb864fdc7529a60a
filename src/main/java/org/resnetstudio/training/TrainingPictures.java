package org.resnetstudio.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.image.BatchBuffers;
import org.resnetstudio.image.BatchEntry;
import org.resnetstudio.image.BatchPipeline;
import org.resnetstudio.image.EpochOrder;
import org.resnetstudio.image.FileStamp;
import org.resnetstudio.image.ImageHash;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.PreparedCache;
import org.resnetstudio.image.PreparedFiles;
import org.resnetstudio.image.ProgressListener;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.image.UnreadableFile;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.RunSamples;

/** The pictures of a run, decoded and made small, by split; and their batches. */
final class TrainingPictures implements AutoCloseable {
    private final Source source;
    private final PreparedCache cache;
    private final Dataset dataset;
    private final List<UnreadableFile> unreadable;
    private final Map<Split, List<BatchEntry>> entries;

    private TrainingPictures(
            Source source, Dataset dataset, List<UnreadableFile> unreadable, Map<Split, List<BatchEntry>> entries) {
        this.source = source;
        this.cache = source.cache();
        this.dataset = dataset;
        this.unreadable = unreadable;
        this.entries = entries;
    }

    /**
     * Prepares all pictures of a dataset that take part.
     *
     * @throws java.util.concurrent.CancellationException when {@code cancelled} said so
     * @throws IOException if the cache cannot be written
     */
    static TrainingPictures prepare(
            Dataset dataset, PictureSize size, Loading loading, ProgressListener progress, BooleanSupplier cancelled)
            throws IOException {
        List<Integer> used = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < dataset.samples().size(); i++) {
            Sample sample = dataset.samples().get(i);
            if (sample.takesPart()) {
                used.add(i);
                files.add(sample.file());
            }
        }
        PreparedCache cache = PreparedCache.open(loading.cacheFolder(), size.imageSizePx(), size.resize());
        try {
            PreparedFiles prepared = cache.prepare(files, loading.contents(), loading.threads(), progress, cancelled);
            Map<Split, List<BatchEntry>> entries = new EnumMap<>(Split.class);
            for (Split split : Split.values()) {
                entries.put(split, new ArrayList<>());
            }
            Set<Integer> lost = new HashSet<>();
            for (int i = 0; i < used.size(); i++) {
                int index = used.get(i);
                Sample sample = dataset.samples().get(index);
                int cacheIndex = prepared.cacheIndices()[i];
                if (cacheIndex < 0) {
                    lost.add(index);
                } else {
                    entries.get(sample.split().orElseThrow())
                            .add(new BatchEntry(cacheIndex, sample.classIndex().orElseThrow(), index));
                }
            }
            return new TrainingPictures(
                    new Source(cache, loading.contents()), excluding(dataset, lost), prepared.unreadable(), entries);
        } catch (IOException | RuntimeException | Error e) {
            cache.close();
            throw e;
        }
    }

    /**
     * How pictures are made small.
     *
     * @param imageSizePx width and height
     * @param resize how they become square
     */
    record PictureSize(int imageSizePx, ResizeMode resize) {}

    /**
     * How pictures are loaded.
     *
     * @param cacheFolder where prepared pictures are kept
     * @param contents what is known of their files
     * @param threads that decode, at least 1
     */
    record Loading(Path cacheFolder, KnownContents contents, int threads) {}

    /** Where pictures, and what is known of their files, come from. */
    private record Source(PreparedCache cache, KnownContents contents) {}

    private static Dataset excluding(Dataset dataset, Set<Integer> lost) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < dataset.samples().size(); i++) {
            Sample s = dataset.samples().get(i);
            samples.add(lost.contains(i) ? new Sample(s.id(), s.file(), s.classIndex(), s.split(), true) : s);
        }
        return new Dataset(dataset.classes(), samples);
    }

    /**
     * The same pictures as if the unreadable ones had not been in the dataset. Their numbers, on which augmentation depends, become those
     * that they have in a list of the readable ones alone. This one is not to be used any more.
     */
    TrainingPictures renumbered() {
        Dataset readable = RunSamples.takingPart(dataset);
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < dataset.samples().size(); i++) {
            if (dataset.samples().get(i).takesPart()) {
                numbers.put(i, numbers.size());
            }
        }
        Map<Split, List<BatchEntry>> renumbered = new EnumMap<>(Split.class);
        entries.forEach((split, list) -> renumbered.put(
                split,
                list.stream()
                        .map(e -> new BatchEntry(e.cacheIndex(), e.label(), numbers.get(e.sampleIndex())))
                        .toList()));
        return new TrainingPictures(source, readable, unreadable, renumbered);
    }

    /** The same pictures without some that take no part after all; the others keep their numbers. This one is not to be used any more. */
    TrainingPictures without(Set<Path> files) {
        Set<Integer> others = new HashSet<>();
        for (int i = 0; i < dataset.samples().size(); i++) {
            if (files.contains(dataset.samples().get(i).file().toAbsolutePath().normalize())) {
                others.add(i);
            }
        }
        Map<Split, List<BatchEntry>> rest = new EnumMap<>(Split.class);
        entries.forEach((split, list) -> rest.put(
                split,
                list.stream().filter(e -> !others.contains(e.sampleIndex())).toList()));
        return new TrainingPictures(source, excluding(dataset, others), unreadable, rest);
    }

    /** What is known of the pictures' contents: the hash of each readable one that takes part, by its file. */
    Map<Path, String> contentHashes() {
        Map<Path, String> hashes = new HashMap<>();
        for (List<BatchEntry> ofSplit : entries.values()) {
            for (BatchEntry entry : ofSplit) {
                hashes.put(dataset.samples().get(entry.sampleIndex()).file(), cache.contentHash(entry.cacheIndex()));
            }
        }
        return hashes;
    }

    /**
     * The hash of the bytes of any file, whether it takes part or not; they are read only where it is not known.
     *
     * @throws UnreadableImageException if the file is not there any more, or cannot be read
     */
    String contentHash(Path file) throws UnreadableImageException {
        Optional<String> known = source.contents().sha256(file, FileStamp.of(file));
        return known.isPresent() ? known.get() : ImageHash.sha256(file);
    }

    /** The dataset with its unreadable pictures excluded. */
    Dataset dataset() {
        return dataset;
    }

    /** Pictures that could not be read. */
    List<UnreadableFile> unreadable() {
        return unreadable;
    }

    /** Number of readable pictures of a split. */
    int count(Split split) {
        return entries.get(split).size();
    }

    /**
     * Buffers for batches of that size, or of all pictures of a split where it has fewer.
     *
     * @throws IllegalArgumentException if no buffer can hold such a batch; the message says which ones
     */
    BatchBuffers buffers(int batchSize) {
        int most = entries.values().stream().mapToInt(List::size).max().orElse(0);
        return new BatchBuffers(Math.min(batchSize, most), cache.sizePx());
    }

    /** The normalisation of that kind, measured on the training pictures where need be. */
    Normalization normalization(NormalizationKind kind) throws IOException {
        return kind.fixed().isPresent()
                ? kind.fixed().get()
                : Normalization.ofDataset(
                        cache,
                        entries.get(Split.TRAIN).stream()
                                .mapToInt(BatchEntry::cacheIndex)
                                .toArray());
    }

    /**
     * Number of batches of an epoch. A last batch of a single picture is left out, because batch norm cannot learn from it: another
     * picture is left out in the next epoch.
     */
    int batchesPerEpoch(int batchSize) {
        return (trained(batchSize) + batchSize - 1) / batchSize;
    }

    private int trained(int batchSize) {
        int all = count(Split.TRAIN);
        return all > batchSize && batchSize > 1 && all % batchSize == 1 ? all - 1 : all;
    }

    /**
     * The rest of the batches of an epoch, which has an order of its own.
     *
     * @param position where the run stands; the order follows from the seed and the epoch
     * @param settings of the epoch
     * @param balanced whether each class comes equally often
     */
    BatchPipeline training(
            BatchBuffers buffers, Checkpoint.Position position, BatchPipeline.Settings settings, boolean balanced) {
        List<BatchEntry> train = entries.get(Split.TRAIN);
        int epoch = position.epoch() + 1;
        int[] order = balanced
                ? EpochOrder.balanced(train.stream().mapToInt(BatchEntry::label).toArray(), settings.seed(), epoch)
                : EpochOrder.shuffled(train.size(), settings.seed(), epoch);
        int[] shown = new int[train.size()];
        List<BatchEntry> shuffled = new ArrayList<>();
        for (int i = 0; i < trained(buffers.batchSize()); i++) {
            shuffled.add(train.get(order[i]).again(shown[order[i]]++));
        }
        List<BatchEntry> rest = shuffled.subList(position.batch() * buffers.batchSize(), shuffled.size());
        return new BatchPipeline(cache, rest, buffers, settings);
    }

    /**
     * The rest of the batches of an epoch as a run has them at that place.
     *
     * @param loadingThreads that make them
     */
    BatchPipeline training(
            BatchBuffers buffers,
            Checkpoint.Position position,
            TrainingConfig config,
            Normalization normalization,
            int loadingThreads) {
        BatchPipeline.Settings settings = new BatchPipeline.Settings(
                position.changes().augmentations(config),
                normalization,
                config.seed(),
                config.transfer().variantAt(position.epoch()),
                loadingThreads);
        return training(buffers, position, settings, config.recipe().balancedSampling());
    }

    /**
     * A weight for each class, the higher the fewer training pictures it has, as scikit-learn's {@code class_weight="balanced"}; 1 for one
     * without any.
     */
    List<Double> balancedClassWeights() {
        List<BatchEntry> train = entries.get(Split.TRAIN);
        int[] counts = new int[dataset.classes().size()];
        train.forEach(entry -> counts[entry.label()]++);
        long present = Arrays.stream(counts).filter(count -> count > 0).count();
        return Arrays.stream(counts)
                .mapToObj(count -> count == 0 ? 1.0 : (double) train.size() / (present * count))
                .toList();
    }

    /** The batches of a split as they are. */
    BatchPipeline plain(Split split, BatchBuffers buffers, Normalization normalization, int threads) {
        return new BatchPipeline(
                cache,
                entries.get(split),
                buffers,
                new BatchPipeline.Settings(Augmentations.NONE, normalization, 0, 1, threads));
    }

    @Override
    public void close() throws IOException {
        cache.close();
    }
}
