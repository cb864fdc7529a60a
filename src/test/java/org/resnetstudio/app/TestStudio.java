package org.resnetstudio.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import org.resnetstudio.ui.shell.FileManager;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Notifications;
import org.resnetstudio.ui.shell.Settings;

/** A studio without dialogs of the system: tests say what they answer and see what was shown. */
public final class TestStudio implements Studio.SystemAccess {
    /** What the next dialogs answer; they are cancelled when it is empty. */
    public final List<Path> answers = new ArrayList<>();
    /** What the file manager was asked to show. */
    public final List<Path> shown = new ArrayList<>();

    /** A studio whose files are all below one folder. */
    public Studio create(Path folder, Optional<Path> sampleData) {
        StudioFolders folders = new StudioFolders(folder.resolve("config"), folder.resolve("data"), sampleData);
        return new Studio(folders, Platform::runLater, this);
    }

    @Override
    public FilePickers files(Settings settings) {
        return new FilePickers() {
            @Override
            public Optional<Path> folder(String purpose, String title) {
                return next();
            }

            @Override
            public List<Path> files(String purpose, String title, FileKind... kinds) {
                List<Path> all = List.copyOf(answers);
                answers.clear();
                return all;
            }

            @Override
            public Optional<Path> save(String purpose, String title, String suggestedName, FileKind... kinds) {
                return next();
            }
        };
    }

    @Override
    public FileManager fileManager(Executor workers, Notifications notifications, Messages messages) {
        return new FileManager() {
            @Override
            public void show(Path file) {
                shown.add(file);
            }

            @Override
            public void browse(URI page) {
                throw new UnsupportedOperationException("Tests open no page, not even " + page);
            }
        };
    }

    private Optional<Path> next() {
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers.remove(0));
    }
}
