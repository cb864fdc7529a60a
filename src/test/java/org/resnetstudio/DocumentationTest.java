package org.resnetstudio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the documentation names in backticks is there: files, packages, classes and their members; and every relative link leads
 * somewhere. Blocks of code are not looked at. Run from the project's folder.
 */
class DocumentationTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path OURS = Path.of("org/resnetstudio");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\n]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern FILE = Pattern.compile(
            "(?:src|fxml|styles|installer|docs|sample-data|\\.ci|\\.github|\\.mvn)/[\\w./-]*|[\\w-]+\\.(?:md|xml)");
    private static final Pattern SOURCE = Pattern.compile("[a-z][\\w/]*/\\w+\\.java");
    private static final Pattern PACKAGE = Pattern.compile("(?:ui|engine|org\\.resnetstudio)(?:\\.[a-z0-9]+)+");
    private static final Pattern CLASS = Pattern.compile(
            "(?:org\\.resnetstudio\\.)?((?:[a-z][a-z0-9]*\\.)*)" + "([A-Z]\\w*)((?:[.#]\\w+)*)(?:\\([^)]*\\))?");
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|record|enum|interface) (\\w+)");
    private static final Pattern NOT_IN_NAMES_OF_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    /** Where README begins to speak of the code. */
    private static final String FOR_DEVELOPERS = "## For developers";

    /** Classes of Java, JavaFX, JUnit and the engines' libraries. */
    private static final Set<String> FOREIGN = Set.of(
            "ActivationLayer",
            "ApplicationTest",
            "BaseMKLDNNHelper",
            "BatchNormalization",
            "Classify", // of bundles: a resource
            "FileLock",
            "NDManager",
            "OptionalDouble",
            "ServiceLoader",
            "SubsetVertex",
            "TempDir",
            "Thread",
            "ToggleButton");

    private static final Map<Path, String> PAGES = new HashMap<>();
    /** Sources in which a class is declared, by its simple name. */
    private static final Map<String, List<Path>> DECLARED = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String name : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")) {
            PAGES.put(Path.of(name), withoutBlocks(Path.of(name)));
        }
        for (Path page : filesBelow(Path.of("docs"), ".md")) {
            PAGES.put(page, withoutBlocks(page));
        }
        for (Path root : List.of(MAIN, TESTS)) {
            for (Path source : filesBelow(root, ".java")) {
                Matcher declaration = DECLARATION.matcher(Files.readString(source));
                while (declaration.find()) {
                    DECLARED.computeIfAbsent(declaration.group(1), name -> new ArrayList<>())
                            .add(source);
                }
            }
        }
    }

    private static String withoutBlocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page)).replaceAll("");
    }

    private static List<Path> filesBelow(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void filesPackagesAndClassesThatPagesNameAreThere() throws IOException {
        List<String> missing = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (Map.Entry<Path, String> page : PAGES.entrySet()) {
            Matcher code = CODE.matcher(page.getValue());
            while (code.find()) {
                String name = code.group(1);
                boolean ofUse = page.getKey().endsWith("README.md")
                        && code.start() < page.getValue().indexOf(FOR_DEVELOPERS);
                Optional<Boolean> there = ofUse ? Optional.empty() : isThere(name);
                if (there.isPresent() && !there.get()) {
                    missing.add(page.getKey() + ": " + name);
                }
                there.filter(is -> is).ifPresent(is -> found.add(name));
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found)
                .contains(
                        "src/test/java/org/resnetstudio/ArchitectureTest.java",
                        "project.Project.label",
                        "engine.pytorch")
                .hasSizeGreaterThan(200);
    }

    /** Whether what is named exists; empty for what names neither a file nor a class. */
    private static Optional<Boolean> isThere(String name) throws IOException {
        if (FILE.matcher(name).matches()) {
            return Optional.of(Files.exists(Path.of(name)));
        }
        if (SOURCE.matcher(name).matches()) {
            return Optional.of(Files.exists(MAIN.resolve(OURS).resolve(name)));
        }
        if (PACKAGE.matcher(name).matches()) {
            String own = name.replaceFirst("^org\\.resnetstudio\\.", "").replace('.', '/');
            return Optional.of(Files.isDirectory(MAIN.resolve(OURS).resolve(own)));
        }
        Matcher type = CLASS.matcher(name);
        boolean words = name.chars().anyMatch(Character::isLowerCase);
        return type.matches() && words && !FOREIGN.contains(type.group(2))
                ? Optional.of(isDeclared(type.group(1), type.group(2), type.group(3)))
                : Optional.empty();
    }

    /**
     * Whether a class, and in its source each of its members, is there.
     *
     * @param packages in front of the class, each with a dot; may be empty
     * @param members behind it, each with a dot or a hash before it; may be empty
     */
    private static boolean isDeclared(String packages, String simpleName, String members) throws IOException {
        Path folder = OURS.resolve(packages.replace('.', '/'));
        for (Path source : DECLARED.getOrDefault(simpleName, List.of())) {
            boolean inPackage = packages.isEmpty()
                    || source.equals(MAIN.resolve(folder).resolve(simpleName + ".java"))
                    || source.equals(TESTS.resolve(folder).resolve(simpleName + ".java"));
            if (inPackage && hasAll(Files.readString(source), members)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAll(String source, String members) {
        return Stream.of(members.split("[.#]", -1))
                .allMatch(member -> member.isEmpty()
                        || Pattern.compile("\\b" + member + "\\b")
                                .matcher(source)
                                .find());
    }

    @Test
    void relativeLinksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Map.Entry<Path, String> page : PAGES.entrySet()) {
            Matcher link = LINK.matcher(page.getValue());
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains(":")) {
                    links++;
                    if (!leadsSomewhere(page.getKey(), target)) {
                        broken.add(page.getKey() + ": " + target);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(50);
    }

    private static boolean leadsSomewhere(Path page, String target) throws IOException {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path path = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(path)) {
            return false;
        }
        return hash < 0 || anchors(path).contains(target.substring(hash + 1));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        Matcher heading = HEADING.matcher(withoutBlocks(page));
        while (heading.find()) {
            String text = heading.group(1).strip().toLowerCase(Locale.ROOT);
            anchors.add(NOT_IN_NAMES_OF_ANCHORS.matcher(text).replaceAll("").replace(' ', '-'));
        }
        return anchors;
    }
}
