package org.resnetstudio.ui.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.util.Duration;

/** The dialogs of the system. */
public final class ChooserFilePickers implements FilePickers {
    /** Until the window manager has told what it did to the window. */
    private static final Duration SETTLES = Duration.millis(200);

    private final Settings settings;
    private final Supplier<Stage> owner;

    /**
     * Dialogs that belong to a window.
     *
     * @param settings remembers the folders
     * @param owner the window, asked for when a dialog opens
     */
    public ChooserFilePickers(Settings settings, Supplier<Stage> owner) {
        this.settings = settings;
        this.owner = owner;
    }

    @Override
    public Optional<Path> folder(String purpose, String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        lastFolder(purpose).ifPresent(chooser::setInitialDirectory);
        Optional<Path> chosen = Optional.ofNullable(over(chooser::showDialog)).map(File::toPath);
        chosen.ifPresent(folder -> settings.setFolder(purpose, folder));
        return chosen;
    }

    @Override
    public List<Path> files(String purpose, String title, FileKind... kinds) {
        List<File> chosen = over(chooser(purpose, title, kinds)::showOpenMultipleDialog);
        List<Path> files =
                chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
        files.stream().findFirst().ifPresent(file -> settings.setFolder(purpose, file.getParent()));
        return files;
    }

    @Override
    public Optional<Path> save(String purpose, String title, String suggestedName, FileKind... kinds) {
        FileChooser chooser = chooser(purpose, title, kinds);
        chooser.setInitialFileName(suggestedName);
        Optional<Path> chosen =
                Optional.ofNullable(over(chooser::showSaveDialog)).map(File::toPath);
        chosen.ifPresent(file -> settings.setFolder(purpose, file.getParent()));
        return chosen;
    }

    /** Shows a dialog; some window managers take the window below out of its maximised state meanwhile. */
    private <T> T over(Function<Stage, T> dialog) {
        Stage window = owner.get();
        boolean maximised = window.isMaximized();
        double width = window.getWidth();
        T answer = dialog.apply(window);
        if (maximised) {
            PauseTransition settled = new PauseTransition(SETTLES);
            settled.setOnFinished(event -> maximiseAgain(window, width));
            settled.play();
        }
        return answer;
    }

    /** A window that was made smaller may still count as maximised, so that it has to be told twice. */
    private static void maximiseAgain(Stage window, double width) {
        if (!window.isMaximized() || window.getWidth() < width) {
            window.setMaximized(false);
            window.setMaximized(true);
        }
    }

    private FileChooser chooser(String purpose, String title, FileKind... kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        lastFolder(purpose).ifPresent(chooser::setInitialDirectory);
        for (FileKind kind : kinds) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind.description(), kind.patterns()));
        }
        return chooser;
    }

    private Optional<File> lastFolder(String purpose) {
        return settings.folder(purpose)
                .filter(Files::isDirectory)
                .or(() -> Optional.of(Path.of(System.getProperty("user.home", "")))
                        .filter(Files::isDirectory))
                .map(Path::toFile);
    }
}
