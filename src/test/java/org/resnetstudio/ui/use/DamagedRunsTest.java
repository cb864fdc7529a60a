package org.resnetstudio.ui.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.project.Project;
import org.resnetstudio.ui.shell.TestContext;
import org.resnetstudio.ui.train.RunFixture;
import org.resnetstudio.ui.train.RunHistory;

class DamagedRunsTest {
    private static final List<String> CLASSES = List.of("cat", "dog");

    @TempDir
    private Path folder;

    private final ClassifierCache classifiers = new ClassifierCache();
    private Project project;

    @AfterEach
    void close() throws Exception {
        classifiers.close();
        project.close();
    }

    private void run(String name, long seed) throws IOException {
        Path run = RunFixture.write(project.runsFolder().resolve(name), "resnet20", CLASSES, seed, 15);
        TestModels.alwaysLast(run.resolve("model.onnx"), "cat", "dog");
    }

    @Test
    void aRunWhoseEventsCannotBeReadLeavesTheOthersInTheList() throws Exception {
        project = Project.create(folder.resolve("project"));
        run("a", 1);
        run("b", 2);
        run("c", 3);
        Path events = project.runsFolder().resolve("b/events.jsonl");
        Files.delete(events);
        Files.createDirectory(events);
        Files.writeString(project.runsFolder().resolve("a/run.json"), "{ \"format\": 1,");
        TestContext context = new TestContext(folder);
        context.context.project().replace(project);

        ModelLibrary library = new ModelLibrary(context.context, new RunHistory(context.context), classifiers);

        assertThat(library.models())
                .extracting(model -> model.location().getFileName().toString())
                .containsExactly("c");
        assertThat(context.told).isEmpty();
    }
}
