package org.resnetstudio.ui.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.resnetstudio.files.Folders;
import org.resnetstudio.project.Project;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.StudioContext;

/**
 * What takes room on the disk and can be deleted: what can be made again, and runs. Labels, classes and pictures are never touched.
 * Used on the FX thread; counts and deletes in the background.
 */
public final class DiskSpaceModel {
    private static final String THUMBNAILS = "thumbnails";

    private final StudioContext context;
    private final TrainModel training;
    private final Path commonCache;
    private final Runnable deleted;
    private final ReadOnlyObjectWrapper<List<Item>> items = new ReadOnlyObjectWrapper<>(this, "items", List.of());
    private final ReadOnlyObjectWrapper<Optional<Item>> asked =
            new ReadOnlyObjectWrapper<>(this, "asked", Optional.empty());

    /**
     * Something that can be deleted.
     *
     * @param name for people
     * @param folders that are deleted with all that is in them
     * @param bytes on the disk
     * @param run whether it is a run, which cannot be made again
     */
    public record Item(String name, List<Path> folders, long bytes, boolean run) {
        public Item {
            folders = List.copyOf(folders);
        }
    }

    /**
     * Knows nothing before {@link #refresh}.
     *
     * @param commonCache where training without a project keeps prepared pictures
     * @param deleted told when something is gone
     */
    public DiskSpaceModel(StudioContext context, TrainModel training, Path commonCache, Runnable deleted) {
        this.context = context;
        this.training = training;
        this.commonCache = commonCache;
        this.deleted = deleted;
    }

    /** What there is, the caches first. */
    public ReadOnlyObjectProperty<List<Item>> itemsProperty() {
        return items.getReadOnlyProperty();
    }

    /** What would be deleted if it were asked for once more. */
    public ReadOnlyObjectProperty<Optional<Item>> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /** Counts again. */
    public void refresh() {
        asked.set(Optional.empty());
        Optional<Project> project = context.project().project();
        List<RunSummary> runs = List.copyOf(training.history().runs());
        RunNames names = training.history().names();
        context.jobs()
                .job(context.messages().text("disk.job.count"), progress -> {
                    List<Item> found = new ArrayList<>();
                    if (project.isPresent()) {
                        found.addAll(caches(project.get().cacheFolder()));
                    }
                    add(found, "disk.common", List.of(commonCache));
                    for (RunSummary run : runs) {
                        found.add(new Item(names.of(run), List.of(run.folder()), Folders.bytes(run.folder()), true));
                    }
                    return found;
                })
                .onSuccess(items::set)
                .start();
    }

    private List<Item> caches(Path cache) throws IOException {
        List<Path> prepared = new ArrayList<>();
        if (Files.isDirectory(cache)) {
            prepared.addAll(Folders.entries(cache));
            prepared.remove(cache.resolve(THUMBNAILS));
        }
        List<Item> found = new ArrayList<>();
        add(found, "disk.prepared", prepared);
        add(found, "disk.thumbnails", List.of(cache.resolve(THUMBNAILS)));
        return found;
    }

    private void add(List<Item> found, String key, List<Path> folders) throws IOException {
        long bytes = 0;
        for (Path folder : folders) {
            bytes += Folders.bytes(folder);
        }
        if (bytes > 0) {
            found.add(new Item(context.messages().text(key), folders, bytes, false));
        }
    }

    /** Deletes something, if it is asked for twice in a row. */
    public void delete(Item item) {
        if (!asked.get().equals(Optional.of(item))) {
            asked.set(Optional.of(item));
            return;
        }
        asked.set(Optional.empty());
        Messages messages = context.messages();
        if (training.runningProperty().get()) {
            context.notifier().error(messages.text("disk.training"));
            return;
        }
        context.jobs()
                .job(messages.text("disk.job.delete", item.name()), progress -> {
                    for (Path folder : item.folders()) {
                        if (!item.run()) {
                            Folders.delete(folder);
                            continue;
                        }
                        RunFolder run = RunFolder.open(folder);
                        if (run.process().isAlive()) {
                            return false;
                        }
                        run.delete();
                    }
                    return true;
                })
                .onSuccess(gone -> {
                    if (gone) {
                        context.notifier()
                                .info(messages.text(
                                        "disk.deleted",
                                        item.name(),
                                        messages.quantities().bytes(item.bytes())));
                    } else {
                        context.notifier().error(messages.text("disk.training"));
                    }
                })
                .onEnd(() -> {
                    deleted.run();
                    training.readRuns(this::refresh);
                })
                .start();
    }
}
