package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.image.ImageHeader;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.ui.shell.StudioContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large the project's pictures are, found out in the background from a few of them. Used on the FX thread. */
final class PictureSizes {
    private static final Logger LOG = LoggerFactory.getLogger(PictureSizes.class);
    /** So many pictures, spread over all, stand for the rest. */
    private static final int LOOKED_AT = 40;

    private final StudioContext context;
    private final ReadOnlyObjectWrapper<OptionalInt> shorterSidePx =
            new ReadOnlyObjectWrapper<>(this, "shorterSidePx", OptionalInt.empty());
    private int known;
    private long wanted;

    /** Follows the open project. */
    PictureSizes(StudioContext context) {
        this.context = context;
        context.project().onEntering(next -> known = 0);
        context.project().datasetProperty().addListener(o -> look());
        look();
    }

    /** The middle one of their shorter sides, in pixels; empty while that is not known. */
    ReadOnlyObjectProperty<OptionalInt> shorterSidePxProperty() {
        return shorterSidePx.getReadOnlyProperty();
    }

    /** A label changes no size: only other pictures do. */
    private void look() {
        List<Sample> samples = context.project().dataset().samples();
        if (samples.isEmpty()) {
            wanted++;
            known = 0;
            shorterSidePx.set(OptionalInt.empty());
            return;
        }
        if (samples.size() == known) {
            return;
        }
        known = samples.size();
        long request = ++wanted;
        int count = Math.min(LOOKED_AT, samples.size());
        List<Path> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(samples.get((int) ((long) i * samples.size() / count)).file());
        }
        context.jobs()
                .job(context.messages().text("train.job.sizes"), progress -> median(some))
                .onSuccess(found -> {
                    if (request == wanted) {
                        shorterSidePx.set(found);
                    }
                })
                .start();
    }

    private static OptionalInt median(List<Path> files) {
        List<Integer> sides = new ArrayList<>();
        for (Path file : files) {
            try {
                ImageHeader header = ImageHeader.read(file);
                sides.add(Math.min(header.width(), header.height()));
            } catch (UnreadableImageException e) {
                LOG.debug("The size of {} cannot be read and does not count", file, e);
            }
        }
        return sides.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(sides.stream().sorted().toList().get(sides.size() / 2));
    }
}
