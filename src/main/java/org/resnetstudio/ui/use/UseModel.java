package org.resnetstudio.ui.use;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javax.imageio.ImageIO;
import org.resnetstudio.dataset.Csv;
import org.resnetstudio.dataset.PictureFiles;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.inference.FolderClassifier;
import org.resnetstudio.inference.Prediction;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Project;
import org.resnetstudio.ui.shell.Job;
import org.resnetstudio.ui.shell.StudioContext;

/** What the Use screen can do: classify files and folders with the selected model, and keep the answers. Used on the FX thread. */
public final class UseModel {
    /** Number of classes in an answer. */
    public static final int TOP_K = 5;

    private final StudioContext context;
    private final ModelLibrary library;
    private final ExecutorService decoders;
    private final ObservableList<FileResult> results = FXCollections.observableArrayList();
    /** Held here, because a view hears its list only as long as somebody holds the view. */
    private final ObservableList<FileResult> view = FXCollections.unmodifiableObservableList(results);

    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private Job<?> job;
    private Queue<FileResult> arriving;

    /**
     * Nothing classified at first.
     *
     * @param decoders decode pictures of folders
     */
    public UseModel(StudioContext context, ModelLibrary library, ExecutorService decoders) {
        this.context = context;
        this.library = library;
        this.decoders = decoders;
        context.project().projectProperty().addListener(o -> results.clear());
    }

    /** Answers so far, in the order of the files. */
    public ObservableList<FileResult> results() {
        return view;
    }

    /** How many of the files could not be read. */
    long unreadable() {
        return results.stream().filter(result -> result.problem().isPresent()).count();
    }

    /** Of the most likely class, 0 to 1; empty where the file could not be read. */
    static OptionalDouble probability(FileResult result) {
        return result.predictions().stream()
                .mapToDouble(Prediction::probability)
                .findFirst();
    }

    /** Whether files are being classified. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** The models at hand. */
    public ModelLibrary library() {
        return library;
    }

    /**
     * Classifies pictures, and all pictures below folders, see {@link PictureFiles}, and puts the answers into the list; what
     * cannot be read is in it with the reason. Says what to do if there is no model, or no picture among them.
     */
    public void classify(List<Path> filesAndFolders) {
        StudioModel model = library.selectedProperty().get();
        if (model == null) {
            context.notifier()
                    .errorUntil(context.messages().text("use.no-model"), library.selectedProperty(), Objects::nonNull);
            return;
        }
        stop();
        results.clear();
        ConcurrentLinkedQueue<FileResult> arrived = new ConcurrentLinkedQueue<>();
        arriving = arrived;
        Runnable sampler = () -> drain(arrived);
        context.pulse().add(sampler);
        busy.set(true);
        Job<Integer> next = context.jobs().job(context.messages().text("use.job.classify"), progress -> {
            PictureFiles pictures = PictureFiles.of(filesAndFolders, progress::isCancelled);
            pictures.unreadable()
                    .forEach(problem ->
                            arrived.add(FileResult.failed(problem.file(), Sentence.inWords(problem.reason()))));
            try (ClassifierCache.Lease lease = library.classifiers().acquire(model.location())) {
                new FolderClassifier(lease.classifier(), decoders)
                        .classify(
                                pictures.files(),
                                TOP_K,
                                (result, done, total) -> {
                                    arrived.add(result);
                                    progress.report(done, total);
                                },
                                progress::isCancelled);
            }
            return pictures.files().size() + pictures.unreadable().size();
        });
        job = next;
        next.onSuccess(this::classified)
                .onEnd(() -> {
                    context.pulse().remove(sampler);
                    if (job == next) {
                        drain(arrived);
                        busy.set(false);
                    }
                })
                .start();
    }

    private void classified(int results) {
        if (results == 0) {
            context.notifier().error(context.messages().text("use.no-pictures"));
        }
    }

    /** Shows what arrived, unless it belongs to files that were chosen before the present ones. */
    private void drain(Queue<FileResult> arrived) {
        if (arrived != arriving) {
            return;
        }
        List<FileResult> next = new ArrayList<>();
        for (FileResult result = arrived.poll(); result != null; result = arrived.poll()) {
            next.add(result);
        }
        if (!next.isEmpty()) {
            results.addAll(next);
        }
    }

    /** Stops; the answers so far stay. */
    public void stop() {
        if (job != null) {
            job.cancel();
        }
    }

    /** Classifies a picture from the clipboard; it is kept as a PNG file in the project's cache, or in the temporary folder. */
    public void classifyPasted(BufferedImage picture) {
        Path folder = context.project()
                .project()
                .map(Project::cacheFolder)
                .orElse(Path.of(System.getProperty("java.io.tmpdir")))
                .resolve("pasted");
        context.jobs()
                .job(context.messages().text("use.job.paste"), progress -> {
                    Path file =
                            Files.createDirectories(folder).resolve("pasted-" + System.currentTimeMillis() + ".png");
                    ImageIO.write(picture, "png", file.toFile());
                    return file;
                })
                .onSuccess(file -> classify(List.of(file)))
                .start();
    }

    /** Forgets the answers. */
    public void clear() {
        stop();
        results.clear();
    }

    /** Writes the answers as CSV: file, then class and probability of each of the most likely classes, or the problem. */
    public void save(Path file) {
        List<FileResult> all = List.copyOf(results);
        context.jobs()
                .job(context.messages().text("use.job.save"), progress -> {
                    AtomicFile.write(file, csv(all).getBytes(StandardCharsets.UTF_8));
                    return file;
                })
                .onSuccess(saved -> context.notifier()
                        .info(
                                context.messages().text("use.saved", saved.getFileName()),
                                context.messages().text("use.show"),
                                () -> context.fileManager().show(saved)))
                .start();
    }

    static String csv(List<FileResult> results) {
        List<String> header = new ArrayList<>(List.of("file"));
        for (int i = 1; i <= TOP_K; i++) {
            header.addAll(List.of("class " + i, "probability " + i));
        }
        header.add("problem");
        List<List<String>> lines = new ArrayList<>(List.of(header));
        for (FileResult result : results) {
            List<String> fields = new ArrayList<>(List.of(result.file().toString()));
            for (Prediction prediction : result.predictions()) {
                fields.add(prediction.className());
                fields.add(String.format(Locale.ROOT, "%.6f", prediction.probability()));
            }
            fields.addAll(Collections.nCopies(header.size() - 1 - fields.size(), ""));
            fields.add(result.problem().map(Sentence::english).orElse(""));
            lines.add(fields);
        }
        return Csv.text(lines.stream());
    }
}
