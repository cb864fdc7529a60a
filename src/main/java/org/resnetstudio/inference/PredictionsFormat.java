package org.resnetstudio.inference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.resnetstudio.dataset.Csv;
import org.resnetstudio.export.ExportFormat;
import org.resnetstudio.export.Exported;
import org.resnetstudio.export.OnnxWriter;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/**
 * The pictures of a run as CSV: {@code file,class,split} as in a file of labels, then {@code predicted}, the most probable class, its
 * {@code probability}, 0 to 1, and {@code problem} where a picture cannot be read.
 */
public final class PredictionsFormat implements ExportFormat {
    private static final List<String> COLUMNS =
            List.of("file", "class", "split", "predicted", "probability", "problem");

    @Override
    public String name() {
        return "predictions";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public String title() {
        return "Predictions (CSV)";
    }

    @Override
    public String explanation() {
        return "A table of the run’s pictures: label, predicted class and its probability, for Excel, R or pandas.";
    }

    @Override
    public void write(Exported exported, Path file) throws IOException {
        if (exported.pictures().isEmpty()) {
            throw new UserIOException(Sentence.of("problem.inference.no-pictures"));
        }
        Path onnx = Files.createTempFile("resnet-studio", ".onnx");
        try {
            OnnxWriter.write(onnx, exported.model());
            List<List<String>> rows = new ArrayList<>(List.of(COLUMNS));
            rows.addAll(rows(onnx, exported.pictures()));
            AtomicFile.write(file, Csv.text(rows.stream()).getBytes(StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(onnx);
        }
    }

    private static List<List<String>> rows(Path onnx, List<Exported.Picture> pictures) throws IOException {
        ExecutorService decoders =
                Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        try (Classifier classifier = Classifier.open(onnx)) {
            List<List<String>> rows = new ArrayList<>();
            new FolderClassifier(classifier, decoders)
                    .classify(
                            pictures.stream().map(Exported.Picture::file).toList(),
                            1,
                            (result, done, total) -> rows.add(row(pictures.get(done - 1), result)),
                            () -> false);
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserIOException(Sentence.of("problem.inference.stopped"), e);
        } finally {
            decoders.shutdownNow();
        }
    }

    private static List<String> row(Exported.Picture picture, FileResult result) {
        List<String> label = List.of(picture.file().toString(), picture.className(), picture.part());
        List<String> answer = result.predictions().isEmpty()
                ? List.of("", "", result.problem().map(Sentence::english).orElse(""))
                : List.of(
                        result.predictions().get(0).className(),
                        Float.toString((float) result.predictions().get(0).probability()),
                        "");
        return Stream.concat(label.stream(), answer.stream()).toList();
    }
}
