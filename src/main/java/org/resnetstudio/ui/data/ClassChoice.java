package org.resnetstudio.ui.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.resnetstudio.dataset.ImageClass;

/** Finds one of many classes by its name, to label the chosen pictures with it. Used on the FX thread. */
public final class ClassChoice {
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObservableList<Found> found = FXCollections.observableArrayList();
    private Optional<SampleCommands> commands = Optional.empty();

    /**
     * A class whose name has what was typed.
     *
     * @param classIndex its index
     * @param name its name
     */
    public record Found(int classIndex, String name) {}

    /** Nothing to choose at first. */
    public ClassChoice() {
        text.subscribe(this::find);
    }

    /** Starts anew, for the pictures of some commands. */
    void begin(SampleCommands of) {
        commands = Optional.of(of);
        text.set("");
        find();
    }

    /** Part of the name, in any case. */
    public StringProperty textProperty() {
        return text;
    }

    /** The classes to choose from, in their order; those whose names begin with the text first. */
    public ObservableList<Found> found() {
        return found;
    }

    /** Labels the pictures. */
    public void choose(Found chosen) {
        commands.ifPresent(known -> known.label(chosen.classIndex()));
    }

    private void find() {
        List<ImageClass> classes = commands.map(SampleCommands::classes).orElse(List.of());
        String typed = lower(text.get().strip());
        List<Found> matching = IntStream.range(0, classes.size())
                .mapToObj(i -> new Found(i, classes.get(i).name()))
                .filter(each -> lower(each.name()).contains(typed))
                .sorted((a, b) -> Boolean.compare(
                        lower(b.name()).startsWith(typed), lower(a.name()).startsWith(typed)))
                .toList();
        found.setAll(matching);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
