package org.resnetstudio.ui.use;

import java.nio.file.Path;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.Resizer;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.ui.control.Pictures;
import org.resnetstudio.ui.shell.Job;
import org.resnetstudio.ui.shell.JobRunner;

/** Shows one picture at a time, decoded in the background and fitted into a region. Used on the FX thread. */
final class PictureLoader {
    private static final int SIZE = 1024;
    private static final double LARGEST_ZOOM = 8;

    private final JobRunner jobs;
    private final String title;
    private final ImageView view;
    private final Region frame;
    private Job<?> job;

    PictureLoader(JobRunner jobs, String title, ImageView view, Region frame) {
        this.title = title;
        this.jobs = jobs;
        this.view = view;
        this.frame = frame;
        frame.widthProperty().addListener(o -> fit());
        frame.heightProperty().addListener(o -> fit());
    }

    /** Shows a picture; nothing, if it cannot be read. */
    void show(Path file) {
        if (job != null) {
            job.cancel();
        }
        Job<RgbImage> next = jobs.job(title, progress -> Resizer.fit(new ImageDecoder().decode(file), SIZE, SIZE));
        job = next;
        next.onSuccess(picture -> {
                    if (job == next) {
                        view.setImage(Pictures.image(picture));
                        fit();
                    }
                })
                .onFailure(error -> view.setImage(null))
                .start();
    }

    private void fit() {
        if (view.getImage() != null) {
            view.setFitWidth(
                    Math.min(frame.getWidth(), LARGEST_ZOOM * view.getImage().getWidth()));
            view.setFitHeight(
                    Math.min(frame.getHeight(), LARGEST_ZOOM * view.getImage().getHeight()));
        }
    }
}
