package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderScannerTest {
    @TempDir
    Path root;

    private ScanResult scan(Path... sources) {
        return new FolderScanner().scan(List.of(sources));
    }

    private List<String> found(ScanResult result) {
        return found(root, result);
    }

    /** "picture class SPLIT", with - where there is none. */
    static List<String> found(Path root, ScanResult result) {
        return result.images().stream()
                .map(image -> CommonFolder.relative(Optional.of(root), image.file()) + " "
                        + image.className().orElse("-") + " "
                        + image.split().map(Split::name).orElse("-"))
                .toList();
    }

    private static List<String> problems(ScanResult result) {
        return result.problems().stream()
                .map(problem ->
                        problem.file().getFileName() + ": " + problem.reason().english())
                .toList();
    }

    @Test
    void foldersAreClassesInNaturalOrderAndInnerFoldersBelongToThem() {
        Pictures.write(root.resolve("class10/b.png"));
        Pictures.write(root.resolve("class2/img10.png"));
        Pictures.write(root.resolve("class2/img2.PNG"));
        Pictures.write(root.resolve("class2/inner/deep/1.png"));
        Pictures.write(root.resolve("loose.png"));
        ScanResult result = scan(root);
        assertThat(result.classes()).containsExactly(new ImageClass("class2"), new ImageClass("class10"));
        assertThat(found(result))
                .containsExactly(
                        "loose.png - -",
                        "class2/img2.PNG class2 -",
                        "class2/img10.png class2 -",
                        "class2/inner/deep/1.png class2 -",
                        "class10/b.png class10 -");
        assertThat(result.problems()).isEmpty();
        Dataset dataset = result.toDataset();
        assertThat(dataset.samples().stream().map(s -> s.classIndex().orElse(-1)))
                .containsExactly(-1, 0, 0, 0, 1);
        assertThat(dataset.samples().stream().map(Sample::id)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void splitFoldersGiveTheSplitUnderAnyOfTheirNames() {
        for (String validation : List.of("validation", "valid", "VAL")) {
            Path source = root.resolve("with-" + validation);
            Pictures.write(source.resolve("train/cat/1.png"));
            Pictures.write(source.resolve(validation + "/cat/2.png"));
            Pictures.write(source.resolve("test/dog/3.png"));
            Pictures.write(source.resolve("test/4.png"));
            ScanResult result = scan(source);
            assertThat(result.classNames()).containsExactly("cat", "dog");
            assertThat(result.images())
                    .extracting(FoundImage::className, FoundImage::split)
                    .containsExactlyInAnyOrder(
                            tuple(Optional.of("cat"), Optional.of(Split.TRAIN)),
                            tuple(Optional.of("cat"), Optional.of(Split.VALIDATION)),
                            tuple(Optional.of("dog"), Optional.of(Split.TEST)),
                            tuple(Optional.empty(), Optional.of(Split.TEST)));
        }
    }

    @Test
    void aFolderBesideTrainIsReported() {
        Pictures.write(root.resolve("train/cat/1.png"));
        Pictures.write(root.resolve("extra/cat/2.png"));
        ScanResult result = scan(root);
        assertThat(found(result)).containsExactly("train/cat/1.png cat TRAIN");
        assertThat(problems(result)).singleElement().asString().startsWith("extra: This folder stands beside train");
        assertThat(result.leftOut()).containsExactly(entry(LeftOut.FOLDER, 1));
    }

    @Test
    void aClassCalledTestAmongOthersIsAClass() {
        Pictures.write(root.resolve("test/1.png"));
        Pictures.write(root.resolve("match/2.png"));
        assertThat(scan(root).classNames()).containsExactly("match", "test");
    }

    @Test
    void flatFoldersAndSingleFilesStayUnlabelledAndNoFileCountsTwice() {
        Path flat = Pictures.folder(root.resolve("flat"), 3);
        ScanResult result = scan(flat.resolve("2.png"), flat, root.resolve("flat/../flat/1.png"));
        assertThat(found(result)).containsExactly("flat/2.png - -", "flat/1.png - -", "flat/3.png - -");
        assertThat(result.classes()).isEmpty();
    }

    @Test
    void hiddenAndSystemFilesAreSilentAndOthersReported() throws IOException {
        Pictures.folder(root.resolve("cat"), 1);
        Pictures.write(root.resolve("cat/.hidden.png"));
        Pictures.write(root.resolve("cat/._1.png"));
        Pictures.write(root.resolve("__MACOSX/cat/1.png"));
        Pictures.write(root.resolve("cat/@eaDir/1.png/1.png"));
        Pictures.write(root.resolve("cat/.ipynb_checkpoints/1-checkpoint.png"));
        Pictures.write(root.resolve("#recycle/cat/1.png"));
        Pictures.write(root.resolve("$RECYCLE.BIN/1.png"));
        for (String name : List.of("Thumbs.db", ".DS_Store", "desktop.ini", "notes.txt")) {
            Files.writeString(root.resolve("cat").resolve(name), "text");
        }
        ScanResult result = scan(root);
        assertThat(result.images()).hasSize(1);
        assertThat(problems(result)).containsExactly("notes.txt: This file is not a picture, so it was left out.");
    }

    @Test
    void manyOtherFilesAreSummedUp() throws IOException {
        Pictures.folder(root.resolve("cat"), 1);
        for (int i = 0; i < 1234; i++) {
            Files.createFile(root.resolve("cat/" + i + ".txt"));
        }
        List<String> problems = problems(scan(root));
        assertThat(problems).hasSize(21);
        assertThat(problems.get(20))
                .isEqualTo("cat: 1,214 more files here are not pictures either, and were left out.");
    }

    @Test
    void unreadablePicturesAreReportedAndTheRestGoesOn() throws IOException {
        Path cat = Pictures.folder(root.resolve("cat"), 3);
        byte[] whole = Files.readAllBytes(cat.resolve("1.png"));
        Files.createFile(cat.resolve("empty.jpg"));
        Files.writeString(cat.resolve("text.jpg"), "This is text.");
        Files.write(cat.resolve("cut.png"), Arrays.copyOf(whole, whole.length - 20));
        Files.write(cat.resolve("cut-early.png"), Arrays.copyOf(whole, 20));
        byte[] giant = whole.clone();
        System.arraycopy(new byte[] {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30}, 0, giant, 16, 8);
        Files.write(cat.resolve("giant.png"), giant);
        ScanResult result = scan(root);
        assertThat(result.images()).hasSize(3);
        assertThat(problems(result))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("cut-early.png: ").contains("cut off"),
                        p -> assertThat(p).startsWith("cut.png: ").contains("cut off"),
                        p -> assertThat(p).isEqualTo("empty.jpg: The file is empty."),
                        p -> assertThat(p).startsWith("giant.png: ").contains("30,000 x 30,000 pixels"),
                        p -> assertThat(p).startsWith("text.jpg: Not a picture"));
    }

    @Test
    void emptyClassFoldersAreReported() throws IOException {
        Pictures.folder(root.resolve("cat"), 1);
        Files.createDirectories(root.resolve("dog/inner"));
        ScanResult result = scan(root);
        assertThat(result.classNames()).containsExactly("cat");
        assertThat(problems(result)).singleElement().asString().startsWith("dog: This class folder holds no pictures");
    }

    @Test
    void lettersThatDifferInCaseAreClassesOfTheirOwnWhereTheyStandSideBySide() {
        Pictures.write(root.resolve("train/A/1.png"));
        Pictures.write(root.resolve("train/a/2.png"));
        assumeThat(root.resolve("TRAIN")).as("a file system that tells case").doesNotExist();
        Pictures.write(root.resolve("train/Cat/3.png"));
        Pictures.write(root.resolve("test/A/4.png"));
        Pictures.write(root.resolve("test/a/5.png"));
        Pictures.write(root.resolve("test/cat/6.png"));
        ScanResult result = scan(root);
        assertThat(result.classNames()).containsExactly("A", "a", "Cat");
        assertThat(found(result))
                .containsExactly(
                        "test/A/4.png A TEST",
                        "test/a/5.png a TEST",
                        "test/cat/6.png Cat TEST",
                        "train/A/1.png A TRAIN",
                        "train/a/2.png a TRAIN",
                        "train/Cat/3.png Cat TRAIN");
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).singleElement().satisfies(warning -> assertThat(
                        warning.reason().english())
                .contains("differ in case only", "A and a"));
    }

    @Test
    void differentLettersAreDifferentClasses() {
        for (String name : List.of("kır", "kir", "Masse", "Maße", "\u017fee", "see", "\u0149", "\u02bcn")) {
            Pictures.write(root.resolve(name).resolve("1.png"));
        }
        ScanResult result = scan(root);
        assertThat(result.classNames())
                .containsExactlyInAnyOrder("kır", "kir", "Masse", "Maße", "\u017fee", "see", "\u0149", "\u02bcn");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesThatLookAlikeAreOneClassAndATellingOfIt() {
        Pictures.write(root.resolve("caf\u00e9/1.png"));
        Pictures.write(root.resolve("cafe\u0301/2.png"));
        ScanResult result = scan(root);
        assertThat(result.classNames()).containsExactly("caf\u00e9");
        assertThat(result.images()).hasSize(2);
        assertThat(result.warnings()).singleElement().satisfies(warning -> assertThat(
                        warning.reason().english())
                .contains("looks like that of another one"));
    }

    @Test
    void linkLoopsAreReportedOnceAndLinksToOtherFoldersFollowed() throws IOException {
        Pictures.folder(root.resolve("data/cat"), 1);
        Pictures.folder(root.resolve("elsewhere"), 1);
        Files.createSymbolicLink(root.resolve("data/cat/loop"), root.resolve("data"));
        Files.createSymbolicLink(root.resolve("data/dog"), root.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("data/cat/broken.png"), root.resolve("nothing.png"));
        ScanResult result = scan(root.resolve("data"));
        assertThat(found(result)).containsExactly("data/cat/1.png cat -", "data/dog/1.png dog -");
        assertThat(problems(result))
                .satisfiesExactly(p -> assertThat(p).startsWith("loop: This link leads back"), p -> assertThat(p)
                        .startsWith("broken.png: The file is not there"));
    }

    @Test
    void linksThatLeadToThemselvesAreCalledThat() throws IOException {
        Pictures.folder(root.resolve("data/cat"), 1);
        Path self = Files.createSymbolicLink(root.resolve("data/cat/self"), Path.of("self"));
        Files.createSymbolicLink(root.resolve("data/cat/one.png"), Path.of("two.png"));
        Files.createSymbolicLink(root.resolve("data/cat/two.png"), Path.of("one.png"));

        assertThat(problems(scan(root.resolve("data"), self))).hasSize(4).allSatisfy(problem -> assertThat(problem)
                .contains(": This link leads to itself"));
    }

    @Test
    void missingSourcesAndFoldersWithoutPermissionAreReported() throws IOException {
        Path cat = Pictures.folder(root.resolve("cat"), 1);
        Path locked = Pictures.folder(root.resolve("locked"), 1);
        ScanResult result = scan(root.resolve("nowhere"), cat);
        assertThat(problems(result)).containsExactly("nowhere: There is no such file or folder; check its name.");
        assertThat(result.images()).hasSize(1);
        assertThat(locked.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(locked))
                .as("permissions count for this user")
                .isFalse();
        assertThat(problems(scan(root)))
                .containsExactly("locked: There is no permission to read this folder, so it was left out; change its"
                        + " permissions.");
    }

    @Test
    void manifestsNamePicturesClassesAndSplits() throws IOException {
        Pictures.folder(root.resolve("pics"), 3);
        Path csv = Files.writeString(
                root.resolve("list.csv"), "split,file,class\ntrain,pics/1.png,cat\n,pics/2.png,\nval,pics/9.png,cat\n");
        assertThat(found(scan(csv))).containsExactly("pics/1.png cat TRAIN", "pics/2.png - -");
        assertThat(problems(scan(csv))).singleElement().asString().startsWith("9.png: The file is not there");
        Path json = Files.writeString(
                root.resolve("list.json"), "[{\"file\":\"pics/3.png\",\"class\":\"dog\",\"split\":\"test\"}]");
        assertThat(found(scan(json))).containsExactly("pics/3.png dog TEST");
    }

    @Test
    void aManifestWithoutClassesSaysSo() throws IOException {
        Pictures.folder(root.resolve("pics"), 2);
        Path csv = Files.writeString(root.resolve("list.csv"), "file,label\npics/1.png,cat\npics/2.png,dog\n");
        ScanResult result = scan(csv);
        assertThat(found(result)).containsExactly("pics/1.png - -", "pics/2.png - -");
        assertThat(result.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.file()).isEqualTo(csv);
            assertThat(warning.reason().english()).contains("no column \"class\", only file, label");
        });
        Path json = Files.writeString(root.resolve("list.json"), "[{\"file\":\"pics/1.png\",\"label\":\"cat\"}]");
        assertThat(scan(json).warnings()).singleElement().satisfies(warning -> assertThat(
                        warning.reason().english())
                .contains("no column \"class\", only file, label"));
    }

    @Test
    void sourcesCompleteEachOtherAndContradictionsAreTold() throws IOException {
        Pictures.folder(root.resolve("pics"), 3);
        Path csv = Files.writeString(root.resolve("list.csv"), """
                file,class,split
                pics/1.png,cat,
                pics/2.png,dog,
                pics/1.png,,test
                ./pics/2.png,cat,
                pics/3.png,dog,
                pics/3.png,dog,
                """);
        ScanResult result = scan(root.resolve("pics"), csv);
        assertThat(found(result)).containsExactly("pics/1.png cat TEST", "pics/2.png dog -", "pics/3.png dog -");
        assertThat(problems(result))
                .containsExactly(
                        "list.csv: Line 4 has \"pics/1.png\" as unlabelled in test, but Line 2 as \"cat\"; Line 2"
                                + " counts, so delete the wrong one.",
                        "list.csv: Line 5 has \"./pics/2.png\" as \"cat\", but Line 3 as \"dog\"; Line 3 counts, so"
                                + " delete the wrong one.");
        Pictures.write(root.resolve("folders/cat/1.png"));
        Path other = Files.writeString(root.resolve("other.csv"), "file,class\nfolders/cat/1.png,dog\n");
        ScanResult both = scan(root.resolve("folders"), other);
        assertThat(found(both)).containsExactly("folders/cat/1.png cat -");
        assertThat(both.warnings()).singleElement().satisfies(warning -> assertThat(
                        warning.reason().english())
                .contains("named twice, as \"cat\" and as \"dog\""));
    }

    @Test
    void classesOfAManifestStandSideBySide() throws IOException {
        Pictures.folder(root.resolve("pics"), 2);
        Path csv = Files.writeString(root.resolve("list.csv"), "file,class\npics/1.png,A\npics/2.png,a\n");
        assertThat(scan(csv).classNames()).containsExactly("A", "a");
    }

    @Test
    void picturesOfOtherFormatsAreCalledWhatTheyAreAndCounted() throws IOException {
        Pictures.folder(root.resolve("cat"), 1);
        byte[] jpegXl = "\0\0\0\fJXL \r\n\u0087\n".getBytes(StandardCharsets.ISO_8859_1);
        for (String name :
                List.of("a.jxl", "b.JXL", "renamed.jpg", "c.psd", "d.cr2", "e.NEF", "f.dng", "g.arw", "h.exr")) {
            Files.write(root.resolve("cat").resolve(name), jpegXl);
        }
        Files.writeString(root.resolve("cat/notes.txt"), "text");
        ScanResult result = scan(root);
        assertThat(result.images()).hasSize(1);
        assertThat(problems(result))
                .anySatisfy(p ->
                        assertThat(p).startsWith("a.jxl: A JPEG XL picture").contains("save it as PNG or JPEG"))
                .anySatisfy(p -> assertThat(p).startsWith("renamed.jpg: A JPEG XL picture"))
                .anySatisfy(p -> assertThat(p).startsWith("c.psd: A Photoshop picture"))
                .anySatisfy(
                        p -> assertThat(p).startsWith("e.NEF: A raw picture").contains("developed"))
                .anySatisfy(p -> assertThat(p).startsWith("h.exr: An OpenEXR picture"));
        assertThat(result.leftOut())
                .containsOnly(entry(LeftOut.RAW, 4), entry(LeftOut.OTHER_FORMAT, 5), entry(LeftOut.NOT_A_PICTURE, 1));
        assertThat(LeftOut.counted(result.leftOut()).english())
                .isEqualTo("4 raw pictures, 5 pictures of other formats, 1 other file");
    }

    @Test
    void theFilesOfAProjectInTheFolderOfItsPicturesAreSilent() throws IOException {
        Pictures.write(root.resolve("cat/1.png"));
        Pictures.write(root.resolve("cache/thumbnails/ab/1.jpg"));
        Files.createDirectories(root.resolve("runs/run-1"));
        for (String name : List.of("project.db", "project.db-wal", "project.lock", "runs/run-1/run.json")) {
            Files.writeString(root.resolve(name), "x");
        }
        Files.createDirectories(root.resolve("elsewhere"));
        Files.writeString(root.resolve("elsewhere/project.db"), "x");
        ScanResult result = scan(root);
        assertThat(found(result)).containsExactly("cat/1.png cat -");
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        Pictures.write(root.resolve("runs/2.png"));
        assertThat(scan(root).classNames()).containsExactly("cat", "runs");
    }

    @Test
    void archivesAreNamedAsSuch() throws IOException {
        Path zip = Files.createFile(root.resolve("pictures.zip"));
        assertThat(problems(scan(zip))).singleElement().asString().contains("unpack it");
    }

    @Test
    void progressReachesTheEndAndCancelStops() {
        Pictures.folder(root.resolve("cat"), 600);
        List<String> heard = new ArrayList<>();
        new FolderScanner()
                .scan(List.of(root), (phase, done, total) -> heard.add(phase + " " + done + "/" + total), () -> false);
        assertThat(heard)
                .containsExactly(
                        "FINDING 256/0",
                        "FINDING 512/0",
                        "FINDING 600/0",
                        "CHECKING 256/600",
                        "CHECKING 512/600",
                        "CHECKING 600/600");
        AtomicInteger asked = new AtomicInteger();
        for (int stopAfter : new int[] {1, 300, 700}) {
            asked.set(0);
            assertThatThrownBy(() -> new FolderScanner()
                            .scan(List.of(root), ImportListener.NONE, () -> asked.incrementAndGet() > stopAfter))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void theOrderOfFilesOnDiskDoesNotMatter() {
        List<String> names = List.of("9.png", "10.png", "a.png", "B.png", "1.png");
        names.forEach(name -> Pictures.write(root.resolve("one").resolve(name)));
        List<String> reversed = new ArrayList<>(names);
        Collections.reverse(reversed);
        reversed.forEach(name -> Pictures.write(root.resolve("two").resolve(name)));
        List<String> one = scan(root.resolve("one")).images().stream()
                .map(i -> i.file().getFileName().toString())
                .toList();
        assertThat(one).containsExactly("1.png", "9.png", "10.png", "a.png", "B.png");
        assertThat(scan(root.resolve("two")).images().stream()
                        .map(i -> i.file().getFileName().toString()))
                .containsExactlyElementsOf(one);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLineBreakInAFoldersNameIsASpaceInTheClass() throws Exception {
        Path data = Files.createDirectories(root.resolve("lines"));
        Pictures.write(data.resolve("new\nline").resolve("a.png"));

        assertThat(new FolderScanner().scan(List.of(data)).classes())
                .extracting(ImageClass::name)
                .containsExactly("new line");
    }

    @Test
    void aPictureThatCannotBeCheckedDoesNotEndTheScan() {
        for (String name : List.of("a", "b", "c", "d")) {
            Pictures.write(root.resolve("class/" + name + ".png"));
        }

        ScanResult result = new FolderScanner(
                        file -> switch (file.getFileName().toString()) {
                            case "b.png" -> throw new IllegalStateException("no such tag");
                            case "c.png" -> throw new OutOfMemoryError("too many tags");
                            default -> Optional.empty();
                        },
                        2)
                .scan(List.of(root));

        assertThat(found(result)).containsExactly("class/a.png class -", "class/d.png class -");
        assertThat(problems(result))
                .containsExactly(
                        "b.png: The picture could not be checked (IllegalStateException); save it again as PNG or JPEG.",
                        "c.png: The picture could not be checked (OutOfMemoryError); save it again as PNG or JPEG.");
    }
}
