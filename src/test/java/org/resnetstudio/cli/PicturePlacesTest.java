package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.files.UserCache;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectContents;
import org.resnetstudio.project.ProjectException;

class PicturePlacesTest {
    @TempDir
    private Path folder;

    @Test
    void aRunOfAProjectGoesOnWithThePreparedPicturesOfTheProject() throws ProjectException {
        Path project = folder.resolve("project");
        Project.create(project).close();

        PicturePlaces started = PicturePlaces.of(null, project, null);
        PicturePlaces resumed = PicturePlaces.of(null, null, project.resolve("runs/run"));
        assertThat(started.cacheFolder()).isEqualTo(project.resolve("cache"));
        assertThat(resumed.cacheFolder()).isEqualTo(started.cacheFolder());
        assertThat(started.contents()).isInstanceOf(ProjectContents.class);
        assertThat(resumed.contents()).isInstanceOf(ProjectContents.class);
    }

    @Test
    void otherRunsKeepTheirsInTheUsersCache() throws Exception {
        Path run = Files.createDirectories(folder.resolve("runs/run"));
        assertThat(PicturePlaces.of(null, null, run))
                .isEqualTo(new PicturePlaces(UserCache.folder(), KnownContents.NONE))
                .isEqualTo(PicturePlaces.of(null, null, null));
        assertThat(PicturePlaces.of(folder, null, run).cacheFolder()).isEqualTo(folder);
        assertThat(Project.ofRun(Path.of("/"))).isEmpty();
    }
}
