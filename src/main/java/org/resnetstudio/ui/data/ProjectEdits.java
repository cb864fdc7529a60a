package org.resnetstudio.ui.data;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Edit;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.StudioContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Edits of the current project: made one after the other away from the FX thread, told at the bottom of the window when
 * they fail, or when they change more than the one sample a person is looking at.
 */
public final class ProjectEdits {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectEdits.class);

    private final StudioContext context;
    private final Executor edits;
    private final Executor fxThread;

    /** An edit. */
    @FunctionalInterface
    interface EditCall {
        Edit apply(Project project) throws ProjectException;
    }

    @FunctionalInterface
    private interface Step {
        Optional<Sentence> apply(Project project) throws ProjectException;
    }

    /**
     * Edits of the project that is open.
     *
     * @param edits one thread
     * @param fxThread where messages are shown
     */
    public ProjectEdits(StudioContext context, Executor edits, Executor fxThread) {
        this.context = context;
        this.edits = edits;
        this.fxThread = fxThread;
    }

    /** Makes an edit; nothing while no project is open. */
    void apply(EditCall work) {
        run(project -> {
            Edit edit = work.apply(project);
            if (edit.changed() > 1) {
                fxThread.execute(() -> told(edit.description()));
            }
        });
    }

    /** Takes the last edit back. */
    void undo() {
        step(Project::undo, "data.undone", "data.nothing-to-undo");
    }

    /** Makes the edit again that was taken back last. */
    void redo() {
        step(Project::redo, "data.redone", "data.nothing-to-redo");
    }

    private void step(Step step, String done, String nothing) {
        run(project -> {
            Optional<Sentence> description = step.apply(project);
            fxThread.execute(() -> context.notifier()
                    .info(description
                            .map(edit -> context.messages()
                                    .text(done, context.messages().text(edit)))
                            .orElseGet(() -> context.messages().text(nothing))));
        });
    }

    private void told(Sentence description) {
        Messages messages = context.messages();
        context.notifier()
                .info(messages.text("data.done", messages.text(description)), messages.text("data.undo"), this::undo);
    }

    private interface Task {
        void run(Project project) throws ProjectException;
    }

    private void run(Task task) {
        Optional<Project> project = context.project().project();
        if (project.isEmpty()) {
            context.notifier().info(context.messages().text("project.no-project-yet"));
            return;
        }
        edits.execute(() -> {
            try {
                task.run(project.get());
            } catch (ProjectException e) {
                fxThread.execute(
                        () -> context.notifier().error(context.messages().sentence(e)));
            } catch (RuntimeException e) {
                // A flaw of the program: people must not take silence for success.
                LOG.error("An edit failed", e);
                fxThread.execute(() -> context.notifier()
                        .error(context.messages()
                                .text("data.edit-failed", context.messages().sentence(e))));
            }
        });
    }
}
