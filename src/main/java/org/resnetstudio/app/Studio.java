package org.resnetstudio.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;
import org.resnetstudio.StudioVersion;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectChange;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.control.ThumbnailLoader;
import org.resnetstudio.ui.data.ClassChoice;
import org.resnetstudio.ui.data.ClassChoiceController;
import org.resnetstudio.ui.data.DataController;
import org.resnetstudio.ui.data.DataModel;
import org.resnetstudio.ui.data.ImportModel;
import org.resnetstudio.ui.data.Panels;
import org.resnetstudio.ui.data.PreviewController;
import org.resnetstudio.ui.data.ProjectEdits;
import org.resnetstudio.ui.data.QuestionController;
import org.resnetstudio.ui.data.Questions;
import org.resnetstudio.ui.data.ReportController;
import org.resnetstudio.ui.data.SampleCommands;
import org.resnetstudio.ui.data.SampleFacts;
import org.resnetstudio.ui.data.SampleInput;
import org.resnetstudio.ui.data.SidePanelController;
import org.resnetstudio.ui.data.SplitController;
import org.resnetstudio.ui.data.SplitModel;
import org.resnetstudio.ui.evaluate.ClassFiguresController;
import org.resnetstudio.ui.evaluate.EvaluateController;
import org.resnetstudio.ui.evaluate.EvaluateModel;
import org.resnetstudio.ui.evaluate.PictureTiles;
import org.resnetstudio.ui.shell.AboutController;
import org.resnetstudio.ui.shell.Actions;
import org.resnetstudio.ui.shell.CurrentProject;
import org.resnetstudio.ui.shell.Details;
import org.resnetstudio.ui.shell.FileManager;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.JobRunner;
import org.resnetstudio.ui.shell.Languages;
import org.resnetstudio.ui.shell.MainController;
import org.resnetstudio.ui.shell.MenuController;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Navigator;
import org.resnetstudio.ui.shell.NewProjectController;
import org.resnetstudio.ui.shell.NewProjectModel;
import org.resnetstudio.ui.shell.NotificationController;
import org.resnetstudio.ui.shell.Notifications;
import org.resnetstudio.ui.shell.Overlay;
import org.resnetstudio.ui.shell.Pulse;
import org.resnetstudio.ui.shell.SentencesController;
import org.resnetstudio.ui.shell.Settings;
import org.resnetstudio.ui.shell.ShortcutsController;
import org.resnetstudio.ui.shell.StatusController;
import org.resnetstudio.ui.shell.StudioContext;
import org.resnetstudio.ui.shell.Theme;
import org.resnetstudio.ui.shell.Views;
import org.resnetstudio.ui.train.AugmentationPanel;
import org.resnetstudio.ui.train.RunHistory;
import org.resnetstudio.ui.use.ClassifierCache;
import org.resnetstudio.ui.use.ClassifyPopover;
import org.resnetstudio.ui.use.ExportController;
import org.resnetstudio.ui.use.ExportModel;
import org.resnetstudio.ui.use.ModelLibrary;
import org.resnetstudio.ui.use.UseController;
import org.resnetstudio.ui.use.UseDetailController;
import org.resnetstudio.ui.use.UseModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole desktop, put together: threads, settings, what the screens share, and how each controller is made. There is
 * no other place that makes them.
 */
public final class Studio implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Studio.class);

    private static final long THUMBNAIL_BYTES = 256L << 20;

    private final StudioThreads threads = new StudioThreads();
    private final Languages languages = Languages.installed();
    private final ReadOnlyObjectWrapper<List<String>> fonts = new ReadOnlyObjectWrapper<>(this, "fonts", List.of());
    private final Messages messages;
    private final Notifications notifications = new Notifications();
    private final Overlay overlay = new Overlay();
    private final Controllers controllers = new Controllers();
    private final StudioContext context;
    private final Views views;
    private final ProjectOpening opening;
    private final ImportModel imports;
    private final ProjectEdits edits;
    private final Questions questions = new Questions();
    private final ClassChoice classChoice = new ClassChoice();
    private final SampleInput sampleInput;
    private final DataModel data;
    private final ThumbnailLoader thumbnails;
    private final SampleFacts sampleFacts;
    private final ClassifierCache classifiers = new ClassifierCache();
    private final ModelLibrary models;
    private final TrainingScreens training;

    /** What a studio needs to know of its system. */
    public interface SystemAccess {
        /** The dialogs for files and folders. */
        FilePickers files(Settings settings);

        /** The file manager and the browser. */
        FileManager fileManager(Executor workers, Notifications notifications, Messages messages);
    }

    /**
     * Puts a studio together, without a window.
     *
     * @param folders where its files are
     * @param fxThread runs what must run on the FX thread
     * @param system dialogs and the file manager
     */
    public Studio(StudioFolders folders, Executor fxThread, SystemAccess system) {
        Settings settings = Settings.load(folders.settingsFile(), threads.settings());
        messages = Messages.of(languages.chosen(settings, Locale.getDefault(Locale.Category.DISPLAY)));
        Navigator navigator = new Navigator(settings.screen());
        context = new StudioContext(
                new CurrentProject(fxThread),
                navigator,
                new Actions(navigator),
                new JobRunner(threads.workers(), fxThread, notifications, messages),
                new Pulse(),
                notifications,
                messages,
                settings,
                new Theme(settings),
                system.files(settings),
                system.fileManager(threads.workers(), notifications, messages));
        settings.enterProject(Optional.empty());
        context.project().onChange(change -> {
            if (change.fields().contains(ProjectChange.Field.CLASSES)) {
                chooseFonts(change.after());
            }
        });
        chooseFonts(context.project().dataset());
        context.project().onEntering(next -> {
            settings.enterProject(next.map(Project::folder));
            notifications.close();
        });
        views = new Views(messages, controllers);
        opening = new ProjectOpening(context, folders, this::importPictures);
        imports = new ImportModel(context, opening);
        edits = new ProjectEdits(context, threads.edits(), fxThread);
        data = new DataModel(context, edits, questions);
        PictureSource pictures = new PictureSource();
        context.project()
                .projectProperty()
                .subscribe(project -> pictures.useCache(Optional.ofNullable(project)
                        .map(open -> open.cacheFolder().resolve("thumbnails"))));
        thumbnails = new ThumbnailLoader(pictures, threads.thumbnails(), fxThread, THUMBNAIL_BYTES, messages::text);
        sampleFacts = new SampleFacts(threads.thumbnails(), fxThread, messages);
        RunHistory history = new RunHistory(context);
        models = new ModelLibrary(context, history, classifiers);
        sampleInput =
                new SampleInput(context, new ClassifyPopover(context, models), classChoice, new Panels(overlay, views));
        EvaluateModel evaluate = new EvaluateModel(context, models, threads.thumbnails());
        training = new TrainingScreens(
                context,
                history,
                overlay,
                views,
                new ModelHandover(navigator, evaluate),
                new AugmentationPanel.Surroundings(
                        threads.thumbnails(), fxThread, () -> SampleProject.firstPicture(folders.sampleData())));
        addShell(folders);
        addData();
        addEvaluateAndUse(evaluate);
        training.addTo(controllers);
    }

    private void importPictures(List<Path> sources) {
        imports.start(sources);
    }

    private void addData() {
        controllers.add(
                DataController.class,
                () -> new DataController(data, imports, context, new Panels(overlay, views), thumbnails, sampleInput));
        controllers.add(SidePanelController.class, () -> new SidePanelController(data, messages));
        controllers.add(ReportController.class, () -> new ReportController(imports));
        controllers.add(PreviewController.class, () -> new PreviewController(data, sampleFacts, thumbnails, messages));
        controllers.add(QuestionController.class, () -> new QuestionController(questions, overlay));
        controllers.add(ClassChoiceController.class, () -> new ClassChoiceController(classChoice, overlay));
        questions
                .currentProperty()
                .subscribe(question -> question.ifPresent(asked -> overlay.show(views.load("data-question"))));
        controllers.add(SplitController.class, () -> new SplitController(new SplitModel(messages, data), overlay));
    }

    private void addEvaluateAndUse(EvaluateModel evaluate) {
        UseModel use = new UseModel(context, models, threads.thumbnails());
        ExportModel export = new ExportModel(context, models);
        controllers.add(
                EvaluateController.class,
                () -> new EvaluateController(context, evaluate, tiles(evaluate), data.history()));
        controllers.add(ClassFiguresController.class, () -> new ClassFiguresController(evaluate, messages));
        controllers.add(UseDetailController.class, () -> new UseDetailController(thumbnails, messages));
        controllers.add(UseController.class, () -> new UseController(context, use, overlay, views));
        controllers.add(ExportController.class, () -> new ExportController(export, models, overlay, messages));
    }

    private PictureTiles tiles(EvaluateModel evaluate) {
        SampleCommands commands = new SampleCommands(context, edits, questions, evaluate.samples());
        return new PictureTiles(messages, evaluate, commands, thumbnails, sampleInput);
    }

    private void addShell(StudioFolders folders) {
        controllers.add(MainController.class, () -> new MainController(context, views, overlay, imports));
        controllers.add(MenuController.class, () -> new MenuController(context, opening, overlay, views, languages));
        controllers.add(
                NotificationController.class,
                () -> new NotificationController(notifications, messages, new Details(overlay, views)));
        controllers.add(
                NewProjectController.class,
                () -> new NewProjectController(
                        new NewProjectModel(context, opening, folders.data().resolve("projects")), messages, overlay));
        controllers.add(SentencesController.class, () -> new SentencesController(overlay));
        controllers.add(StatusController.class, () -> new StatusController(context));
        controllers.add(AboutController.class, () -> new AboutController(overlay, versions()));
        controllers.add(ShortcutsController.class, () -> new ShortcutsController(messages, overlay));
    }

    private static Properties versions() {
        Properties versions = new Properties();
        versions.putAll(System.getProperties());
        try {
            versions.setProperty("studio.version", StudioVersion.current());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return versions;
    }

    /** What the screens share. */
    public StudioContext context() {
        return context;
    }

    /**
     * Families of fonts in which its texts and the names of the open project can be read, the best first; empty where any can. On Linux
     * JavaFX does not look for a glyph in other fonts than that of the system's language.
     */
    public ReadOnlyObjectProperty<List<String>> fontsProperty() {
        return fonts.getReadOnlyProperty();
    }

    private void chooseFonts(Dataset dataset) {
        List<String> names = new ArrayList<>(dataset.classNames());
        context.project().project().ifPresent(open -> names.add(open.name()));
        fonts.set(languages.fonts(messages.language(), names, Locale.getDefault(Locale.Category.DISPLAY)));
    }

    /** The views, with their controllers. */
    public Views views() {
        return views;
    }

    /** The main window's content. */
    public Parent mainView() {
        return views.load("main");
    }

    /**
     * Opens the project of this start: the named folder, else the last project, else on the very first start the sample.
     */
    public void openFirstProject(Optional<Path> named) {
        List<Path> recent = context.settings().recentProjects();
        if (named.isPresent()) {
            opening.open(named.get());
        } else if (!recent.isEmpty()) {
            opening.open(recent.get(0));
        } else if (context.settings().isFirstStart() && opening.hasSample()) {
            opening.openSample();
        }
    }

    /**
     * Asks what happens to the run that is being trained when the window is closed.
     *
     * @param closeWindow closes the window without another question
     * @return false when nothing is being trained, and the window may be closed at once
     */
    public boolean askBeforeClosing(Runnable closeWindow) {
        return training.askBeforeClosing(closeWindow);
    }

    /** Stops the jobs, joins the threads and closes the project. */
    @Override
    public void close() {
        context.jobs().cancelAll();
        threads.close();
        classifiers.close();
        context.project().replace(null).ifPresent(Studio::close);
    }

    private static void close(Project project) {
        try {
            project.close();
        } catch (ProjectException e) {
            LOG.warn("The project {} was not closed properly", project.folder(), e);
        }
    }
}
