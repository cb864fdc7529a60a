package org.resnetstudio.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.application.HostServices;
import org.resnetstudio.ui.shell.FileManager;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Notifier;

/** The file manager and the browser of this system. */
final class DesktopFileManager implements FileManager {
    private final HostServices services;
    private final Executor workers;
    private final Executor fxThread;
    private final Notifier notifier;
    private final Messages messages;

    DesktopFileManager(
            HostServices services, Executor workers, Executor fxThread, Notifier notifier, Messages messages) {
        this.services = services;
        this.workers = workers;
        this.fxThread = fxThread;
        this.notifier = notifier;
        this.messages = messages;
    }

    @Override
    public void show(Path file) {
        List<String> command = command(System.getProperty("os.name", ""), file, Files.isDirectory(file));
        workers.execute(() -> {
            try {
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                fxThread.execute(() -> notifier.error(messages.text("main.no-file-manager", file)));
            }
        });
    }

    @Override
    public void browse(URI page) {
        services.showDocument(page.toString());
    }

    /** How a file is shown in its folder; Linux has no common way to select it there, so its folder is opened. */
    static List<String> command(String system, Path file, boolean isFolder) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return isFolder ? List.of("explorer.exe", file.toString()) : List.of("explorer.exe", "/select," + file);
        }
        if (name.startsWith("mac")) {
            return isFolder ? List.of("open", file.toString()) : List.of("open", "-R", file.toString());
        }
        Path folder = isFolder || file.getParent() == null ? file : file.getParent();
        return List.of("xdg-open", folder.toString());
    }
}
