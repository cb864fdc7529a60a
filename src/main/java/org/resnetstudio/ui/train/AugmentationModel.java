package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.ui.shell.Messages;

/**
 * The panel that sets how training pictures are varied, with nine variants of one of them as a training would see them. What is set counts
 * at once, as far as its subject goes, and is taken back where the panel is left without accepting it. Made anew each time it is opened;
 * used on the FX thread.
 */
public final class AugmentationModel {
    private final AugmentationSubject subject;
    private final AugmentationSubject.Sight sight;
    private final AugmentationPictures pictures;
    private final AugmentationPreview preview;
    private final Messages messages;
    private final List<AugmentationRow> rows;
    private final Augmentations before;
    private final Runnable unlisten;
    private final ReadOnlyObjectWrapper<View> view = new ReadOnlyObjectWrapper<>(this, "view", View.NOTHING);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper(this, "caption", "");
    private long seed;
    private boolean showing;
    private boolean accepted;
    private boolean closed;

    /**
     * What there is to see.
     *
     * @param original the picture as the network sees it without augmentation; empty where there is none
     * @param variants of it; none where there is none
     * @param problem why there is none, as a sentence; else empty
     */
    public record View(Optional<RgbImage> original, List<RgbImage> variants, String problem) {
        static final View NOTHING = new View(Optional.empty(), List.of(), "");
    }

    /** @param previews makes what computes variants, and tells of them */
    AugmentationModel(
            AugmentationSubject subject,
            AugmentationPictures pictures,
            Function<Consumer<AugmentationPreview.Seen>, AugmentationPreview> previews,
            Messages messages) {
        this.subject = subject;
        this.sight = subject.sight();
        this.pictures = pictures;
        this.messages = messages;
        this.preview = previews.apply(this::seen);
        this.seed = sight.seed();
        this.before = subject.get();
        rows = Augmentations.ALL.stream()
                .map(kind -> new AugmentationRow(kind, sight.sizePx(), messages))
                .toList();
        show(before);
        for (AugmentationRow row : rows) {
            row.onProperty().addListener(o -> changed());
            for (AugmentationStrength strength : row.strengths()) {
                strength.field().textProperty().addListener(o -> changed());
            }
        }
        unlisten = subject.listen(() -> show(subject.get()));
        pictureChanged();
    }

    /** What can be done to pictures, each with its strengths. */
    public List<AugmentationRow> rows() {
        return rows;
    }

    /** The picture and its variants. */
    public ReadOnlyObjectProperty<View> viewProperty() {
        return view.getReadOnlyProperty();
    }

    /** What is wrong with a number, in one sentence; else empty. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Which picture is shown. */
    public ReadOnlyStringProperty captionProperty() {
        return caption.getReadOnlyProperty();
    }

    /** The names of the classes whose pictures can be shown. */
    public List<String> classes() {
        return pictures.classes();
    }

    /** Width and height of the pictures that the network sees. */
    public int sizePx() {
        return sight.sizePx();
    }

    /** Whether a run that is trained is changed, which begins when this is accepted. */
    public boolean isTrained() {
        return subject.isTrained();
    }

    /** Whether there are several pictures to go through. */
    public boolean several() {
        return pictures.several();
    }

    private void changed() {
        problem.set(fields().map(field -> field.problemProperty().get())
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElse(""));
        if (!showing) {
            subject.set(chosen());
            look();
        }
    }

    private Stream<NumberField> fields() {
        return rows.stream()
                .filter(row -> row.onProperty().get())
                .flatMap(row -> row.strengths().stream())
                .map(AugmentationStrength::field);
    }

    /** What is set now; a number that is wrong counts as it was before. */
    public Augmentations chosen() {
        return new Augmentations(rows.stream()
                .filter(row -> row.onProperty().get())
                .map(AugmentationRow::chosen)
                .toList());
    }

    /** Sets what goes together. */
    public void take(AugmentationPreset preset) {
        take(preset.augmentations(sight.sizePx()));
    }

    private void take(Augmentations augmentations) {
        show(augmentations);
        subject.set(augmentations);
    }

    private void show(Augmentations augmentations) {
        if (showing || augmentations.equals(chosen())) {
            return;
        }
        showing = true;
        rows.forEach(row -> row.show(augmentations));
        showing = false;
        changed();
    }

    /** Shows other variants of the picture. */
    public void otherVariants() {
        seed++;
        look();
    }

    /** Shows the pictures of one class, or of all. */
    public void ofClass(Optional<String> name) {
        pictures.ofClass(name);
        pictureChanged();
    }

    /** Shows the picture so many places behind the present one. */
    public void move(int places) {
        pictures.move(places);
        pictureChanged();
    }

    /** Shows any other picture. */
    public void any() {
        pictures.any();
        pictureChanged();
    }

    /** Shows a picture from elsewhere. */
    public void show(Path file) {
        pictures.show(file);
        pictureChanged();
    }

    private void pictureChanged() {
        caption.set(pictures.shown()
                .map(one -> {
                    String name = String.valueOf(one.file().getFileName());
                    return one.className().map(label -> name + " · " + label).orElse(name);
                })
                .orElse(""));
        look();
    }

    private void look() {
        if (closed) {
            return;
        }
        pictures.shown()
                .ifPresentOrElse(
                        shown -> preview.ask(new AugmentationPreview.Wish(shown, sight, chosen(), seed)),
                        () -> view.set(new View(Optional.empty(), List.of(), messages.text("augment.empty"))));
    }

    private void seen(AugmentationPreview.Seen seen) {
        view.set(new View(seen.original(), seen.variants(), messages.text(seen.problem())));
    }

    /** What is set stays; false while a number is wrong. */
    public boolean accept() {
        if (!problem.get().isEmpty()) {
            return false;
        }
        accepted = true;
        subject.accept();
        return true;
    }

    /** The panel is gone: what was not accepted is taken back. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        unlisten.run();
        preview.close();
        if (!accepted) {
            subject.set(before);
        }
    }
}
