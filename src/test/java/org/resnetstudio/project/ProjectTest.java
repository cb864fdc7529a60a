package org.resnetstudio.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.LabelFile;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.ProjectException.Reason;

class ProjectTest {
    @TempDir
    Path folder;

    private Path pictures;

    @BeforeEach
    void makePictures() {
        pictures = folder.resolve("pictures");
        Pictures.folder(pictures.resolve("cat"), 3);
        Pictures.folder(pictures.resolve("dog"), 2);
        Pictures.write(pictures.resolve("loose.png"));
    }

    private Project create() throws ProjectException {
        return Project.create(folder.resolve("project"));
    }

    private ImportSummary importAll(Project project) throws ProjectException {
        return project.importSources(List.of(pictures), ImportListener.NONE, () -> false);
    }

    private static List<Long> ids(Project project) {
        return project.dataset().samples().stream().map(Sample::id).toList();
    }

    @Test
    void importTakesClassesFromFoldersAndSkipsWhatIsThere() throws ProjectException {
        try (Project project = create()) {
            ImportSummary first = importAll(project);
            assertThat(first.added()).isEqualTo(6);
            assertThat(first.classesAdded()).isEqualTo(2);
            assertThat(first.problems()).isEmpty();
            assertThat(project.dataset().classNames()).containsExactly("cat", "dog");
            assertThat(project.dataset().samples().stream()
                            .map(s -> s.classIndex().orElse(-1)))
                    .containsExactly(-1, 0, 0, 0, 1, 1);
            Pictures.write(folder.resolve("more/DOG/9.png"));
            ImportSummary second =
                    project.importSources(List.of(pictures, folder.resolve("more")), ImportListener.NONE, () -> false);
            assertThat(second.added()).isEqualTo(1);
            assertThat(second.skipped()).isEqualTo(6);
            assertThat(second.classesAdded()).isZero();
            assertThat(project.dataset().samples().get(6).classIndex()).hasValue(1);
        }
    }

    @Test
    void cancelledImportAddsNothing() throws ProjectException {
        try (Project project = create()) {
            Dataset before = project.dataset();
            ImportSummary summary = project.importSources(List.of(pictures), ImportListener.NONE, () -> true);
            assertThat(summary.cancelled()).isTrue();
            assertThat(project.dataset()).isSameAs(before);
            assertThat(project.canUndo()).isFalse();
        }
    }

    @Test
    void everythingIsThereAfterReopening() throws ProjectException {
        Dataset before;
        try (Project project = create()) {
            importAll(project);
            project.label(ids(project).subList(0, 1), OptionalInt.of(1));
            project.setSplit(ids(project).subList(0, 2), Optional.of(Split.TEST));
            project.setExcluded(ids(project).subList(2, 3), true);
            before = project.dataset();
            assertThat(Project.readDataset(project.folder())).isEqualTo(before);
        }
        try (Project project = Project.open(folder.resolve("project"))) {
            assertThat(project.dataset()).isEqualTo(before);
            assertThat(project.undoDescription().map(Sentence::english)).contains("Excluded 1 picture");
        }
        assertThat(Project.readDataset(folder.resolve("project"))).isEqualTo(before);
    }

    @Test
    void snapshotsDoNotChangeAndVersionsGrow() throws ProjectException {
        try (Project project = create()) {
            importAll(project);
            List<Long> versions = new ArrayList<>();
            Runnable remove = project.addListener(change -> versions.add(change.version()));
            Dataset before = project.dataset();
            Edit edit = project.label(ids(project), OptionalInt.of(1));
            assertThat(edit.description().english()).isEqualTo("Labelled 4 pictures as dog");
            assertThat(edit.changed()).isEqualTo(4);
            assertThat(before.samples().get(1).classIndex()).hasValue(0);
            assertThat(project.dataset().samples()).allMatch(s -> s.classIndex().getAsInt() == 1);
            assertThat(project.label(ids(project), OptionalInt.of(1)).changed()).isZero();
            assertThat(versions).containsExactly(edit.version());
            remove.run();
            project.undo();
            assertThat(versions).hasSize(1);
            assertThat(project.version()).isGreaterThan(edit.version());
        }
    }

    @Test
    void whatAnEditChangedIsTold() throws ProjectException {
        try (Project project = create()) {
            importAll(project);
            List<ProjectChange> told = new ArrayList<>();
            project.addListener(told::add);
            Dataset before = project.dataset();
            long first = ids(project).get(1);

            project.label(ids(project), OptionalInt.of(0));
            ProjectChange label = told.get(0);
            assertThat(label.fields()).containsExactly(ProjectChange.Field.LABEL);
            assertThat(label.samples().stream().boxed())
                    .as("those that were no cats")
                    .containsExactly(first - 1, first + 3, first + 4);
            assertThat(label.before()).isSameAs(before);
            assertThat(label.after()).isSameAs(project.dataset());
            assertThat(label.keepsPlaces()).isTrue();
            assertThat(label.after().counts().ofClass(0)).isEqualTo(6);

            project.undo();
            ProjectChange undone = told.get(1);
            assertThat(undone.samples()).isEqualTo(label.samples());
            assertThat(undone.after()).isEqualTo(before);
            assertThat(undone.after().counts()).isEqualTo(before.counts());

            project.setSplit(List.of(first), Optional.of(Split.TEST));
            project.removeSamples(List.of(first));
            project.removeClass(0);
            assertThat(told).hasSize(5);
            assertThat(told.get(2).fields()).containsExactly(ProjectChange.Field.SPLIT);
            assertThat(told.get(3).fields()).containsExactly(ProjectChange.Field.PRESENCE);
            assertThat(told.get(3).keepsPlaces()).isFalse();
            assertThat(told.get(4).fields())
                    .containsExactlyInAnyOrder(ProjectChange.Field.LABEL, ProjectChange.Field.CLASSES);
            assertThat(told.get(4).keepsPlaces()).isFalse();
        }
    }

    @Test
    void refusedEditsChangeNothingAndSayWhy() throws ProjectException {
        try (Project project = create()) {
            importAll(project);
            Dataset before = project.dataset();
            assertThatThrownBy(() -> project.addClass("CAT"))
                    .isInstanceOfSatisfying(
                            ProjectException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                    .hasMessage("There is a class named cat already; choose another name.");
            assertThatThrownBy(() -> project.renameClass(0, "Dog")).hasMessageContaining("dog already");
            assertThatThrownBy(() -> project.addClass("  ")).hasMessageContaining("1 to 200 characters");
            assertThatThrownBy(() -> project.removeClass(2)).hasMessageContaining("no class number 2");
            assertThatThrownBy(() -> project.label(ids(project), OptionalInt.of(7)))
                    .hasMessageContaining("no class number 7");
            assertThat(project.dataset()).isSameAs(before);
            project.renameClass(0, "Cat");
            assertThat(project.dataset().classNames()).containsExactly("Cat", "dog");
        }
    }

    @Test
    void unknownSamplesArePassedOver() throws ProjectException {
        try (Project project = create()) {
            importAll(project);
            assertThat(project.setExcluded(List.of(ids(project).get(0), 99_999L), true)
                            .changed())
                    .isEqualTo(1);
            assertThat(project.setExcluded(List.of(99_999L), true).changed()).isZero();
        }
    }

    @Test
    void projectMovedWithItsPicturesFindsThem() throws ProjectException, IOException {
        Path old = folder.resolve("旧い プロジェクト?100%#1");
        Pictures.write(old.resolve("写真").resolve("кот").resolve("ünï 😀.png"));
        try (Project project = Project.create(old)) {
            project.importSources(List.of(old.resolve("写真"), pictures), ImportListener.NONE, () -> false);
        }
        Path moved = folder.resolve("moved");
        Files.move(old, moved);
        try (Project project = Project.open(moved)) {
            assertThat(project.dataset().classNames()).containsExactly("cat", "dog", "кот");
            assertThat(project.dataset().samples()).hasSize(7).allSatisfy(s -> assertThat(s.file())
                    .isRegularFile());
        }
    }

    @Test
    void editsOfTwoThreadsAreAllKept() throws Exception {
        try (Project project = create()) {
            importAll(project);
            List<Long> ids = ids(project);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Callable<Void>> jobs = List.of(
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            project.label(ids.subList(0, 3), OptionalInt.of(i % 2));
                        }
                        return null;
                    },
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            project.setExcluded(ids.subList(3, 6), i % 2 == 0);
                            project.addClass("class " + i);
                        }
                        return null;
                    });
            for (Future<Void> job : threads.invokeAll(jobs)) {
                job.get();
            }
            threads.shutdown();
            Set<String> names = new HashSet<>(project.dataset().classNames());
            assertThat(names).hasSize(102);
            assertThat(project.dataset().samples().subList(0, 3))
                    .allMatch(s -> s.classIndex().getAsInt() == 1);
            assertThat(Project.readDataset(project.folder())).isEqualTo(project.dataset());
            int steps = 0;
            while (project.undo().isPresent()) {
                steps++;
            }
            assertThat(steps).isGreaterThanOrEqualTo(200);
            assertThat(project.dataset()).isEqualTo(new Dataset(List.of(), List.of()));
        }
    }

    @Test
    void labelsTravelThroughCsv() throws ProjectException, IOException {
        Path csv = folder.resolve("labels.csv");
        Dataset before;
        try (Project project = create()) {
            importAll(project);
            project.setSplit(ids(project).subList(1, 3), Optional.of(Split.TEST));
            LabelFile.write(project.dataset(), project.folder(), csv);
            before = project.dataset();
            project.label(ids(project), OptionalInt.empty());
            project.setSplit(ids(project), Optional.empty());
            Files.writeString(
                    csv, Files.readString(csv) + "nowhere.png,cat,\r\nx.png,cat,holdout\r\n", StandardCharsets.UTF_8);
            LabelSummary summary = project.importLabels(csv);
            assertThat(summary.matched()).isEqualTo(6);
            assertThat(summary.unmatched())
                    .extracting(problem -> problem.reason().english())
                    .containsExactly(
                            "Line 9 has the split \"holdout\", so it was left out; use train, validation or test.",
                            "The project has no picture \"nowhere.png\", so its line was left out.");
            assertThat(project.dataset()).isEqualTo(before);
            assertThat(project.undo().map(Sentence::english)).contains("Read the labels of 6 pictures");
            assertThat(project.dataset().samples()).allMatch(s -> s.classIndex().isEmpty());
        }
    }

    @Test
    void aFileWithoutClassesLeavesLabelsAlone() throws ProjectException, IOException {
        try (Project project = create()) {
            importAll(project);
            Dataset before = project.dataset();
            String cat = pictures.resolve("cat/1.png").toString().replace("\\", "\\\\");
            for (String text : List.of(
                    "file,label\n" + cat + ",dog\n",
                    "[{\"file\":\"" + cat + "\",\"label\":\"dog\"}]",
                    "file\n" + cat + "\n")) {
                LabelSummary summary = project.importLabels(Files.writeString(
                        folder.resolve(text.startsWith("[") ? "no-class.json" : "no-class.csv"), text));
                assertThat(summary.matched()).isZero();
                assertThat(summary.unmatched()).singleElement().satisfies(problem -> assertThat(
                                problem.reason().english())
                        .contains("neither a column \"class\" nor \"split\"", "nothing was changed"));
                assertThat(project.dataset()).isEqualTo(before);
            }
            LabelSummary splits = project.importLabels(
                    Files.writeString(folder.resolve("splits.csv"), "file,split\n" + cat + ",test\n"));
            assertThat(splits.namesClasses()).isFalse();
            assertThat(splits.edit().changed()).isEqualTo(1);
            assertThat(project.dataset().samples().get(1).split()).contains(Split.TEST);
            assertThat(project.dataset().samples().get(1).classIndex()).hasValue(0);
        }
    }

    @Test
    void onlyAnEmptyFieldOfTheClassColumnTakesALabelAway() throws ProjectException, IOException {
        try (Project project = create()) {
            importAll(project);
            String csv = "split;class;file\ntest;;" + pictures.resolve("cat/1.png") + "\ntest;dog;"
                    + pictures.resolve("cat/2.png") + "\ntest\n";
            LabelSummary summary = project.importLabels(Files.writeString(folder.resolve("some.csv"), csv));
            assertThat(summary.matched()).isEqualTo(2);
            assertThat(project.dataset().samples().stream()
                            .map(s -> s.classIndex().orElse(-1)))
                    .containsExactly(-1, -1, 1, 0, 1, 1);
            String short_ = "file,class\n" + pictures.resolve("cat/3.png") + "\n";
            assertThat(project.importLabels(Files.writeString(folder.resolve("short.csv"), short_))
                            .edit()
                            .changed())
                    .isZero();
            String json = "[{'file':'%s','class':null},{'file':'%s'}]"
                    .formatted(pictures.resolve("dog/1.png"), pictures.resolve("dog/2.png"))
                    .replace("\\", "\\\\")
                    .replace('\'', '"');
            project.importLabels(Files.writeString(folder.resolve("some.json"), json));
            assertThat(project.dataset().samples().stream()
                            .map(s -> s.classIndex().orElse(-1)))
                    .containsExactly(-1, -1, 1, 0, -1, 1);
        }
    }

    @Test
    void picturesWhoseLabelOrSplitChangedAreCountedOnce() throws ProjectException, IOException {
        try (Project project = create()) {
            importAll(project);
            String json =
                    "[{'file':'%s','class':'dog','split':'test'},{'file':'%s','split':'val'},{'file':'%s','class':'cat'}]"
                            .formatted(
                                    pictures.resolve("cat/1.png"),
                                    pictures.resolve("cat/2.png"),
                                    pictures.resolve("dog/1.png"))
                            .replace("\\", "\\\\")
                            .replace('\'', '"');

            LabelSummary summary = project.importLabels(Files.writeString(folder.resolve("some.json"), json));

            assertThat(summary.matched()).isEqualTo(3);
            assertThat(summary.edit().changed()).isEqualTo(3);
        }
    }

    @Test
    void aFileMayNamePicturesFromItsOwnFolderOn() throws ProjectException, IOException {
        try (Project project = create()) {
            importAll(project);

            LabelSummary summary = project.importLabels(
                    Files.writeString(pictures.resolve("labels.csv"), "file,class\ncat/1.png,dog\n"));

            assertThat(summary.unmatched()).isEmpty();
            assertThat(project.dataset().samples().stream().filter(s -> s.file().equals(pictures.resolve("cat/1.png"))))
                    .singleElement()
                    .satisfies(s -> assertThat(s.classIndex()).hasValue(1));
        }
    }

    @Test
    void aPictureThatIsNamedInTwoWaysIsOnePicture() throws ProjectException, IOException {
        try (Project project = create()) {
            importAll(project);
            Path cat = pictures.resolve("cat/1.png");

            LabelSummary summary = project.importLabels(Files.writeString(
                    pictures.resolve("labels.csv"), "file,class\ncat/1.png,dog\n%s,cat\n".formatted(cat)));

            assertThat(summary.matched()).isEqualTo(1);
            assertThat(summary.unmatched())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.reason().english()).startsWith("Line 3 has "));
            assertThat(project.dataset().samples().stream().filter(s -> s.file().equals(cat)))
                    .singleElement()
                    .satisfies(s -> assertThat(s.classIndex()).hasValue(1));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nothingIsChangedWhileTheFolderIsGone() throws ProjectException, IOException {
        try (Project project = create()) {
            importAll(project);
            Dataset before = project.dataset();
            Path elsewhere = Files.move(project.folder(), folder.resolve("elsewhere"));

            assertThatThrownBy(() -> project.label(ids(project), OptionalInt.empty()))
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContainingAll("is not there any more, so nothing was changed", "connect its disk");
            assertThatThrownBy(project::undo).isInstanceOf(ProjectException.class);
            assertThat(project.dataset()).isEqualTo(before);

            Files.move(elsewhere, project.folder());
            project.label(ids(project), OptionalInt.empty());
            assertThat(project.dataset().samples())
                    .noneMatch(s -> s.classIndex().isPresent());
        }
    }

    @Test
    void contradictingLinesAreToldAndTheFirstCounts() throws ProjectException, IOException {
        try (Project project = create()) {
            importAll(project);
            Path cat = pictures.resolve("cat/1.png");
            Path csv = Files.writeString(
                    folder.resolve("twice.csv"), "file,class\n%s,dog\n%s,dog\n%s,cat\n".formatted(cat, cat, cat));
            LabelSummary summary = project.importLabels(csv);
            assertThat(summary.matched()).isEqualTo(1);
            assertThat(summary.unmatched()).singleElement().satisfies(problem -> assertThat(
                            problem.reason().english())
                    .startsWith("Line 4 has ")
                    .contains("as \"cat\", but Line 2 as \"dog\""));
            assertThat(project.dataset().samples().get(1).classIndex()).hasValue(1);
        }
    }

    @Test
    void aProjectOfUpperAndLowerCaseLettersTravelsThroughCsv() throws ProjectException, IOException {
        Path letters = folder.resolve("letters.csv");
        Files.writeString(letters, "file,class\npictures/cat/1.png,A\npictures/cat/2.png,a\npictures/dog/1.png,B\n");
        try (Project project = create()) {
            project.importSources(List.of(letters), ImportListener.NONE, () -> false);
            assertThat(project.dataset().classNames()).containsExactly("A", "a", "B");
            Dataset before = project.dataset();
            LabelFile.write(before, project.folder(), folder.resolve("out.csv"));
            project.label(ids(project), OptionalInt.empty());
            project.importLabels(folder.resolve("out.csv"));
            assertThat(project.dataset()).isEqualTo(before);
            // From elsewhere, the only class like it is meant.
            Pictures.write(folder.resolve("more/b/7.png"));
            project.importSources(List.of(folder.resolve("more")), ImportListener.NONE, () -> false);
            assertThat(project.dataset().classNames()).containsExactly("A", "a", "B");
        }
    }
}
