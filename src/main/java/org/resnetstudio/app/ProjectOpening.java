package org.resnetstudio.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.shell.JobWork;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.PictureImport;
import org.resnetstudio.ui.shell.ProjectOpener;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and makes projects in the background, and closes the one before. */
final class ProjectOpening implements ProjectOpener {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectOpening.class);
    private static final String PURPOSE = "project";

    private final StudioContext context;
    private final StudioFolders folders;
    private final PictureImport pictureImport;

    ProjectOpening(StudioContext context, StudioFolders folders, PictureImport pictureImport) {
        this.context = context;
        this.folders = folders;
        this.pictureImport = pictureImport;
    }

    @Override
    public void open(Path folder) {
        Messages messages = context.messages();
        if (!Files.isDirectory(folder)) {
            context.settings().removeRecentProject(folder);
            context.notifier().error(messages.text("project.gone", folder));
            return;
        }
        Path absolute = folder.toAbsolutePath().normalize();
        if (isOpen(absolute)) {
            return;
        }
        if (!Project.isProject(absolute)) {
            context.notifier()
                    .info(
                            messages.text("project.not-a-project", absolute),
                            messages.text("project.import-instead"),
                            () -> pictureImport.start(List.of(absolute)));
            return;
        }
        start(absolute, progress -> Project.open(absolute));
    }

    @Override
    public void create(String name, Runnable next) {
        Path projects = folders.data().resolve("projects");
        Path folder = projects.resolve(name);
        for (int number = 2; Files.exists(folder); number++) {
            folder = projects.resolve(name + " " + number);
        }
        Path free = folder;
        start(free, progress -> Project.create(free), next);
    }

    @Override
    public void create(Path folder, List<Path> pictures) {
        start(folder, progress -> Project.create(folder), () -> {
            context.navigator().show(ScreenId.DATA);
            if (!pictures.isEmpty()) {
                pictureImport.start(pictures);
            }
        });
    }

    @Override
    public void chooseExisting() {
        context.files()
                .folder(PURPOSE, context.messages().text("project.open.title"))
                .ifPresent(this::open);
    }

    @Override
    public boolean hasSample() {
        return folders.sampleData().filter(Files::isDirectory).isPresent();
    }

    @Override
    public void openSample() {
        if (!hasSample()) {
            context.notifier().error(context.messages().text("project.no-sample"));
            return;
        }
        Path folder = folders.sampleProject();
        if (isOpen(folder.toAbsolutePath().normalize())) {
            return;
        }
        SampleProject sample = new SampleProject(folder, folders.sampleData().get());
        start(folder, sample::open);
    }

    private boolean isOpen(Path folder) {
        return context.project()
                .project()
                .map(Project::folder)
                .filter(folder::equals)
                .isPresent();
    }

    private void start(Path folder, JobWork<Project> work) {
        start(folder, work, () -> {});
    }

    private void start(Path folder, JobWork<Project> work, Runnable next) {
        context.jobs()
                .job(context.messages().text("project.opening", folder.getFileName()), work)
                .onSuccess(project -> {
                    show(folder, project);
                    next.run();
                })
                .onFailure(error -> failed(folder, error))
                .start();
    }

    private void show(Path folder, Project project) {
        context.settings().addRecentProject(folder);
        context.project().replace(project).ifPresent(this::close);
    }

    private void close(Project before) {
        try {
            before.close();
        } catch (ProjectException e) {
            failed(before.folder(), e);
        }
    }

    private void failed(Path folder, Throwable error) {
        if (!(error instanceof ProjectException)) {
            LOG.warn("The project {} cannot be opened", folder, error);
        }
        context.notifier().error(context.messages().sentence(error));
    }
}
