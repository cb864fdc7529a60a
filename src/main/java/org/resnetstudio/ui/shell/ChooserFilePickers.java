package org.resnetstudio.ui.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The dialogs of the system. */
public final class ChooserFilePickers implements FilePickers {
    private final Settings settings;
    private final Supplier<Window> owner;

    /**
     * Dialogs that belong to a window.
     *
     * @param settings remembers the folders
     * @param owner the window, asked for when a dialog opens
     */
    public ChooserFilePickers(Settings settings, Supplier<Window> owner) {
        this.settings = settings;
        this.owner = owner;
    }

    @Override
    public Optional<Path> folder(String purpose, String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        lastFolder(purpose).ifPresent(chooser::setInitialDirectory);
        Optional<Path> chosen =
                Optional.ofNullable(chooser.showDialog(owner.get())).map(File::toPath);
        chosen.ifPresent(folder -> settings.setFolder(purpose, folder));
        return chosen;
    }

    @Override
    public List<Path> files(String purpose, String title, FileKind... kinds) {
        List<File> chosen = chooser(purpose, title, kinds).showOpenMultipleDialog(owner.get());
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
                Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
        chosen.ifPresent(file -> settings.setFolder(purpose, file.getParent()));
        return chosen;
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
        return settings.folder(purpose).filter(Files::isDirectory).map(Path::toFile);
    }
}
