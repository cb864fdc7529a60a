package org.resnetstudio.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.problem.Sentence;

class UndoTest {
    @TempDir
    Path folder;

    private interface Action {
        void on(Project project, Path pictures) throws ProjectException;
    }

    /** An edit, and what the studio calls it. */
    private record Kind(String description, Action action) {
        @Override
        public String toString() {
            return description;
        }
    }

    static List<Kind> everyKindOfEditIsUndoneAndRedoneInThisSessionAndLater() {
        return List.of(
                new Kind("Labelled 3 pictures as dog", (p, f) -> p.label(ids(p, 1, 4), OptionalInt.of(1))),
                new Kind("Removed the label of 5 pictures", (p, f) -> p.label(ids(p, 0, 6), OptionalInt.empty())),
                new Kind(
                        "Moved 3 pictures to validation",
                        (p, f) -> p.setSplit(ids(p, 0, 3), Optional.of(Split.VALIDATION))),
                new Kind("Excluded 1 picture", (p, f) -> p.setExcluded(ids(p, 2, 3), true)),
                new Kind("Added the class 100% bird", (p, f) -> p.addClass("100% bird")),
                new Kind("Renamed the class cat to tiger", (p, f) -> p.renameClass(0, "tiger")),
                new Kind("Removed the class cat", (p, f) -> p.removeClass(0)),
                new Kind("Removed the class dog", (p, f) -> p.removeClass(1)),
                new Kind("Removed 3 pictures from the project", (p, f) -> p.removeSamples(ids(p, 1, 4))),
                new Kind("Split the dataset again (5 pictures moved)", (p, f) -> p.splitAgain(0.3, 0.1, 3)),
                new Kind("Completed the splits (4 pictures moved)", (p, f) -> p.completeSplits(0.3, 3)),
                new Kind("Imported 3 pictures", (p, f) -> {
                    Pictures.folder(f.resolve("bird"), 2);
                    Pictures.write(f.resolve("CAT/99.png"));
                    p.importSources(List.of(f), ImportListener.NONE, () -> false);
                }));
    }

    private static List<Long> ids(Project project, int from, int to) {
        return project.dataset().samples().subList(from, to).stream()
                .map(Sample::id)
                .toList();
    }

    private Project start() throws ProjectException {
        Path pictures = folder.resolve("pictures");
        Pictures.folder(pictures.resolve("cat"), 3);
        Pictures.folder(pictures.resolve("dog"), 2);
        Pictures.write(pictures.resolve("loose.png"));
        Project project = Project.create(folder.resolve("project"));
        project.importSources(List.of(pictures), ImportListener.NONE, () -> false);
        project.setSplit(ids(project, 5, 6), Optional.of(Split.TEST));
        return project;
    }

    private Project reopen(Project project) throws ProjectException {
        project.close();
        return Project.open(folder.resolve("project"));
    }

    private static void assertState(Project project, Dataset expected) throws ProjectException {
        assertThat(project.dataset()).isEqualTo(expected);
        assertThat(Project.readDataset(project.folder())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource
    void everyKindOfEditIsUndoneAndRedoneInThisSessionAndLater(Kind kind) throws ProjectException {
        Project project = start();
        Dataset before = project.dataset();
        kind.action().on(project, folder.resolve("pictures"));
        Dataset after = project.dataset();
        assertThat(after).isNotEqualTo(before);
        assertState(project, after);
        assertThat(project.undoDescription().map(Sentence::english)).contains(kind.description());
        for (int session = 0; session < 2; session++) {
            assertThat(project.undo().map(Sentence::english)).contains(kind.description());
            assertState(project, before);
            assertThat(project.canRedo()).isTrue();
            assertThat(project.redoDescription().map(Sentence::english)).contains(kind.description());
            project = session == 0 ? project : reopen(project);
            assertThat(project.redo().map(Sentence::english)).contains(kind.description());
            assertState(project, after);
            assertThat(project.canRedo()).isFalse();
            project = reopen(project);
            assertState(project, after);
        }
        project.close();
    }

    @Test
    void anEditAfterUndoDropsWhatCouldBeRedone() throws ProjectException {
        try (Project project = start()) {
            project.addClass("bird");
            project.undo();
            project.addClass("fish");
            assertThat(project.redo()).isEmpty();
            assertThat(project.dataset().classNames()).containsExactly("cat", "dog", "fish");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{\"field\":\"LABEL\"}",
                "[{\"field\":\"COLOUR\",\"before\":null,\"after\":\"1\",\"ids\":\"1\"}]",
                "[{\"field\":\"LABEL\",\"before\":\"1\",\"after\":\"2\",\"ids\":\"x\"}]",
                "[{\"field\":\"LABEL\",\"before\":\"99\",\"after\":\"2\",\"ids\":\"1\"}]",
                "[{\"field\":\"SPLIT\",\"before\":\"TRIAN\",\"after\":\"TEST\",\"ids\":\"1\"}]",
                "[{\"field\":\"EXCLUDED\",\"before\":\"0\",\"after\":\"1\",\"ids\":\"9999\"}]",
                "[{\"classesBefore\":[],\"classesAfter\":[]}]"
            })
    void aDamagedJournalEntryIsToldAndChangesNothing(String steps) throws Exception {
        Project project = start();
        project.label(ids(project, 0, 2), OptionalInt.of(1));
        Dataset before = project.dataset();
        Path home = project.folder();
        project.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("project.db"));
                PreparedStatement damage = connection.prepareStatement(
                        "UPDATE edits SET changes = ? WHERE id = (SELECT max(id) FROM edits)")) {
            damage.setString(1, steps);
            assertThat(damage.executeUpdate()).isEqualTo(1);
        }
        try (Project again = Project.open(home)) {
            assertThat(again.undoDescription().map(Sentence::english)).contains("Labelled 2 pictures as dog");
            assertThatThrownBy(again::undo)
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("\"Labelled 2 pictures as dog\" cannot be undone")
                    .hasMessageContaining("journal");
            assertState(again, before);
            again.label(ids(again, 3, 4), OptionalInt.empty());
            again.undo();
            assertState(again, before);
        }
    }

    @Test
    void theJournalKeepsWhatAnyLanguageCanSayOfAnEdit() throws ProjectException {
        Project project = start();
        project.label(ids(project, 0, 2), OptionalInt.of(1));
        project.renameClass(0, "{1} 'tiger'");
        project = reopen(project);
        assertThat(project.undo()).contains(Sentence.of("edit.rename-class", "cat", "{1} 'tiger'"));
        assertThat(project.undoDescription()).contains(Sentence.of("edit.label", 2, "dog"));
        assertThat(project.redoDescription().map(Sentence::english)).contains("Renamed the class cat to {1} 'tiger'");
        project.close();
    }

    /** A former version wrote words alone; a later one may have texts that this one lacks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"key\":\"edit.unheard-of\",\"arguments\":[]}",
                "{\"key\":\"screen.train\",\"arguments\":[]}",
                "{\"key\":\"edit.import\",\"arguments\":[\"many\"]}",
                "\"words\""
            })
    void anEditThatTheseTextsDoNotTellKeepsItsWords(String description) throws Exception {
        Project project = start();
        Dataset before = project.dataset();
        project.label(ids(project, 0, 1), OptionalInt.of(1));
        Path home = project.folder();
        project.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("project.db"));
                PreparedStatement other = connection.prepareStatement("UPDATE edits SET description = ?,"
                        + " changes = json_set(changes, '$[0].description', json(?))"
                        + " WHERE id = (SELECT max(id) FROM edits)")) {
            other.setString(1, "Labelled it, long ago");
            other.setString(2, description);
            assertThat(other.executeUpdate()).isEqualTo(1);
        }
        try (Project again = Project.open(home)) {
            assertThat(again.undoDescription()).contains(Sentence.inWords("Labelled it, long ago"));
            assertThat(again.undo()).contains(Sentence.inWords("Labelled it, long ago"));
            assertState(again, before);
        }
    }

    @Test
    void anEmptyProjectHasNothingToUndo() throws ProjectException {
        try (Project project = Project.create(folder.resolve("project"))) {
            assertThat(project.undo()).isEmpty();
            assertThat(project.redo()).isEmpty();
            assertThat(project.canUndo()).isFalse();
            assertThat(project.version()).isZero();
        }
    }

    @Test
    void picturesThatWereRemovedCanBeImportedAgain() throws ProjectException {
        try (Project project = start()) {
            Dataset before = project.dataset();
            project.removeSamples(ids(project, 0, 6));
            ImportSummary summary =
                    project.importSources(List.of(folder.resolve("pictures")), ImportListener.NONE, () -> false);
            assertThat(summary.added()).isEqualTo(6);
            Dataset again = project.dataset();
            project.undo();
            project.undo();
            assertState(project, before);
            project.redo();
            project.redo();
            assertState(project, again);
        }
    }

    @Test
    void aLongHistoryOfRandomEditsLeadsBackAndForthThroughTheSameStates() throws ProjectException {
        long seed = 20_240_601;
        Random random = new Random(seed);
        Project project = start();
        int edits = 80;
        List<Dataset> states = new ArrayList<>(List.of(project.dataset()));
        while (states.size() <= edits) {
            randomEdit(project, random, states.size());
            if (!project.dataset().equals(states.get(states.size() - 1))) {
                states.add(project.dataset());
            }
        }
        int at = edits;
        for (int step = 0; step < 300; step++) {
            boolean back = at == edits || (at > 0 && random.nextBoolean());
            assertThat(back ? project.undo() : project.redo()).isPresent();
            at += back ? -1 : 1;
            assertThat(project.dataset()).as("seed %d, step %d", seed, step).isEqualTo(states.get(at));
            if (random.nextInt(20) == 0) {
                project = reopen(project);
                assertThat(project.dataset()).as("seed %d, step %d", seed, step).isEqualTo(states.get(at));
            }
        }
        project.close();
    }

    private static void randomEdit(Project project, Random random, int number) throws ProjectException {
        int samples = project.dataset().samples().size();
        int classes = project.dataset().classes().size();
        int from = samples == 0 ? 0 : random.nextInt(samples);
        List<Long> ids = ids(project, from, samples == 0 ? 0 : from + random.nextInt(samples - from) + 1);
        switch (random.nextInt(8)) {
            case 0 -> project.label(ids, classes == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(classes)));
            case 1 ->
                project.setSplit(
                        ids,
                        Optional.of(List.of(Split.TRAIN, Split.VALIDATION, Split.TEST)
                                .get(random.nextInt(3))));
            case 2 -> project.setExcluded(ids, random.nextBoolean());
            case 3 -> project.addClass("class " + number);
            case 4 -> project.splitAgain(0.3, 0.2, number);
            case 5 -> {
                if (classes > 0) {
                    project.removeClass(random.nextInt(classes));
                }
            }
            case 6 -> {
                if (classes > 0) {
                    project.renameClass(random.nextInt(classes), "renamed " + number);
                }
            }
            default -> {
                if (samples > 4) {
                    project.removeSamples(ids.subList(0, 1));
                }
            }
        }
    }
}
