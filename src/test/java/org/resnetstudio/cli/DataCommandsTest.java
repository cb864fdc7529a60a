package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;

/** Pictures and labels on their way into a project, as somebody would type the commands. */
class DataCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path pets;

    @BeforeEach
    void makePictures() {
        pets = folder.resolve("pets");
        Pictures.folder(pets.resolve("cat"), 3);
        Pictures.folder(pets.resolve("dog"), 3);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Dataset project() throws ProjectException {
        return Project.readDataset(folder.resolve("project"));
    }

    private Cli importing(String... sources) {
        String[] arguments = new String[sources.length + 3];
        List.of("import", "--project", at("project")).toArray(arguments);
        System.arraycopy(sources, 0, arguments, 3, sources.length);
        return Cli.run(arguments);
    }

    private Cli labelling(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text.replace("PETS", pets.toString()));
        return Cli.run("labels", "--project", at("project"), "import", at(file));
    }

    @Test
    void aLabelFileWithoutClassesChangesNoLabel() throws Exception {
        assertThat(importing(pets.toString()).code()).isZero();
        Dataset before = project();

        Cli labels = labelling("labels.csv", "file,label\nPETS/cat/1.png,dog\nPETS/dog/1.png,cat\n");
        assertThat(labels.code()).isEqualTo(1);
        assertThat(labels.err()).contains("neither a column \"class\" nor \"split\"", "file, label");
        assertThat(project()).isEqualTo(before);

        Cli splits = labelling("splits.csv", "file,split\nPETS/cat/1.png,test\n");
        assertThat(splits.code()).as(splits.err()).isZero();
        assertThat(splits.out())
                .isEqualToIgnoringNewLines("1 pictures are in the file, 1 of them were changed. It has no column"
                        + " \"class\", so their labels stay.");
        assertThat(project().samples()).allMatch(sample -> sample.classIndex().isPresent());
        assertThat(project().usable(Split.TEST)).hasSize(1);
    }

    @Test
    void labelFilesOfOldMacsAndSpreadsheetsAreRead() throws Exception {
        importing(pets.toString());
        for (String end : List.of("\r", "\r\n")) {
            Cli result =
                    labelling("old.csv", String.join(end, "\"file\";\"class\"", "PETS/cat/1.png;" + end.length(), ""));
            assertThat(result.out()).contains("1 pictures are in the file, 1 of them were changed.");
        }
        assertThat(project().classNames()).containsExactly("cat", "dog", "1", "2");
    }

    @Test
    void anUnclosedQuoteIsToldWithItsLine() throws Exception {
        importing(pets.toString());
        Cli result =
                labelling("quote.csv", "file,class\nPETS/cat/1.png,dog\n\"PETS/cat/2.png,dog\nPETS/cat/3.png,dog\n");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("2 pictures are in the file, 2 of them were changed.");
        assertThat(result.err()).contains("Line 3 opens a quote that does not close");
    }

    @Test
    void anImportedManifestWithoutClassesSaysSo() throws Exception {
        Files.writeString(folder.resolve("list.csv"), "file,label\npets/cat/1.png,cat\n");
        Cli people = importing(at("list.csv"));
        assertThat(people.code()).isZero();
        assertThat(people.err()).startsWith("Warning: ").contains("no column \"class\", only file, label");
        JsonNode json = JSON.readTree(importing(at("list.csv"), "--json").out());
        assertThat(json.get("skipped").asInt()).isEqualTo(1);
        assertThat(json.get("unreadable").isEmpty()).isTrue();
        assertThat(json.get("warnings").get(0).get("reason").asText()).contains("no column \"class\"");
    }

    @Test
    void picturesOfOtherFormatsAreCountedByKind() throws Exception {
        for (int i = 0; i < 25; i++) {
            Files.writeString(pets.resolve("cat/" + i + ".jxl"), "x");
        }
        Files.writeString(pets.resolve("dog/1.cr2"), "x");
        Files.writeString(pets.resolve("dog/notes.txt"), "x");
        Cli people = importing(pets.toString());
        assertThat(people.code()).isZero();
        assertThat(people.out())
                .isEqualToIgnoringNewLines("6 pictures added, 0 were there already. Left out: 1 raw picture, 25"
                        + " pictures of other formats, 1 other file.");
        assertThat(people.err()).contains("A JPEG XL picture", "5 more pictures here are of formats", "A raw picture");
        JsonNode counts =
                JSON.readTree(importing(pets.toString(), "--json").out()).get("leftOut");
        assertThat(counts).hasToString("{\"raw\":1,\"other_format\":25,\"not_a_picture\":1}");
    }

    @Test
    void foldersNamedTogetherAreClasses() throws Exception {
        assertThat(importing(at("pets/cat"), at("pets/dog")).code()).isZero();
        assertThat(project().classNames()).containsExactly("cat", "dog");
        assertThat(project().samples()).hasSize(6).allMatch(sample -> sample.classIndex()
                .isPresent());
    }

    @Test
    void whatTrainsIsToldByTheSameRules() throws Exception {
        for (String part : List.of("Training", "Testing")) {
            for (String name : List.of("cat", "dog", "train")) {
                Pictures.folder(folder.resolve("data").resolve(part).resolve(name), 1);
            }
        }
        Dataset dataset = DataFolder.read(folder.resolve("data")).dataset();
        assertThat(dataset.classNames()).containsExactly("cat", "dog", "train");
        assertThat(dataset.usable(Split.TRAIN)).hasSize(3);
        assertThat(dataset.usable(Split.TEST)).hasSize(3);
        DataFolder.Contents matched =
                DataFolder.withClasses(DataFolder.read(folder.resolve("data")), List.of("DOG", "Train"));
        assertThat(matched.dataset().samples().stream()
                        .map(sample -> sample.classIndex().orElse(-1))
                        .distinct())
                .containsExactlyInAnyOrder(-1, 0, 1);
        assertThat(matched.warnings()).singleElement().asString().contains("The class \"cat\" is not among");
    }
}
