package org.resnetstudio.ui.shell;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a screen model needs, without a window and all on one thread: every job is done when it is started. */
public final class TestContext {
    /** What was told at the bottom of the window, latest last. */
    public final List<Notifier.Notification> told = new ArrayList<>();
    /** What the next dialogs answer; they are cancelled when it is empty. */
    public final List<Path> answers = new ArrayList<>();
    /** The kinds of files that were offered when files were asked for, latest last. */
    public final List<FilePickers.FileKind> kinds = new ArrayList<>();
    /** The context. */
    public final StudioContext context;

    /** A context whose settings are in a folder. */
    public TestContext(Path folder) {
        Messages messages = Messages.of(Language.english());
        Settings settings = Settings.load(folder.resolve("settings.json"), Runnable::run);
        Navigator navigator = new Navigator(ScreenId.DATA);
        context = new StudioContext(
                new CurrentProject(Runnable::run),
                navigator,
                new Actions(navigator),
                new JobRunner(Runnable::run, Runnable::run, told::add, messages),
                new Pulse(),
                told::add,
                messages,
                settings,
                new Theme(settings),
                new Answers(),
                new NoFileManager());
    }

    /** The latest message's text; empty when nothing was told. */
    public String lastTold() {
        return told.isEmpty() ? "" : told.get(told.size() - 1).text();
    }

    private final class Answers implements FilePickers {
        @Override
        public Optional<Path> folder(String purpose, String title) {
            return next();
        }

        @Override
        public List<Path> files(String purpose, String title, FileKind... kinds) {
            TestContext.this.kinds.addAll(List.of(kinds));
            List<Path> all = List.copyOf(answers);
            answers.clear();
            return all;
        }

        @Override
        public Optional<Path> save(String purpose, String title, String suggestedName, FileKind... kinds) {
            return next();
        }

        private Optional<Path> next() {
            return answers.isEmpty() ? Optional.empty() : Optional.of(answers.remove(0));
        }
    }

    private static final class NoFileManager implements FileManager {
        @Override
        public void show(Path file) {
            throw new UnsupportedOperationException("No file manager in this test, asked for " + file);
        }

        @Override
        public void browse(URI page) {
            throw new UnsupportedOperationException("No browser in this test, asked for " + page);
        }
    }
}
