package org.resnetstudio.ui.shell;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * A new project: its name, the place of its folder, which is always a new one, and its first pictures. Used on the FX thread; needs no
 * window.
 */
public final class NewProjectModel {
    private static final String PLACE = "projects";
    private static final String PICTURES = "import";
    /** What some system cannot have in the name of a folder, so that a project can be taken elsewhere. */
    private static final Pattern WRONG_NAME = Pattern.compile(
            "\\s.*|.*[\\s.]|.*[/\\\\:*?\"<>|\\p{Cntrl}].*|(?i:con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.DOTALL);

    private final StudioContext context;
    private final ProjectOpener opener;
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final StringProperty place = new SimpleStringProperty(this, "place");
    private final StringProperty pictures = new SimpleStringProperty(this, "pictures", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<Optional<Path>> folder =
            new ReadOnlyObjectWrapper<>(this, "folder", Optional.empty());
    private String suggestedName = "";

    /**
     * Begins with no name, at the place of the last project.
     *
     * @param usualPlace of projects
     */
    public NewProjectModel(StudioContext context, ProjectOpener opener, Path usualPlace) {
        this.context = context;
        this.opener = opener;
        place.set(context.settings()
                .folder(PLACE)
                .filter(Files::isDirectory)
                .orElse(usualPlace)
                .toString());
        for (StringProperty field : List.of(name, place, pictures)) {
            field.addListener(o -> check());
        }
    }

    /** The name of the project and of its folder. */
    public StringProperty nameProperty() {
        return name;
    }

    /** Where its folder is made. */
    public StringProperty placeProperty() {
        return place;
    }

    /** The folder of its first pictures; may be empty. */
    public StringProperty picturesProperty() {
        return pictures;
    }

    /** What is wrong, in one sentence; empty when nothing is, or there is no name yet. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The folder that would be made; empty while something is wrong or missing. */
    public ReadOnlyObjectProperty<Optional<Path>> folderProperty() {
        return folder.getReadOnlyProperty();
    }

    /** Asks for the place. */
    public void choosePlace() {
        context.files()
                .folder(PLACE, context.messages().text("new-project.choose-place"))
                .ifPresent(chosen -> place.set(chosen.toString()));
    }

    /** Asks for the pictures, whose folder gives the name where nobody has typed one. */
    public void choosePictures() {
        context.files()
                .folder(PICTURES, context.messages().text("new-project.choose-pictures"))
                .ifPresent(chosen -> {
                    if (name.get().isBlank() || name.get().equals(suggestedName)) {
                        suggestedName = Optional.ofNullable(chosen.getFileName())
                                .map(Path::toString)
                                .orElse("");
                        name.set(suggestedName);
                    }
                    pictures.set(chosen.toString());
                });
    }

    /** Makes the project and opens it with its pictures. */
    public void create() {
        check();
        folder.get().ifPresent(made -> {
            context.settings().setFolder(PLACE, made.getParent());
            opener.create(made, path(pictures.get()).map(List::of).orElse(List.of()));
        });
    }

    private void check() {
        problem.set(name.get().isBlank() ? "" : findProblem());
        folder.set(
                name.get().isBlank() || !problem.get().isEmpty()
                        ? Optional.empty()
                        : path(place.get()).map(where -> where.resolve(name.get())));
    }

    private String findProblem() {
        Messages messages = context.messages();
        if (WRONG_NAME.matcher(name.get()).matches()) {
            return messages.text("new-project.problem.name", name.get());
        }
        Optional<Path> where = path(place.get()).filter(Path::isAbsolute).filter(NewProjectModel::isWritable);
        if (where.isEmpty()) {
            return messages.text("new-project.problem.place", place.get());
        }
        Path made = where.get().resolve(name.get());
        if (Files.exists(made)) {
            return messages.text("new-project.problem.exists", made);
        }
        Optional<Path> source = path(pictures.get());
        if (!pictures.get().isBlank() && source.filter(Files::exists).isEmpty()) {
            return messages.text("new-project.problem.pictures", pictures.get());
        }
        return source.filter(made::startsWith).isPresent() ? messages.text("new-project.problem.inside") : "";
    }

    /** Whether a folder can be made there: it is one, or the nearest that is there above it is one, that can be written to. */
    private static boolean isWritable(Path where) {
        Path there = where;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isDirectory(there) && Files.isWritable(there);
    }

    private static Optional<Path> path(String typed) {
        try {
            return typed.isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(typed.strip()).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
