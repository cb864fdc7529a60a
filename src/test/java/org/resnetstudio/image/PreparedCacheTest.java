package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.resnetstudio.image.TestPictures.gradient;
import static org.resnetstudio.image.TestPictures.noise;
import static org.resnetstudio.image.TestPictures.plain;
import static org.resnetstudio.image.TestPictures.png;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.image.UnreadableImageException.Reason;

class PreparedCacheTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));

    @TempDir
    Path folder;

    private Path cacheFolder;

    @BeforeEach
    void chooseFolder() {
        cacheFolder = folder.resolve("cache");
    }

    private Path file(String name, RgbImage image) throws IOException {
        Path file = Files.write(folder.resolve(name), png(image));
        return Files.setLastModifiedTime(file, LONG_AGO);
    }

    private List<Path> noiseFiles(int count) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            files.add(file("noise" + number + ".png", noise(20, 16, number)));
        }
        return files;
    }

    private PreparedCache open() throws IOException {
        return PreparedCache.open(cacheFolder, 16, ResizeMode.CROP);
    }

    /** As if all files had been there for a day, so that what is seen of them is noted. */
    private PreparedCache openTomorrow() throws IOException {
        return PreparedCache.open(
                cacheFolder,
                16,
                ResizeMode.CROP,
                path -> Long.MAX_VALUE,
                InstantSource.offset(InstantSource.system(), Duration.ofDays(1)));
    }

    private static PreparedFiles prepare(PreparedCache cache, List<Path> files) throws IOException {
        return cache.prepare(files, 3, ProgressListener.none(), () -> false);
    }

    @Test
    void holdsEveryPictureAsItIsResized() throws Exception {
        List<Path> files = noiseFiles(40);
        try (PreparedCache cache = open()) {
            PreparedFiles prepared = prepare(cache, files);

            assertThat(prepared.decoded()).isEqualTo(40);
            assertThat(prepared.unreadable()).isEmpty();
            for (int number = 0; number < 40; number++) {
                assertThat(cache.picture(prepared.cacheIndices()[number]))
                        .isEqualTo(Resizer.resize(noise(20, 16, number), 16, ResizeMode.CROP));
            }
        }
    }

    @Test
    void decodesNothingTheSecondTime() throws Exception {
        List<Path> files = noiseFiles(10);
        int[] first;
        try (PreparedCache cache = open()) {
            first = prepare(cache, files).cacheIndices();
        }
        try (PreparedCache cache = open()) {
            PreparedFiles again = prepare(cache, files);

            assertThat(again.decoded()).isZero();
            assertThat(again.reused()).isEqualTo(10);
            assertThat(again.cacheIndices()).containsExactly(first);
            assertThat(cache.picture(first[3])).isEqualTo(Resizer.resize(noise(20, 16, 3), 16, ResizeMode.CROP));
        }
    }

    @Test
    void whatIsKnownElsewhereOfAFileSavesReadingIt() throws Exception {
        Path first = file("first.png", noise(20, 16, 1));
        // Reading it would show that it is none of a picture.
        Path other =
                Files.setLastModifiedTime(Files.write(folder.resolve("other.png"), new byte[] {1, 2, 3}), LONG_AGO);
        Contents contents = new Contents();
        try (PreparedCache cache = openTomorrow()) {
            int index = cache.prepare(List.of(first), contents, 1, ProgressListener.none(), () -> false)
                    .cacheIndices()[0];
            PictureContent found = contents.find(first).orElseThrow();
            assertThat(found).isEqualTo(new PictureContent(FileStamp.of(first), ImageHash.sha256(first), 20, 16));
            assertThat(contents.kept).isPositive();

            contents.add(other, new PictureContent(FileStamp.of(other), found.sha256(), 20, 16));
            PreparedFiles prepared = cache.prepare(List.of(other), contents, 1, ProgressListener.none(), () -> false);
            assertThat(prepared.cacheIndices()).containsExactly(index);
            assertThat(prepared.unreadable()).isEmpty();
            assertThat(prepared.decoded()).isZero();
        }
        try (PreparedCache cache = openTomorrow()) {
            assertThat(prepare(cache, List.of(other)).unreadable())
                    .as("the cache has noted it for itself")
                    .isEmpty();
        }
    }

    @Test
    void whatIsKnownOfAFileThatChangedDoesNotCount() throws Exception {
        Path file = file("a.png", noise(20, 16, 1));
        Contents contents = new Contents();
        try (PreparedCache cache = openTomorrow()) {
            int before = cache.prepare(List.of(file), contents, 1, ProgressListener.none(), () -> false)
                    .cacheIndices()[0];
            file("a.png", noise(20, 16, 2));
            int after = cache.prepare(List.of(file), contents, 1, ProgressListener.none(), () -> false)
                    .cacheIndices()[0];
            assertThat(after).isNotEqualTo(before);
            assertThat(contents.find(file).orElseThrow().sha256()).isEqualTo(ImageHash.sha256(file));
        }
    }

    @Test
    void ofAFileThatWasWrittenAMomentAgoNothingIsKept() throws Exception {
        Path file = Files.write(folder.resolve("new.png"), png(noise(20, 16, 1)));
        Contents contents = new Contents();
        try (PreparedCache cache = open()) {
            cache.prepare(List.of(file), contents, 1, ProgressListener.none(), () -> false);
        }
        assertThat(contents.find(file)).isEmpty();
    }

    private static final class Contents implements KnownContents {
        private final Map<Path, PictureContent> known = new ConcurrentHashMap<>();
        private int kept;

        @Override
        public Optional<PictureContent> find(Path file) {
            return Optional.ofNullable(known.get(file));
        }

        @Override
        public void add(Path file, PictureContent content) {
            known.put(file, content);
        }

        @Override
        public void keep() {
            kept++;
        }
    }

    /** What is noted of a file is believed, so that a note of another content shows that the file was not read. */
    @Test
    void doesNotEvenReadFilesThatAreAsBefore() throws Exception {
        Path file = file("a.png", gradient());
        Path other = file("b.png", noise(20, 16, 1));
        try (PreparedCache cache = open()) {
            int index = prepare(cache, List.of(other)).cacheIndices()[0];
            String path = file.toAbsolutePath().normalize().toString();
            cache.index().add(path, new CacheIndex.Seen(FileStamp.of(file), ImageHash.sha256(other)));

            assertThat(prepare(cache, List.of(file)).cacheIndices()).containsExactly(index);
        }
    }

    /** Sizes and times stay, as unpacking, {@code cp -p} and {@code mv} leave them. */
    @Test
    void filesThatChangedPlacesAreSeen() throws Exception {
        for (boolean inPlace : List.of(false, true)) {
            Path one = Files.write(folder.resolve("one.bmp"), bmp(0x10));
            Path two = Files.write(folder.resolve("two.bmp"), bmp(0xF0));
            Files.setLastModifiedTime(one, LONG_AGO);
            Files.setLastModifiedTime(two, LONG_AGO);
            try (PreparedCache cache = openTomorrow()) {
                int[] before = prepare(cache, List.of(one, two)).cacheIndices();
                if (inPlace) {
                    byte[] bytes = Files.readAllBytes(one);
                    Files.write(one, Files.readAllBytes(two));
                    Files.write(two, bytes);
                    Files.setLastModifiedTime(one, LONG_AGO);
                    Files.setLastModifiedTime(two, LONG_AGO);
                } else {
                    Files.move(one, folder.resolve("t.bmp"));
                    Files.move(two, one);
                    Files.move(folder.resolve("t.bmp"), two);
                }

                assertThat(prepare(cache, List.of(one, two)).cacheIndices())
                        .as("in place: %s", inPlace)
                        .containsExactly(before[1], before[0]);
            }
        }
    }

    @Test
    void onlyFilesThatDidNotChangeJustNowAreNoted() throws Exception {
        Path file = file("a.png", gradient());
        String path = file.toAbsolutePath().normalize().toString();
        try (PreparedCache cache = open()) {
            prepare(cache, List.of(file));
            assertThat(cache.index().seen(path)).isEmpty();
        }
        try (PreparedCache cache = openTomorrow()) {
            prepare(cache, List.of(file));
        }
        try (PreparedCache cache = open()) {
            assertThat(cache.index().seen(path))
                    .hasValue(new CacheIndex.Seen(FileStamp.of(file), ImageHash.sha256(file)));
        }
    }

    @Test
    void knowsTheContentOfEveryPicture() throws Exception {
        List<Path> files = noiseFiles(3);
        try (PreparedCache cache = open()) {
            int[] indices = prepare(cache, files).cacheIndices();
            for (int i = 0; i < 3; i++) {
                assertThat(cache.contentHash(indices[i])).isEqualTo(ImageHash.sha256(files.get(i)));
            }
            assertThatThrownBy(() -> cache.contentHash(99)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Notes of former versions held size and time alone. */
    @Test
    void notesOfFormerVersionsAreNotBelieved() throws Exception {
        Path file = file("a.png", gradient());
        Path notes;
        try (PreparedCache cache = open()) {
            prepare(cache, List.of(file));
            notes = Files.writeString(cache.folder().resolve("files.log"), "as before");
        }
        try (PreparedCache cache = open()) {
            assertThat(prepare(cache, List.of(file)).decoded()).isZero();
        }
        assertThat(notes).doesNotExist();
    }

    /** Where Java writes other digits, former versions named the files in them. */
    @Test
    void picturesUnderANameInOtherDigitsAreFoundAgain() throws Exception {
        List<Path> files = noiseFiles(4);
        Path segment;
        try (PreparedCache cache = open()) {
            prepare(cache, files);
            segment = cache.folder().resolve("pictures-0000.bin");
        }
        Path persian = Files.move(segment, segment.resolveSibling("pictures-۰۰۰۰.bin"));
        Path bengali = Files.writeString(segment.resolveSibling("pictures-০০০১.bin"), "else");
        try (PreparedCache cache = open()) {
            assertThat(prepare(cache, files).decoded()).isZero();
        }
        assertThat(persian).doesNotExist();
        assertThat(bengali).doesNotExist();
        Files.copy(segment, persian);
        open().close();
        assertThat(persian).doesNotExist();
    }

    private static byte[] bmp(int grey) throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, grey << 16 | grey << 8 | i);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "bmp", out);
        return out.toByteArray();
    }

    @Test
    void changedFilesAreDecodedAgainAndMovedOnesAreNot() throws Exception {
        Path file = file("a.png", gradient());
        try (PreparedCache cache = open()) {
            prepare(cache, List.of(file));
            Path moved = Files.move(file, folder.resolve("b.png"));
            assertThat(prepare(cache, List.of(moved)).decoded()).isZero();

            file("b.png", plain(9, 9, 0x102030));
            PreparedFiles changed = prepare(cache, List.of(moved));
            assertThat(changed.decoded()).isEqualTo(1);
            assertThat(cache.picture(changed.cacheIndices()[0])).isEqualTo(plain(16, 16, 0x102030));
        }
    }

    @Test
    void filesOfOneContentShareAPicture() throws Exception {
        Path file = file("a.png", gradient());
        Path copy = Files.copy(file, folder.resolve("copy.png"));
        try (PreparedCache cache = open()) {
            PreparedFiles prepared = prepare(cache, List.of(file, copy, file));

            assertThat(prepared.cacheIndices()).containsExactly(0, 0, 0);
            assertThat(prepared.decoded()).isEqualTo(1);
            assertThat(cache.count()).isEqualTo(1);
        }
    }

    @Test
    void unreadableFilesAreReportedAndTheRestGoesOn() throws Exception {
        Path good = file("good.png", gradient());
        Path empty = Files.createFile(folder.resolve("empty.png"));
        Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
        try (PreparedCache cache = open()) {
            PreparedFiles prepared = prepare(cache, List.of(empty, good, text, folder.resolve("gone.png"), folder));

            assertThat(prepared.cacheIndices()).containsExactly(-1, 0, -1, -1, -1);
            assertThat(prepared.unreadable())
                    .extracting(UnreadableFile::position, bad -> bad.problem().reason())
                    .containsExactly(
                            tuple(0, Reason.EMPTY),
                            tuple(2, Reason.NOT_A_PICTURE),
                            tuple(3, Reason.MISSING),
                            tuple(4, Reason.NOT_A_FILE));
            assertThatThrownBy(() -> cache.picture(-1)).hasMessageContaining("leave unreadable files out");
        }
    }

    @Test
    void aDamagedPictureIsPreparedAgain() throws Exception {
        List<Path> files = noiseFiles(5);
        Path inside;
        try (PreparedCache cache = open()) {
            prepare(cache, files);
            inside = cache.folder();
        }
        try (RandomAccessFile segment =
                new RandomAccessFile(inside.resolve("pictures-0000.bin").toFile(), "rw")) {
            segment.seek(2 * 768 + 100);
            segment.write(77);
            segment.write(78);
        }
        try (PreparedCache cache = open()) {
            PreparedFiles prepared = prepare(cache, files);

            assertThat(prepared.decoded()).isEqualTo(1);
            for (int number = 0; number < 5; number++) {
                assertThat(cache.picture(prepared.cacheIndices()[number]))
                        .isEqualTo(Resizer.resize(noise(20, 16, number), 16, ResizeMode.CROP));
            }
        }
    }

    @Test
    void shortenedFilesCostOnlyWhatTheyLost() throws Exception {
        List<Path> files = noiseFiles(6);
        Path inside;
        try (PreparedCache cache = openTomorrow()) {
            prepare(cache, files);
            inside = cache.folder();
        }
        shorten(inside.resolve("pictures-0000.bin"), 768);
        shorten(inside.resolve("pictures.log"), 3);
        shorten(inside.resolve("seen.log"), 200);
        try (PreparedCache cache = open()) {
            PreparedFiles prepared = prepare(cache, files);

            assertThat(prepared.decoded()).isBetween(1, 2);
            for (int number = 0; number < 6; number++) {
                assertThat(cache.picture(prepared.cacheIndices()[number]))
                        .isEqualTo(Resizer.resize(noise(20, 16, number), 16, ResizeMode.CROP));
            }
        }
        try (PreparedCache cache = open()) {
            assertThat(prepare(cache, files).decoded()).isZero();
        }
    }

    private static void shorten(Path file, int bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() - bytes);
        }
    }

    @Test
    void theFolderMayBeDeletedBetweenUses() throws Exception {
        List<Path> files = noiseFiles(3);
        Path inside;
        try (PreparedCache cache = open()) {
            prepare(cache, files);
            inside = cache.folder();
        }
        try (var contents = Files.list(inside)) {
            for (Path part : contents.toList()) {
                Files.delete(part);
            }
        }
        Files.delete(inside);
        try (PreparedCache cache = open()) {
            assertThat(prepare(cache, files).decoded()).isEqualTo(3);
        }
    }

    @Test
    void aSecondUserGetsAFolderOfItsOwn() throws Exception {
        List<Path> files = noiseFiles(3);
        try (PreparedCache first = open();
                PreparedCache second = open();
                PreparedCache otherSize = PreparedCache.open(cacheFolder, 8, ResizeMode.CROP)) {
            assertThat(second.folder()).isNotEqualTo(first.folder());
            assertThat(otherSize.folder()).isNotEqualTo(first.folder());
            prepare(first, files);
            PreparedFiles prepared = prepare(second, files);
            assertThat(prepared.decoded()).isEqualTo(3);
            assertThat(second.picture(prepared.cacheIndices()[2]))
                    .isEqualTo(Resizer.resize(noise(20, 16, 2), 16, ResizeMode.CROP));
        }
        try (PreparedCache next = open()) {
            assertThat(prepare(next, files).decoded()).isZero();
        }
    }

    @Test
    void cancellingKeepsWhatIsDone() throws Exception {
        List<Path> files = noiseFiles(400);
        AtomicInteger asked = new AtomicInteger();
        try (PreparedCache cache = PreparedCache.open(cacheFolder, 600, ResizeMode.SQUASH)) {
            assertThatThrownBy(
                            () -> cache.prepare(files, 1, ProgressListener.none(), () -> asked.incrementAndGet() > 1))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("of 400");
        }
        try (PreparedCache cache = PreparedCache.open(cacheFolder, 600, ResizeMode.SQUASH)) {
            int kept = cache.count();
            assertThat(kept).isBetween(1, 399);
            assertThat(prepare(cache, files).decoded()).isEqualTo(400 - kept);
        }
    }

    @Test
    void anInterruptedThreadStopsInOrderAndStaysInterrupted() throws Exception {
        List<Path> files = noiseFiles(20);
        try (PreparedCache cache = open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> prepare(cache, files)).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(prepare(cache, files).unreadable()).isEmpty();
        }
    }

    @Test
    void aFullDiskIsOneClearError() throws Exception {
        List<Path> files = noiseFiles(3);
        try (PreparedCache cache =
                PreparedCache.open(cacheFolder, 16, ResizeMode.CROP, path -> 5L << 20, InstantSource.system())) {
            assertThatThrownBy(() -> cache.prepare(files, 1, ProgressListener.none(), () -> false))
                    .isInstanceOf(CacheFullException.class)
                    .hasMessageStartingWith("The disk is too full for the prepared pictures in ")
                    .hasMessageContaining("5 MiB are free")
                    .hasMessageEndingWith("free some space or choose a smaller image size.");
        }
        try (PreparedCache cache = open()) {
            assertThat(prepare(cache, files).decoded()).isEqualTo(3);
        }
    }

    @Test
    void aPlaceThatCannotHoldAFolderIsNamed() throws Exception {
        Path occupied = Files.createFile(folder.resolve("occupied"));

        assertThatThrownBy(() -> PreparedCache.open(occupied, 16, ResizeMode.CROP))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be stored in " + occupied);
    }

    @Test
    void progressEndsAtTheTotal() throws Exception {
        List<Path> files = noiseFiles(7);
        List<Integer> seen = new ArrayList<>();
        try (PreparedCache cache = open()) {
            cache.prepare(files, 2, (done, total) -> seen.add(done), () -> false);
        }
        assertThat(seen).isSorted().endsWith(7);
    }

    @Test
    void picturesSpreadOverSegments() throws Exception {
        Path store = Files.createDirectories(folder.resolve("store"));
        byte[] read = new byte[12];
        try (PictureStore pictures = new PictureStore(store, 12, 3)) {
            for (int index = 0; index < 8; index++) {
                pictures.write(index, plain(2, 2, index).pixels());
                pictures.read(index, read);
                assertThat(read).isEqualTo(plain(2, 2, index).pixels());
            }
            assertThat(pictures.holds(7)).isTrue();
            assertThat(pictures.holds(8)).isFalse();
        }
        assertThat(Files.size(store.resolve("pictures-0002.bin"))).isEqualTo(24);
    }

    /** {@code np.concatenate([a, b]).mean(0), .std(0)} over the pixels of both pictures, scaled to 0 to 1. */
    @Test
    void datasetNormalisationIsTheMeanAndDeviationOfEachChannel() throws Exception {
        Path black = file("black.png", plain(16, 16, 0x000080));
        Path bright = file("bright.png", plain(16, 16, 0xFF8080));
        try (PreparedCache cache = open()) {
            int[] indices = prepare(cache, List.of(black, bright)).cacheIndices();

            Normalization normalization = Normalization.ofDataset(cache, indices);

            assertThat(normalization.mean().get(0)).isCloseTo(0.5f, within(1e-6f));
            assertThat(normalization.standardDeviation().get(0)).isCloseTo(0.5f, within(1e-6f));
            assertThat(normalization.mean().get(1)).isCloseTo(64 / 255f, within(1e-6f));
            assertThat(normalization.standardDeviation().get(1)).isCloseTo(64 / 255f, within(1e-6f));
            assertThat(normalization.standardDeviation().get(2)).isCloseTo(1 / 255f, within(1e-6f));
            assertThat(Normalization.ofDataset(cache, new int[] {indices[1], indices[0]}))
                    .isEqualTo(normalization);
            assertThatThrownBy(() -> Normalization.ofDataset(cache, new int[0]))
                    .hasMessageContaining("at least one training picture");
        }
    }
}
