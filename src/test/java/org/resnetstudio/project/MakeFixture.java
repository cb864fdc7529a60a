package org.resnetstudio.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.image.FileStamp;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.image.PictureContent;

/**
 * Made {@code src/test/resources/project/version-1.db} and {@code version-2.db}. Run it again, with a new folder, when the schema has grown, and
 * keep the older files: {@code MakeFixture FOLDER} leaves {@code FOLDER/project.db}.
 */
final class MakeFixture {
    private MakeFixture() {}

    /** Makes the project in the given folder, which must not exist. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        if (Files.exists(folder)) {
            throw new IllegalArgumentException("The folder " + folder + " is there already; name a new one.");
        }
        Path pictures = Pictures.folder(folder.resolve("pictures"), 5);
        try (Project project = Project.create(folder)) {
            project.importSources(List.of(pictures), ImportListener.NONE, () -> false);
            List<Long> ids =
                    project.dataset().samples().stream().map(Sample::id).toList();
            project.addClass("cat");
            project.addClass("dog");
            project.renameClass(1, "собака");
            project.label(ids.subList(0, 2), OptionalInt.of(0));
            project.label(ids.subList(2, 4), OptionalInt.of(1));
            project.setSplit(ids.subList(0, 1), Optional.of(Split.TRAIN));
            project.setSplit(ids.subList(1, 2), Optional.of(Split.VALIDATION));
            project.setSplit(ids.subList(2, 3), Optional.of(Split.TEST));
            project.setExcluded(ids.subList(2, 3), true);
            project.removeSamples(ids.subList(3, 4));
            project.addClass("bird");
            project.undo();
        }
        KnownContents contents = ProjectContents.of(folder);
        contents.add(pictures.resolve("1.png"), new PictureContent(new FileStamp(85, 2, 3, -4), "ab".repeat(32), 4, 5));
        contents.keep();
    }
}
