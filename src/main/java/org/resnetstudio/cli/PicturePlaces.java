package org.resnetstudio.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.files.UserCache;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectContents;

/**
 * Where a training keeps what it makes of pictures and finds in them.
 *
 * @param cacheFolder for prepared pictures
 * @param contents what is known of the pictures' files
 */
record PicturePlaces(Path cacheFolder, KnownContents contents) {
    /**
     * In the project, also when one of its runs goes on, and otherwise in the user's cache folder.
     *
     * @param chosen folder for prepared pictures; null where none was chosen
     * @param project whose pictures are trained on; null where it is none
     * @param resumed folder of the run that goes on; null for a new one
     */
    static PicturePlaces of(Path chosen, Path project, Path resumed) {
        Optional<Path> home = Optional.ofNullable(project)
                .or(() -> Optional.ofNullable(resumed).flatMap(Project::ofRun));
        Path usual = home.map(folder -> folder.resolve("cache")).orElseGet(UserCache::folder);
        return new PicturePlaces(
                chosen == null ? usual : chosen, home.map(ProjectContents::of).orElse(KnownContents.NONE));
    }
}
