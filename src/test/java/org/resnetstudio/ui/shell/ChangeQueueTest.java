package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectChange;
import org.resnetstudio.project.ProjectChange.Field;
import org.resnetstudio.project.ProjectException;

class ChangeQueueTest {
    @TempDir
    private Path folder;

    private final List<ProjectChange> made = new ArrayList<>();
    private final ChangeQueue queue = new ChangeQueue();
    private Project project;
    private Dataset start;

    /** Three edits: a label, another one, and a class. */
    @BeforeEach
    void edit() throws ProjectException {
        project = Project.create(folder.resolve("project"));
        project.importSources(
                List.of(Pictures.folder(folder.resolve("pictures"), 3)), ImportListener.NONE, () -> false);
        project.addClass("cat");
        start = project.dataset();
        project.addListener(made::add);
        project.label(List.of(2L), OptionalInt.of(0));
        project.setExcluded(List.of(1L), true);
        project.addClass("dog");
    }

    @AfterEach
    void close() throws ProjectException {
        project.close();
    }

    @Test
    void changesThatFollowOneAnotherAreToldAsOneInWhateverOrderTheyCome() {
        queue.add(made.get(1));
        assertThat(queue.takeFrom(start)).as("the one before has not come").isEmpty();
        queue.add(made.get(0));

        ProjectChange both = queue.takeFrom(start).orElseThrow();
        assertThat(both.before()).isSameAs(start);
        assertThat(both.after()).isSameAs(made.get(1).after());
        assertThat(both.fields()).containsExactlyInAnyOrder(Field.LABEL, Field.EXCLUDED);
        assertThat(both.samples().stream().boxed()).containsExactly(1L, 2L);
        assertThat(both.keepsPlaces()).isTrue();

        queue.add(made.get(2));
        ProjectChange last = queue.takeFrom(both.after()).orElseThrow();
        assertThat(last.after()).isSameAs(project.dataset());
        assertThat(last.keepsPlaces()).isFalse();
        assertThat(queue.takeFrom(last.after())).isEmpty();
    }

    @Test
    void changesThatAreShownAlreadyAreForgotten() {
        made.forEach(queue::add);
        ProjectChange rest = queue.takeFrom(made.get(0).after()).orElseThrow();
        assertThat(rest.samples().stream().boxed()).containsExactly(1L);
        assertThat(queue.takeFrom(start)).isEmpty();
    }
}
