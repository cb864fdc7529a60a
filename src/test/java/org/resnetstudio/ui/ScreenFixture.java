package org.resnetstudio.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.shell.Actions;
import org.resnetstudio.ui.shell.CurrentProject;
import org.resnetstudio.ui.shell.JobRunner;
import org.resnetstudio.ui.shell.Language;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Navigator;
import org.resnetstudio.ui.shell.Notifier;
import org.resnetstudio.ui.shell.Pulse;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.Settings;
import org.resnetstudio.ui.shell.StudioContext;
import org.resnetstudio.ui.shell.Theme;

/** What screen models need, without a window; everything runs on the thread of the test. */
public final class ScreenFixture {
    /** English, whatever the machine speaks. */
    public static final Messages MESSAGES = Messages.of(Language.english());

    /** What was told at the bottom of the window. */
    public final List<Notifier.Notification> notifications = new ArrayList<>();

    private final StudioContext context;

    /** A studio whose settings are kept in a folder. */
    public ScreenFixture(Path folder) {
        this(folder, null);
    }

    /** A studio that tells what happens to a notifier, or to {@link #notifications} if there is none. */
    public ScreenFixture(Path folder, Notifier shown) {
        Executor here = Runnable::run;
        Settings settings = Settings.load(folder.resolve("settings.json"), here);
        Navigator navigator = new Navigator(ScreenId.DATA);
        Notifier notifier = shown == null ? notifications::add : shown;
        context = new StudioContext(
                new CurrentProject(here),
                navigator,
                new Actions(navigator),
                new JobRunner(here, here, notifier, MESSAGES),
                new Pulse(),
                notifier,
                MESSAGES,
                settings,
                new Theme(settings),
                null,
                null);
    }

    /** Settings of runs belong to the project that is open, as in the studio. */
    public void letSettingsFollowTheProject() {
        context.project().onEntering(next -> context.settings().enterProject(next.map(Project::folder)));
    }

    /** What the screens share. */
    public StudioContext context() {
        return context;
    }

    /** Opens a new project with that many classes of ten pictures each. */
    public Project openProject(Path folder, int classes) throws ProjectException {
        Path pictures = folder.resolve("pictures");
        for (int c = 1; c <= classes; c++) {
            Pictures.folder(pictures.resolve("class-" + c), 10);
        }
        Project project = Project.create(folder.resolve("project"));
        if (classes > 0) {
            project.importSources(List.of(pictures), ImportListener.NONE, () -> false);
        }
        context.project().replace(project);
        return project;
    }

    /** Closes the project. */
    public void close() throws ProjectException {
        Optional<Project> open = context.project().replace(null);
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
