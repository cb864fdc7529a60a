package org.resnetstudio.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the launcher {@code studio} in a made-up project, with programs in place of Maven and Java that only take notes. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherScriptTest {
    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "cp",
            "dirname",
            "find",
            "getconf",
            "grep",
            "head",
            "ln",
            "mkdir",
            "mv",
            "od",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sleep",
            "tr",
            "uname");

    private static final String MVN = """
            #!/bin/sh
            if [ "$1" = -v ]; then echo "Apache Maven ${STUB_MAVEN:-3.8.7}"; exit; fi
            echo "$PWD $*" >>"$STUB_NOTES"
            if [ -n "${STUB_FAILURE:-}" ]; then echo "$STUB_FAILURE"; exit 1; fi
            sleep "${STUB_SECONDS:-0}"
            mkdir -p target/classes
            printf '%s' "$STUB_CLASS_PATH" >target/class-path.txt
            """;

    private static final String JAVA = """
            #!/bin/sh
            echo "cwd=$PWD"
            for argument; do echo "arg=$argument"; done
            echo "OMP_NUM_THREADS=${OMP_NUM_THREADS:-}"
            echo "MALLOC_TOP_PAD_=${MALLOC_TOP_PAD_:-}"
            exit "${STUB_EXIT:-0}"
            """;

    private static final String JAR = """
            #!/bin/sh
            while [ "$1" != --file ]; do shift; done
            echo jar >"$2"
            """;

    @TempDir
    Path temporary;

    private Path project;
    private Path programs;
    private Path jdk;
    private Path library;
    private final Map<String, String> environment = new TreeMap<>();

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void makeProject() throws IOException {
        Path root = temporary.toRealPath();
        project = Files.createDirectories(root.resolve("my project"));
        Files.copy(Path.of("studio"), project.resolve("studio"));
        write(project.resolve("pom.xml"), "<project/>");
        write(project.resolve("src/main/java/A.java"), "class A {}");
        write(project.resolve("src/main/java/B.java"), "class B {}");
        programs = Files.createDirectories(root.resolve("programs"));
        for (String tool : TOOLS) {
            program(programs.resolve(tool), "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
        }
        program(programs.resolve("mvn"), MVN);
        program(programs.resolve("nproc"), "#!/bin/sh\necho 1\n");
        program(programs.resolve("ldconfig"), "#!/bin/sh\necho 'libgtk-3.so.0 (libc6)'; echo 'libXtst.so.6 (libc6)'\n");
        jdk = root.resolve("jdk");
        program(jdk.resolve("bin/java"), JAVA);
        program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        program(jdk.resolve("bin/jar"), JAR);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"17.0.15\"\n");
        library = root.resolve("library.jar");
        write(library, "");
        environment.put("PATH", programs.toString());
        environment.put("HOME", root.toString());
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("DISPLAY", ":0");
        environment.put("STUB_NOTES", root.resolve("builds").toString());
        environment.put("STUB_CLASS_PATH", library.toString());
    }

    @Test
    void buildsWhatWasNeverBuiltWithOneLineOfProgressAndThenStarts() throws Exception {
        Outcome outcome = studio("train", "--help");

        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("Building ResNet Studio")
                .contains("downloads");
        assertThat(outcome.out())
                .contains("arg=-cp\narg=" + project + "/target/resnet-studio.jar:" + library
                        + "\narg=org.resnetstudio.cli.Main\narg=train\narg=--help\n");
        assertThat(builds())
                .singleElement()
                .asString()
                .startsWith(project + " -B ")
                .endsWith(" process-classes");
    }

    @Test
    void startsWithoutBuildingWhenNothingChanged() throws Exception {
        studio("network");

        Outcome outcome = studio("network");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void buildsAgainWhenASourceWasEditedOrDeleted() throws Exception {
        studio("network");
        age();

        write(project.resolve("src/main/java/A.java"), "class A { int a; }");
        studio("network");
        assertThat(builds()).as("builds after an edit").hasSize(2);
        age();

        Files.delete(project.resolve("src/main/java/B.java"));
        studio("network");
        assertThat(builds()).as("builds after a deletion").hasSize(3);
        studio("network");
        assertThat(builds()).as("builds after no change").hasSize(3);
    }

    @Test
    void buildsAgainWhenALibraryIsGoneOrTheArgumentsOfTheBuildChanged() throws Exception {
        studio("network");
        Path other = library.resolveSibling("other.jar");
        Files.move(library, other);
        environment.put("STUB_CLASS_PATH", other.toString());

        assertThat(studio("network").out()).contains(other.toString());
        assertThat(builds()).hasSize(2);

        environment.put("STUDIO_MAVEN_ARGS", "-Pcuda -o");
        studio("network");
        assertThat(builds()).hasSize(3).last().asString().endsWith(" -Pcuda -o process-classes");
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        environment.put("STUB_SECONDS", "1");
        Process first = start("network");
        Process second = start("network");

        assertThat(finish(first).exitCode()).isZero();
        assertThat(finish(second).exitCode()).isZero();
        assertThat(builds()).hasSize(1);
        assertThat(project.resolve("target/.studio-lock")).doesNotExist();
    }

    @Test
    void theLockOfALauncherThatWasKilledIsTakenOver() throws Exception {
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        Files.createDirectories(project.resolve("target"));
        Files.createSymbolicLink(project.resolve("target/.studio-lock"), Path.of(Long.toString(killed.pid())));

        assertThat(studio("network").exitCode()).isZero();
        assertThat(builds()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
                    [ERROR] COMPILATION ERROR : |[ERROR] /x/A.java:[1,2] ';' expected => do not compile: /x/A.java:[1,2] ';' expected
                    [WARNING] /x/A.java:[1,2] unused|[ERROR] COMPILATION ERROR : |[ERROR] -Werror => compile: /x/A.java:[1,2] unused
                    [ERROR] Could not transfer artifact a:b:jar:1 from central => could not download a library
                    java.io.IOException: No space left on device => the disk is full
                    [ERROR] Something else => : Something else
                    """)
    void aFailedBuildGivesItsCauseAndWhereItsOutputIs(String output, String cause) throws Exception {
        environment.put("STUB_FAILURE", output.replace('|', '\n'));

        Outcome outcome = studio("network");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("The build failed: ")
                .contains(cause)
                .endsWith("Maven's output is in " + project + "/target/build.log.");
        environment.remove("STUB_FAILURE");
        assertThat(studio("network").exitCode()).as("exit code once it builds").isZero();
    }

    @Test
    void aMissingJavaIsNamed() throws Exception {
        environment.remove("JAVA_HOME");

        assertFailure(studio("network"), "No Java was found: install a JDK 17 or newer");
    }

    @Test
    void javaIsFoundOnThePathThroughSymbolicLinks() throws Exception {
        environment.remove("JAVA_HOME");
        Files.createSymbolicLink(jdk.resolveSibling("alternative"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(programs.resolve("java"), Path.of("../alternative"));

        assertThat(studio("network").exitCode()).isZero();
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");

        assertFailure(studio("network"), "JAVA_HOME names /nowhere, which holds no Java");
    }

    @ParameterizedTest
    @CsvSource({"11.0.2,11", "1.8.0_402,8", "16,16"})
    void anOldJavaIsNamed(String version, String major) throws Exception {
        write(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");

        assertFailure(studio("network"), "needs a JDK 17 or newer, but " + jdk + " is Java " + major + ":");
    }

    @Test
    void aJavaWithoutCompilerIsEnoughUnlessABuildIsNeeded() throws Exception {
        studio("network");
        Files.delete(jdk.resolve("bin/javac"));

        assertThat(studio("network").exitCode()).isZero();
        Files.delete(project.resolve("target/.studio-stamp"));
        assertFailure(studio("network"), "Building needs a JDK, but " + jdk + " only runs Java");
    }

    @Test
    void aMissingMavenIsNamedOnlyWhenABuildIsNeeded() throws Exception {
        studio("network");
        Files.delete(programs.resolve("mvn"));

        assertThat(studio("network").exitCode()).isZero();
        Files.delete(project.resolve("target/.studio-stamp"));
        assertFailure(studio("network"), "Building needs Maven 3.8 or newer, and no mvn was found");
    }

    @Test
    void anOldMavenIsNamed() throws Exception {
        environment.put("STUB_MAVEN", "3.6.3");

        assertFailure(studio("network"), "is Maven 3.6.3: install a newer one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.1", "3.9.11", "3.10.0", "4.0.0"})
    void newerMavensAreAccepted(String version) throws Exception {
        environment.put("STUB_MAVEN", version);

        assertThat(studio("network").exitCode()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutADisplayItNamesTheTerminalCommandAndExitsWith3() throws Exception {
        environment.remove("DISPLAY");

        Outcome outcome = studio();

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains("No display can be opened")
                .contains("studio train --help");
        assertThat(builds()).isEmpty();
        assertThat(studio("network").exitCode()).as("exit code of a command").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"libgtk-3.so.0", "libXtst.so.6"})
    @EnabledOnOs(OS.LINUX)
    void aMissingGtkIsNamedForTheDesktopOnly(String missing) throws Exception {
        String there = missing.startsWith("libgtk") ? "libXtst.so.6" : "libgtk-3.so.0";
        program(programs.resolve("ldconfig"), "#!/bin/sh\necho " + there + "\n");

        assertFailure(studio(), "The desktop needs the GTK 3 library, and " + missing + " was not found: install it");
        assertThat(studio("network").exitCode()).as("exit code of a command").isZero();
    }

    @Test
    void theDesktopHasJavaFxOnTheModulePath() throws Exception {
        Path empty = library.resolveSibling("javafx-base-21.jar");
        Path real = library.resolveSibling("javafx-base-21-linux.jar");
        write(empty, "");
        write(real, "");
        environment.put("STUB_CLASS_PATH", empty + ":" + real + ":" + library);

        Outcome outcome = studio();

        assertThat(outcome.out())
                .contains("arg=--module-path\narg=" + real + "\n")
                .contains("arg=-cp\narg=" + project + "/target/resnet-studio.jar:" + library
                        + "\narg=org.resnetstudio.app.Launcher\n")
                .contains("arg=-Dstudio.home=" + project + "\n")
                .contains("arg=-Dstudio.launcher=" + project + "/studio\n");
    }

    @Test
    void theDesktopReadsItsClassesFromAnArchiveThatAnEarlierOneMade() throws Exception {
        Path archive = project.resolve("target/desktop-17.0.15.jsa");
        assertThat(studio().out()).contains("arg=-XX:ArchiveClassesAtExit=" + archive + "\n");
        Files.write(archive, new byte[] {1, 2, 3, 4});

        assertThat(studio().out())
                .contains("arg=-XX:SharedArchiveFile=" + archive + "\n")
                .doesNotContain("ArchiveClassesAtExit");
        assertThat(studio("network").out()).doesNotContain("jsa");
    }

    @Test
    void anArchiveThatDoesNotFitIsMadeAgain() throws Exception {
        Path target = project.resolve("target");
        Path archive = target.resolve("desktop-17.0.15.jsa");
        String made = "arg=-XX:ArchiveClassesAtExit=" + archive + "\n";
        studio();
        Files.write(archive, new byte[100]);
        assertThat(studio().out()).as("after a desktop that was killed").contains(made);

        Files.write(archive, new byte[] {1, 2, 3, 4});
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(studio().out()).as("after a build").contains(made);

        Path other = target.resolve("desktop-17.0.14.jsa");
        Files.write(other, new byte[] {1, 2, 3, 4});
        assertThat(studio().out()).as("with another Java").contains(made);
        assertThat(other).as("what nobody reads any more").doesNotExist();
    }

    @Test
    void anInstalledProgramUsesItsOwnRuntimeAndNeverBuilds() throws Exception {
        Path image = project.resolveSibling("installed");
        write(image.resolve("lib/app/resnet-studio.jar"), "");
        program(image.resolve("lib/runtime/bin/java"), JAVA);
        write(image.resolve("lib/runtime/release"), "JAVA_VERSION=\"17.0.15\"\n");
        Files.createDirectories(image.resolve("bin"));
        Files.copy(project.resolve("studio"), image.resolve("bin/studio"));
        environment.put("JAVA_HOME", "/nowhere");

        assertThat(finish(start(temporary, image.resolve("bin/studio"), "train"))
                        .out())
                .contains("arg=-Dstudio.home=" + image + "/lib/app\n")
                .contains("arg=-cp\narg=" + image + "/lib/app/*\narg=org.resnetstudio.cli.Main\narg=train\n")
                .contains("OMP_NUM_THREADS=1\n");
        assertThat(finish(start(temporary, image.resolve("bin/studio"), image.toString()))
                        .out())
                .doesNotContain("--module-path")
                .contains("arg=-XX:ArchiveClassesAtExit=" + temporary.toRealPath() + "/.cache/resnet-studio/desktop-")
                .endsWith("arg=org.resnetstudio.app.Launcher\narg=" + image + "\nOMP_NUM_THREADS=\nMALLOC_TOP_PAD_=\n");
        assertThat(builds()).isEmpty();
    }

    @Test
    void aFolderOpensTheDesktopOnItButACommandStaysACommand() throws Exception {
        Path work = Files.createDirectories(temporary.resolve("work"));
        Files.createDirectories(work.resolve("flowers"));
        Files.createDirectories(work.resolve("train"));

        assertThat(finish(start(work, project.resolve("studio"), "flowers")).out())
                .contains("arg=org.resnetstudio.app.Launcher\narg=flowers\n");
        assertThat(finish(start(work, project.resolve("studio"), "train")).out())
                .contains("arg=org.resnetstudio.cli.Main\narg=train\n");
    }

    @Test
    void argumentsAndWorkingDirectoryReachTheCommandUnchanged() throws Exception {
        Path work = Files.createDirectories(temporary.toRealPath().resolve("work"));
        write(work.resolve("a.png"), "");

        Outcome outcome =
                finish(start(work, project.resolve("studio"), "classify", "my cat.png", "*.png", "", "$HOME", "-x"));

        assertThat(outcome.out())
                .contains("cwd=" + work + "\n")
                .contains("arg=classify\narg=my cat.png\narg=*.png\narg=\narg=$HOME\narg=-x\n");
    }

    @Test
    void runsThroughASymbolicLinkAndFromAPathInAnotherScript() throws Exception {
        // Made by the shell, because this virtual machine may run in a locale without these characters.
        String script =
                "cd \"$HOME\" && name=$(printf '\\346\\227\\245\\346\\234\\254 \\303\\251') && cp -R 'my project' \"$name\""
                        + " && ln -s \"../$name/studio\" programs/link && unset LC_ALL && exec sh programs/link network";
        Outcome outcome = finish(process(temporary, List.of("sh", "-c", script)));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("arg=-Dstudio.home=" + temporary.toRealPath() + "/\u65e5\u672c \u00e9\n")
                .contains("arg=-cp\narg=" + temporary.toRealPath() + "/\u65e5\u672c \u00e9/target/resnet-studio.jar:"
                        + library + "\n");
    }

    @Test
    void theTrainerGetsItsEnvironmentUnlessTheUserSetIt() throws Exception {
        assertThat(studio("train").out()).contains("OMP_NUM_THREADS=1\n").contains("MALLOC_TOP_PAD_=268435456\n");
        assertThat(studio("network").out()).contains("OMP_NUM_THREADS=\n").contains("MALLOC_TOP_PAD_=\n");

        environment.put("OMP_NUM_THREADS", "7");
        assertThat(studio("train").out()).contains("OMP_NUM_THREADS=7\n");
    }

    @Test
    void optionsForTheVirtualMachineComeAfterItsOwn() throws Exception {
        environment.put("STUDIO_JAVA_OPTS", "-Xmx9g -Dx=y");

        assertThat(studio().out()).containsSubsequence("arg=-Xmx2g\n", "arg=-Xmx9g\narg=-Dx=y\n", "app.Launcher");
    }

    @ParameterizedTest
    @ValueSource(strings = {"network --variant mini", "labels", "doctor --json", "--help", "train --help"})
    void whatEndsSoonStartsWithoutTheOptimizingCompiler(String arguments) throws Exception {
        assertThat(studio(arguments.split(" ")).out())
                .contains("arg=-XX:TieredStopAtLevel=1\narg=-XX:+UseSerialGC\narg=");

        environment.put("STUDIO_JAVA_OPTS", "-XX:+UseG1GC");
        assertThat(studio(arguments.split(" ")).out())
                .contains("arg=-XX:TieredStopAtLevel=1\narg=-XX:+UseG1GC\n")
                .doesNotContain("UseSerialGC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "classify", "import", "export"})
    void whatTakesLongerIsLeftToTheVirtualMachine(String command) throws Exception {
        assertThat(studio(command, "network").out()).doesNotContain("TieredStopAtLevel", "UseSerialGC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "bench"})
    void whatTrainsHasASmallHeap(String command) throws Exception {
        assertThat(studio(command, "network").out())
                .contains("arg=-XX:+UseSerialGC\narg=-Xms64m\narg=-Xmn32m\n")
                .doesNotContain("TieredStopAtLevel");

        environment.put("STUDIO_JAVA_OPTS", "-XX:+UseG1GC");
        assertThat(studio(command, "network").out()).doesNotContain("UseSerialGC", "-Xmn32m");
    }

    @Test
    void nativeAccessIsAllowedWhereJavaAsksForIt() throws Exception {
        assertThat(studio("network").out()).doesNotContain("--enable-native-access");

        write(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
        assertThat(studio("network").out()).contains("arg=--enable-native-access=ALL-UNNAMED\n");
    }

    @Test
    void theExitCodeOfTheProgramIsPassedOn() throws Exception {
        environment.put("STUB_EXIT", "42");

        assertThat(studio("network").exitCode()).isEqualTo(42);
    }

    private static void assertFailure(Outcome outcome, String sentence) {
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("studio: ")
                .contains(sentence);
    }

    private Outcome studio(String... arguments) throws IOException, InterruptedException {
        return finish(start(arguments));
    }

    private Process start(String... arguments) throws IOException {
        return start(temporary, project.resolve("studio"), arguments);
    }

    private Process start(Path directory, Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        return process(directory, command);
    }

    private Process process(Path directory, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Both streams are far smaller than a pipe holds, so they can be read after the end. */
    private static Outcome finish(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("the launcher ended")
                .isTrue();
        return new Outcome(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), UTF_8),
                new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    /** Dates the build an hour back, and its sources before that. */
    private void age() throws IOException {
        Instant build = Instant.now().minusSeconds(3600);
        try (var files = Files.walk(project)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(build.minusSeconds(60)));
            }
        }
        Files.setLastModifiedTime(project.resolve("target/.studio-stamp"), FileTime.from(build));
    }

    private List<String> builds() throws IOException {
        Path notes = Path.of(environment.get("STUB_NOTES"));
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    private static Path find(String tool) {
        return List.of("/bin", "/usr/bin", "/sbin", "/usr/sbin").stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This system has no " + tool));
    }

    private static void program(Path file, String script) throws IOException {
        write(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
