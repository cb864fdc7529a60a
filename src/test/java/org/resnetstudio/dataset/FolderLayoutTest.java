package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which folders are the parts of a dataset, and which are its classes. */
class FolderLayoutTest {
    @TempDir
    private Path root;

    private ScanResult scan(String... pictures) {
        Arrays.stream(pictures).forEach(picture -> Pictures.write(root.resolve(picture)));
        return new FolderScanner().scan(List.of(root));
    }

    private ScanResult scanTogether(String... folders) {
        return new FolderScanner()
                .scan(Arrays.stream(folders).map(root::resolve).toList());
    }

    private List<String> found(ScanResult result) {
        return FolderScannerTest.found(root, result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "Train", "TRAIN", "training", "test", "Val"})
    void aClassNamedLikeAPartIsAClassAmongOthers(String name) {
        ScanResult result = scan("bus/1.png", "car/2.png", name + "/3.png");
        assertThat(result.classNames()).containsExactlyInAnyOrder("bus", "car", name);
        assertThat(result.images()).hasSize(3).allMatch(image -> image.split().isEmpty());
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void classesNamedLikeAllPartsAreClassesAmongOthers() {
        assertThat(scan("train/1.png", "test/2.png", "valid/3.png", "invalid/4.png")
                        .classNames())
                .containsExactly("invalid", "test", "train", "valid");
    }

    @Test
    void aClassNamedTrainMayHaveFoldersAndIsToldOf() {
        ScanResult result = scan("bus/1.png", "car/2.png", "train/diesel/3.png", "train/steam/4.png");
        assertThat(found(result))
                .containsExactly(
                        "bus/1.png bus -",
                        "car/2.png car -",
                        "train/diesel/3.png train -",
                        "train/steam/4.png train -");
        assertThat(result.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.file()).isEqualTo(root.resolve("train"));
            assertThat(warning.reason().english()).contains("the class \"train\"", "diesel and steam");
        });
    }

    @Test
    void aClassNamedTrainIsAClassInsideOfAPartToo() {
        assertThat(found(scan("train/bus/1.png", "train/train/2.png", "test/bus/3.png", "test/train/4.png")))
                .containsExactly(
                        "test/bus/3.png bus TEST",
                        "test/train/4.png train TEST",
                        "train/bus/1.png bus TRAIN",
                        "train/train/2.png train TRAIN");
    }

    @ParameterizedTest
    @CsvSource({
        "Training,Testing",
        "training,testing",
        "TRAIN,TEST",
        "train_set,test_set",
        "training-set,test-set",
        "TrainSet,TestSet",
        "trainset,testset",
        "seg_train,seg_test",
        "Train Images,Test Images",
        "train_data,test_data",
        "train2017,test2017",
        "chest_xray_train,chest_xray_test"
    })
    void partsHaveManyNames(String train, String test) {
        ScanResult result = scan(train + "/cat/1.png", train + "/dog/2.png", test + "/cat/3.png", test + "/dog/4.png");
        assertThat(result.classNames()).containsExactly("cat", "dog");
        assertThat(found(result))
                .containsExactlyInAnyOrder(
                        train + "/cat/1.png cat TRAIN",
                        train + "/dog/2.png dog TRAIN",
                        test + "/cat/3.png cat TEST",
                        test + "/dog/4.png dog TEST");
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Val", "VALIDATION", "valid", "val_set", "dev", "ValidationData"})
    void validationHasManyNames(String name) {
        assertThat(found(scan("Train/cat/1.png", name + "/cat/2.png")))
                .containsExactlyInAnyOrder("Train/cat/1.png cat TRAIN", name + "/cat/2.png cat VALIDATION");
    }

    @Test
    void aPartMayLieInAFolderOfItsOwnName() {
        ScanResult result = scan(
                "seg_train/seg_train/sea/1.png",
                "seg_train/seg_train/street/2.png",
                "seg_test/seg_test/sea/3.png",
                "seg_pred/seg_pred/4.png");
        assertThat(found(result))
                .containsExactly(
                        "seg_pred/seg_pred/4.png - -",
                        "seg_test/seg_test/sea/3.png sea TEST",
                        "seg_train/seg_train/sea/1.png sea TRAIN",
                        "seg_train/seg_train/street/2.png street TRAIN");
    }

    @Test
    void aPartMayHoldItsClassesInAFolderOfImages() {
        assertThat(found(scan("train/images/cat/1.png", "train/images/dog/2.png", "val/images/3.png")))
                .containsExactly(
                        "train/images/cat/1.png cat TRAIN",
                        "train/images/dog/2.png dog TRAIN",
                        "val/images/3.png - VALIDATION");
    }

    @Test
    void whatLiesInAPartBesideItsFolderOfImagesIsTold() throws Exception {
        scan("train/images/cat/1.png", "val/images/cat/2.png");
        Files.createDirectories(root.resolve("train/labels"));
        Files.writeString(root.resolve("train/labels/1.txt"), "x");
        assertThat(new FolderScanner().scan(List.of(root)).problems())
                .extracting(ImportProblem::file)
                .containsExactly(root.resolve("train/labels/1.txt"));
    }

    @Test
    void namesOfDifferentDatasetsAreNoParts() {
        ScanResult result = scan("a_train/cat/1.png", "a_train/dog/2.png", "b_train/cat/3.png", "b_train/dog/4.png");
        assertThat(result.classNames()).containsExactly("a_train", "b_train");
        assertThat(result.warnings())
                .anySatisfy(warning ->
                        assertThat(warning.reason().english()).contains("a_train and b_train were taken as classes"));
    }

    @Test
    void partsShareClassesInAnyCase() {
        assertThat(found(scan("Train/Cat/1.png", "Test/cat/2.png", "more/3.png")))
                .containsExactly("Test/cat/2.png Cat TEST", "Train/Cat/1.png Cat TRAIN");
    }

    @Test
    void aFolderThatIsOneFloorHigherThanTheOthersIsWarnedOf() {
        ScanResult result =
                scan("clothes/coat/1.png", "clothes/dress/2.png", "unknown/3.png", "bag/4.png", "bag/red/5.png");
        assertThat(result.classNames()).containsExactlyInAnyOrder("clothes", "unknown", "bag");
        assertThat(result.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.file()).isEqualTo(root.resolve("clothes"));
            assertThat(warning.reason().english()).contains("coat and dress in it", "import it by itself");
        });
    }

    @Test
    void partsOfADatasetBesideAFolderOfPicturesAreWarnedOf() {
        ScanResult result = scan("set/train/coat/1.png", "set/train/dress/2.png", "set/test/coat/3.png", "more/4.png");
        assertThat(result.classNames()).containsExactlyInAnyOrder("set", "more");
        assertThat(result.warnings())
                .anySatisfy(warning -> assertThat(warning.reason().english()).contains("test and train in it"));
    }

    @Test
    void theFolderAboveTheClassesIsWarnedOfInsideOfAPartToo() {
        ScanResult result = scan("train/pets/cat/1.png", "train/pets/dog/2.png", "test/pets/cat/3.png");
        assertThat(result.classNames()).containsExactly("pets");
        assertThat(result.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.reason().english()).contains("choose pets itself"));
    }

    @Test
    void whatStandsBesidePartsIsLeftOutAndNamed() {
        ScanResult result = scan("train/cat/1.png", "train/dog/2.png", "test/cat/3.png", "samples/4.png", "loose.png");
        assertThat(found(result))
                .containsExactly(
                        "loose.png - -",
                        "test/cat/3.png cat TEST",
                        "train/cat/1.png cat TRAIN",
                        "train/dog/2.png dog TRAIN");
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(root.resolve("samples"));
            assertThat(problem.reason().english()).contains("beside test and train", "import it by itself");
        });
    }

    @Test
    void oneFolderNamedTrainIsAPart() {
        assertThat(found(scan("train/cat/1.png", "train/dog/2.png")))
                .containsExactly("train/cat/1.png cat TRAIN", "train/dog/2.png dog TRAIN");
    }

    @Test
    void partsWithoutClassFoldersAreUnlabelledAndToldOf() {
        ScanResult result = scan("Training/1.png", "Testing/2.png");
        assertThat(found(result)).containsExactly("Testing/2.png - TEST", "Training/1.png - TRAIN");
        assertThat(result.warnings()).singleElement().satisfies(warning -> assertThat(
                        warning.reason().english())
                .contains("Testing and Training were taken as parts", "no labels"));
    }

    @Test
    void partsInsideOfClassFoldersGiveTheSplits() {
        ScanResult result = scan("cat/train/1.png", "cat/test/2.png", "dog/train/3.png", "dog/test/4.png");
        assertThat(found(result))
                .containsExactlyInAnyOrder(
                        "cat/train/1.png cat TRAIN",
                        "cat/test/2.png cat TEST",
                        "dog/train/3.png dog TRAIN",
                        "dog/test/4.png dog TEST");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void classFoldersThatAllHoldTheSameFoldersAreWarnedOf() {
        ScanResult result = scan("fold1/cat/1.png", "fold1/dog/2.png", "fold2/cat/3.png", "fold2/dog/4.png");
        assertThat(result.classNames()).containsExactly("fold1", "fold2");
        assertThat(result.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.file()).isEqualTo(root);
            assertThat(warning.reason().english()).contains("fold1 and fold2 were taken as classes", "cat and dog");
        });
    }

    @Test
    void theFolderAboveTheClassesIsWarnedOf() {
        ScanResult result = scan("PetImages/Cat/1.png", "PetImages/Dog/2.png");
        assertThat(result.classNames()).containsExactly("PetImages");
        assertThat(result.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.reason().english()).contains("choose PetImages itself"));
    }

    @Test
    void oneFolderOfPicturesInEachClassIsNoReasonToWarn() {
        ScanResult result = scan("cat/images/1.png", "dog/images/2.png");
        assertThat(result.classNames()).containsExactly("cat", "dog");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void foldersNamedTogetherAreClasses() {
        scan("cat/1.png", "dog/2.png", "dog/more/3.png", "extra.png");
        ScanResult result = scanTogether("cat", "dog", "extra.png");
        assertThat(found(result))
                .containsExactly("cat/1.png cat -", "dog/2.png dog -", "dog/more/3.png dog -", "extra.png - -");
        assertThat(found(scanTogether("cat", "extra.png"))).containsExactly("cat/1.png - -", "extra.png - -");
        assertThat(found(scanTogether("cat", "dgo"))).containsExactly("cat/1.png cat -");
    }

    @Test
    void aFolderOfPicturesAndClassFoldersIsAClassOnlyBesideAFlatOne() {
        scan("pets/loose.png", "pets/cat/1.png", "pets/dog/2.png", "more/cat/3.png", "fish/4.png");
        assertThat(found(scanTogether("pets", "more")))
                .containsExactly(
                        "pets/loose.png - -", "pets/cat/1.png cat -", "pets/dog/2.png dog -", "more/cat/3.png cat -");
        ScanResult beside = scanTogether("pets", "fish");
        assertThat(beside.classNames()).containsExactly("fish", "pets");
        assertThat(beside.warnings()).singleElement().satisfies(warning -> assertThat(
                        warning.reason().english())
                .contains("the class \"pets\", and cat and dog in it as part of that"));
    }

    @Test
    void partsNamedTogetherArePartsAndDatasetsNamedTogetherStayApart() {
        scan(
                "data/train/cat/1.png",
                "data/test/cat/2.png",
                "one/cat/3.png",
                "two/Cat/4.png",
                "train/5.png",
                "bus/6.png");
        assertThat(found(scanTogether("data/train", "data/test")))
                .containsExactly("data/train/cat/1.png cat TRAIN", "data/test/cat/2.png cat TEST");
        assertThat(found(scanTogether("one", "two"))).containsExactly("one/cat/3.png cat -", "two/Cat/4.png cat -");
        assertThat(found(scanTogether("train", "bus"))).containsExactly("train/5.png train -", "bus/6.png bus -");
    }

    @Test
    void namesOfClassesAreFoundByTheSameRule() throws Exception {
        scan("bus/1.png", "car/2.png", "train/3.png");
        assertThat(FolderScanner.classNames(root)).containsExactly("bus", "car", "train");
        scan("p/Training/cat/1.png", "p/Testing/CAT/2.png", "p/Testing/dog/2.png");
        Files.createDirectories(root.resolve("p/Training/bird"));
        assertThat(FolderScanner.classNames(root.resolve("p"))).containsExactly("bird", "cat", "dog");
    }
}
