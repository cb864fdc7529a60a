package org.resnetstudio.engine;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.problem.Sentence;

/**
 * The class path of this program, and the part of it that an engine needs. A process for one engine is started without the jars that only
 * others need, and told which these are: it may have to start a process for another engine.
 *
 * @param present entries of this process's class path, absolute
 * @param leftOut jars that this process was started without, absolute
 */
public record EngineLibraries(List<String> present, List<String> leftOut) {
    /** System property that names the jars that a process was started without. */
    public static final String LEFT_OUT = "studio.engines.left.out";

    public EngineLibraries {
        present = List.copyOf(present);
        leftOut = List.copyOf(leftOut);
    }

    /** Those of this process. */
    public static EngineLibraries ofThisProcess() {
        return new EngineLibraries(
                entries(System.getProperty("java.class.path")), entries(System.getProperty(LEFT_OUT, "")));
    }

    /** The entries of a class path with absolute paths, because a process may run in another folder. */
    private static List<String> entries(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                entries.add(Path.of(entry).toAbsolutePath().toString());
            }
        }
        return entries;
    }

    /** Every entry, as it is without any engine in mind. */
    public List<String> all() {
        List<String> all = new ArrayList<>(present);
        all.addAll(leftOut);
        return all;
    }

    /**
     * Without the jars that only other engines need.
     *
     * @param engine that a process is for; empty for one that may load any
     * @param engines all there are
     */
    public EngineLibraries forEngine(Optional<EngineProvider> engine, Engines engines) {
        List<String> kept = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String entry : all()) {
            boolean shared = engine.isEmpty()
                    || claims(engine.get(), entry)
                    || engines.all().stream().noneMatch(other -> claims(other, entry));
            (shared ? kept : others).add(entry);
        }
        return new EngineLibraries(kept, others);
    }

    /** Whether an engine needs a jar. */
    public static boolean claims(EngineProvider engine, String entry) {
        Path name = Path.of(entry).getFileName();
        return name != null
                && engine.libraries().stream()
                        .anyMatch(pattern -> matcher(pattern).matches(name));
    }

    private static PathMatcher matcher(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }

    /**
     * Finds resources in all engines' libraries, in those that this process was started without as well: what is installed does not depend
     * on which process asks. For resources only; classes are loaded from the class path.
     */
    public static ClassLoader resources() {
        return Resources.LOADER;
    }

    /** Whether a resource, or a class by the name of its file, is in any library. */
    public static boolean have(String resource) {
        return resources().getResource(resource) != null;
    }

    /**
     * Refuses to load an engine that is not there.
     *
     * @throws EngineException that says what is missing
     */
    public static void require(EngineProvider engine) throws EngineException {
        Optional<Sentence> missing = engine.missing();
        if (missing.isPresent()) {
            throw new EngineException(Sentence.of("problem.engine.missing", engine.title(), missing.get()), null);
        }
    }

    /** Made once, because it keeps files open. */
    private static final class Resources {
        static final ClassLoader LOADER = loader(ofThisProcess().leftOut());

        private static ClassLoader loader(List<String> jars) {
            ClassLoader own = EngineLibraries.class.getClassLoader();
            return jars.isEmpty()
                    ? own
                    : new URLClassLoader(
                            jars.stream().map(EngineLibraries::address).toArray(URL[]::new), own);
        }
    }

    private static URL address(String jar) {
        try {
            return Path.of(jar).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("A class path cannot hold " + jar + ".", e);
        }
    }
}
