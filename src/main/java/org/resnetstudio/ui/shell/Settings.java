package org.resnetstudio.ui.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.json.JsonMappers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the studio remembers between two starts: a small JSON file, replaced in one step. A damaged or missing file gives
 * the defaults. Used on the FX thread; written on another.
 */
public final class Settings {
    /** How many projects are remembered. */
    public static final int RECENT_PROJECTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final JsonMapper JSON = JsonMappers.LENIENT;

    private static final List<String> OF_PROJECTS = List.of("train.", "network.choice", "model.");
    private static final List<String> OF_MACHINE = List.of("train.engine", "train.device");

    private final Path file;
    private final Executor writer;
    private final boolean firstStart;
    private ThemeChoice theme;
    private ScreenId screen;
    private Optional<WindowState> window;
    private final List<Path> recentProjects = new ArrayList<>();
    private final Map<String, Path> folders = new TreeMap<>();
    private final Map<String, String> values = new TreeMap<>();
    private final List<Runnable> projectListeners = new ArrayList<>();
    private Optional<ProjectValues> project = Optional.empty();

    private Settings(Path file, Executor writer, boolean firstStart, StoredSettings stored) {
        this.file = file;
        this.writer = writer;
        this.firstStart = firstStart;
        theme = stored.theme() == null ? ThemeChoice.LIGHT : stored.theme();
        screen = stored.screen() == null ? ScreenId.DATA : stored.screen();
        window = Optional.ofNullable(stored.window());
        orEmpty(stored.recentProjects()).forEach(name -> path(name).ifPresent(recentProjects::add));
        orEmpty(stored.folders()).forEach((key, name) -> path(name).ifPresent(folder -> folders.put(key, folder)));
        values.putAll(orEmpty(stored.values()));
    }

    /**
     * Reads the settings.
     *
     * @param file where they are kept; its folder is made when they are first written
     * @param writer runs the writing, one after the other
     */
    public static Settings load(Path file, Executor writer) {
        StoredSettings nothing = new StoredSettings(null, null, null, null, null, null);
        if (!Files.exists(file)) {
            return new Settings(file, writer, true, nothing);
        }
        try {
            return new Settings(file, writer, false, stored(JSON.readTree(Files.readAllBytes(file)), file));
        } catch (IOException e) {
            LOG.warn("The settings in {} cannot be read ({}); the defaults are used.", file, e.getMessage());
            return new Settings(file, writer, false, nothing);
        }
    }

    /** Takes what can be read of the file, so that one damaged entry does not cost the others. */
    private static StoredSettings stored(JsonNode json, Path file) {
        return new StoredSettings(
                entry(json.path("theme"), new TypeReference<ThemeChoice>() {}, file),
                entry(json.path("screen"), new TypeReference<ScreenId>() {}, file),
                entry(json.path("window"), new TypeReference<WindowState>() {}, file),
                entry(json.path("recentProjects"), new TypeReference<List<String>>() {}, file),
                entry(json.path("folders"), new TypeReference<Map<String, String>>() {}, file),
                entry(json.path("values"), new TypeReference<Map<String, String>>() {}, file));
    }

    private static <T> T entry(JsonNode json, TypeReference<T> type, Path file) {
        try {
            return json.isMissingNode() ? null : JSON.convertValue(json, type);
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "The entry {} of the settings in {} cannot be read ({}); its default is used.",
                    json,
                    file,
                    e.getMessage());
            return null;
        }
    }

    /** Whether there were no settings at all. */
    public boolean isFirstStart() {
        return firstStart;
    }

    /** Light or dark. */
    public ThemeChoice theme() {
        return theme;
    }

    /** Remembers light or dark. */
    public void setTheme(ThemeChoice choice) {
        theme = choice;
        save();
    }

    /** The screen that was shown last. */
    public ScreenId screen() {
        return screen;
    }

    /** Remembers the screen. */
    public void setScreen(ScreenId shown) {
        screen = shown;
        save();
    }

    /** Where the window was. */
    public Optional<WindowState> window() {
        return window;
    }

    /** Remembers where the window is. */
    public void setWindow(WindowState state) {
        window = Optional.of(state);
        save();
    }

    /** Project folders, latest first; the first one is opened at the next start. */
    public List<Path> recentProjects() {
        return List.copyOf(recentProjects);
    }

    /** Puts a project first in the list. */
    public void addRecentProject(Path folder) {
        recentProjects.remove(folder);
        recentProjects.add(0, folder);
        while (recentProjects.size() > RECENT_PROJECTS) {
            recentProjects.remove(RECENT_PROJECTS);
        }
        save();
    }

    /** Forgets a project that is gone. */
    public void removeRecentProject(Path folder) {
        recentProjects.remove(folder);
        save();
    }

    /** The folder last used for a purpose, such as {@code "import"}. */
    public Optional<Path> folder(String purpose) {
        return Optional.ofNullable(folders.get(purpose));
    }

    /** Remembers the folder used for a purpose. */
    public void setFolder(String purpose, Path folder) {
        folders.put(purpose, folder);
        save();
    }

    /**
     * Says whose settings count from now on. What a run is trained with belongs to its project, what it is trained on to the machine.
     *
     * @param folder of the project that is open; empty while none is
     */
    public void enterProject(Optional<Path> folder) {
        Map<String, String> former = new TreeMap<>(values);
        former.keySet().removeIf(key -> !isOfProject(key));
        project = Optional.of(folder.map(open -> ProjectValues.of(open, former)).orElseGet(ProjectValues::ofNone));
        projectListeners.forEach(Runnable::run);
    }

    /** Tells whenever other settings count, because another project was opened. */
    public void onProject(Runnable listener) {
        projectListeners.add(listener);
    }

    private static boolean isOfProject(String key) {
        return OF_PROJECTS.stream().anyMatch(key::startsWith) && !OF_MACHINE.contains(key);
    }

    /** A screen's own small setting; of the project that is open, if it is one of those. */
    public Optional<String> value(String key) {
        return project.filter(open -> isOfProject(key))
                .map(open -> open.value(key))
                .orElseGet(() -> Optional.ofNullable(values.get(key)));
    }

    /** A constant of an enum whose name a screen remembered; empty if it is none of these. */
    public <E extends Enum<E>> Optional<E> constant(String key, E[] all) {
        return value(key)
                .flatMap(name ->
                        Arrays.stream(all).filter(e -> e.name().equals(name)).findFirst());
    }

    /** A number that a screen remembered, from {@code min} to {@code max}; empty if it is none, whatever lies in the file. */
    public OptionalDouble number(String key, double min, double max) {
        try {
            return value(key).stream()
                    .mapToDouble(Double::parseDouble)
                    .filter(Double::isFinite)
                    .map(number -> Math.max(min, Math.min(max, number)))
                    .findFirst();
        } catch (NumberFormatException e) {
            LOG.warn("The setting {} in {} is no number ({}); the default is used.", key, file, e.getMessage());
            return OptionalDouble.empty();
        }
    }

    /** Remembers a screen's own small setting; the key starts with the screen's name, as in {@code data.zoom}. */
    public void setValue(String key, String value) {
        if (project.isPresent() && isOfProject(key)) {
            project.get().set(key, value, writer);
        } else if (!value.equals(values.put(key, value))) {
            save();
        }
    }

    private void save() {
        StoredSettings now = new StoredSettings(
                theme,
                screen,
                window.orElse(null),
                recentProjects.stream().map(Path::toString).toList(),
                names(folders),
                new TreeMap<>(values));
        writer.execute(() -> write(now));
    }

    private void write(StoredSettings now) {
        try {
            AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(now));
        } catch (IOException e) {
            LOG.warn("The settings last until the studio is closed. {}", e.getMessage());
        }
    }

    private static Map<String, String> names(Map<String, Path> paths) {
        Map<String, String> names = new TreeMap<>();
        paths.forEach((key, path) -> names.put(key, path.toString()));
        return names;
    }

    private static List<String> orEmpty(List<String> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        Map<String, String> entries = new TreeMap<>(map == null ? Map.of() : map);
        entries.values().removeIf(Objects::isNull);
        return entries;
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            LOG.warn(
                    "The settings name {}, which is no path on this system ({}); it is left out.",
                    name,
                    e.getMessage());
            return Optional.empty();
        }
    }
}
