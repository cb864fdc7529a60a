package org.resnetstudio;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.TokenStreamFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineProvider;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** Which package may use which. */
class ArchitectureTest {
    private static final String ROOT = "org.resnetstudio.";
    private static final List<String> JDK = List.of("java..", "javax..", "com.sun.management..");

    /** Where an engine is named all the same: what is called after a library in any engine: layers, and files. */
    private static final Set<String> MAY_NAME_ENGINES =
            Set.of("network/NetworkOptions.java", "export/SafetensorsFormat.java");

    /** Where a sentence is words all the same: those of other programs, of the system, of former journals, and names of files. */
    private static final Set<String> MAY_USE_WORDS = Set.of(
            "benchmark.RunBenchmark",
            "codec.FileVersions",
            "codec.StudioJson",
            "image.CacheFolder",
            "project.ProjectDatabase",
            "runs.CrashReport",
            "runs.EventCodec",
            "training.QuietProcess$Ending",
            "training.TrainerProcess",
            "weights.Safetensors");

    private static final Pattern STRING_OR_COMMENT =
            Pattern.compile("(\"(?:\\\\.|[^\"\\\\])*\")|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private static JavaClasses program;

    @BeforeAll
    static void importProgram() {
        program = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.resnetstudio", "org.nd4j.nativeblas");
        assertThat(program.size()).isGreaterThan(20);
    }

    @Test
    void networkNeedsNothingButTheJdk() {
        onlyUses("network", JDK);
    }

    @Test
    void filesNeedNothingButTheJdk() {
        onlyUses("files", JDK);
    }

    @Test
    void weightsKnowNetworksOnly() {
        onlyUses(
                "weights",
                with(
                        JDK,
                        "com.fasterxml.jackson..",
                        "io.jhdf..",
                        ROOT + "files..",
                        ROOT + "json..",
                        ROOT + "network..",
                        ROOT + "random.."));
    }

    @Test
    void randomNumbersNeedNothingButTheJdk() {
        onlyUses("random", JDK);
    }

    /** Those of the JDK change with its version, and a run that is resumed has to go on with the same. */
    @Test
    void randomNumbersHaveOneSource() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(program);
    }

    @Test
    void augmentationsKnowRandomNumbersOnly() {
        onlyUses("augmentation", with(JDK, ROOT + "random.."));
    }

    @Test
    void jsonNeedsNothingButItsLibrary() {
        onlyUses("json", with(JDK, "com.fasterxml.jackson.."));
    }

    /** A mapper of one's own reads as strictly as nobody decided. */
    @Test
    void howStrictlyJsonIsReadIsSaidInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "json..")
                .should()
                .callConstructorWhere(target(owner(assignableTo(TokenStreamFactory.class)))
                        .or(target(owner(assignableTo(ObjectCodec.class)))))
                .orShould()
                .callMethod(JsonMapper.class, "builder")
                .orShould()
                .callMethod(JsonFactory.class, "builder")
                .check(program);
    }

    @Test
    void codecsKnowWhatTheyWriteOnly() {
        onlyUses(
                "codec",
                with(JDK, "com.fasterxml.jackson..", ROOT + "augmentation..", ROOT + "json..", ROOT + "network.."));
    }

    @Test
    void imagesNeedOpenCvOnly() {
        onlyUses(
                "image",
                with(
                        JDK,
                        "org.bytedeco..",
                        "org.slf4j..",
                        ROOT + "augmentation..",
                        ROOT + "files..",
                        ROOT + "random.."));
    }

    @Test
    void datasetsKnowImagesOnly() {
        onlyUses(
                "dataset",
                with(
                        JDK,
                        "com.fasterxml.jackson..",
                        "de.siegmar.fastcsv..",
                        "org.slf4j..",
                        ROOT + "files..",
                        ROOT + "image..",
                        ROOT + "json..",
                        ROOT + "random.."));
    }

    @Test
    void evaluationKnowsDatasetsOnly() {
        onlyUses("evaluation", with(JDK, ROOT + "dataset.."));
    }

    @Test
    void theBoundaryToEnginesShowsNoLibrary() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage(ROOT + "engine")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(
                                JDK,
                                ROOT + "engine",
                                ROOT + "network..",
                                ROOT + "random..",
                                ROOT + "weights..",
                                ROOT + "image..",
                                ROOT + "problem..")
                        .toArray(String[]::new));
        rule.check(program);
    }

    @Test
    void jobsKnowNetworksAndTheBoundaryToEngines() {
        onlyUses(
                "job",
                with(
                        JDK,
                        "com.fasterxml.jackson..",
                        ROOT + "codec..",
                        ROOT + "engine",
                        ROOT + "augmentation..",
                        ROOT + "files..",
                        ROOT + "image..",
                        ROOT + "network.."));
    }

    @Test
    void runsKnowNobodyWhoTrains() {
        onlyUses(
                "runs",
                with(
                        JDK,
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        ROOT + "codec..",
                        ROOT + "job..",
                        ROOT + "engine",
                        ROOT + "augmentation..",
                        ROOT + "dataset..",
                        ROOT + "image..",
                        ROOT + "evaluation..",
                        ROOT + "files..",
                        ROOT + "json..",
                        ROOT + "network..",
                        ROOT + "weights.."));
    }

    @Test
    void trainingKnowsNoEngineOfItsOwn() {
        onlyUses(
                "training",
                with(
                        JDK,
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        ROOT + "job..",
                        ROOT + "runs..",
                        ROOT + "engine",
                        ROOT + "augmentation..",
                        ROOT + "dataset..",
                        ROOT + "image..",
                        ROOT + "evaluation..",
                        ROOT + "files..",
                        ROOT + "json..",
                        ROOT + "network..",
                        ROOT + "random..",
                        ROOT + "weights.."));
    }

    @Test
    void exportKnowsNetworksAndFiguresAndOnnx() {
        onlyUses(
                "export",
                with(
                        JDK,
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "onnx..",
                        "org.nd4j.shade.protobuf..",
                        ROOT + "codec..",
                        ROOT + "files..",
                        ROOT + "network..",
                        ROOT + "weights..",
                        ROOT + "image..",
                        ROOT + "evaluation.."));
    }

    @Test
    void inferenceRunsExportedFilesOnOnnxRuntime() {
        onlyUses(
                "inference",
                with(
                        JDK,
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "ai.onnxruntime..",
                        ROOT + "dataset..",
                        ROOT + "export..",
                        ROOT + "files..",
                        ROOT + "image..",
                        ROOT + "evaluation..",
                        ROOT + "network..",
                        ROOT + "weights.."));
    }

    @Test
    void projectsKnowDatasetsAndSqlite() {
        onlyUses(
                "project",
                with(
                        JDK,
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "org.sqlite..",
                        ROOT + "dataset..",
                        ROOT + "image..",
                        ROOT + "json.."));
    }

    @Test
    void problemsNeedNothingButTheJdk() {
        onlyUses("problem", JDK);
    }

    /** Whether a message is for people is said by the class of the exception, and not by the place where it is thrown. */
    @Test
    void ownExceptionsAreForPeople() {
        classes()
                .that()
                .areAssignableTo(Exception.class)
                .and()
                .resideInAPackage("org.resnetstudio..")
                .and()
                .areNotPrivate()
                .and()
                .areNotMemberClasses()
                .should()
                .beAssignableTo(UserException.class)
                .check(program);
    }

    /** Where people choose values, a refusal says that it is advice; see {@code InvalidValueException}. */
    @Test
    void refusalsOfChosenValuesAreForPeople() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "network..", ROOT + "dataset..", ROOT + "cli..")
                .should()
                .callConstructor(IllegalArgumentException.class, String.class)
                .orShould()
                .callConstructor(IllegalArgumentException.class, String.class, Throwable.class)
                .check(program);
    }

    /** A sentence that stands in the program is said in English whatever language the desktop speaks. */
    @Test
    void sentencesForPeopleHaveKeys() {
        noClasses()
                .that()
                .resideInAnyPackage(Stream.of(
                                "dataset",
                                "files",
                                "image",
                                "network",
                                "project",
                                "weights",
                                "export",
                                "inference",
                                "codec",
                                "augmentation",
                                "evaluation",
                                "engine",
                                "benchmark",
                                "job",
                                "runs",
                                "training",
                                "doctor")
                        .map(name -> ROOT + name + "..")
                        .toArray(String[]::new))
                .should()
                .accessTargetWhere(calls("makes a sentence of words", ArchitectureTest::makesASentenceOfWords))
                .check(program);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, Predicate<JavaCodeUnitAccess<?>> such) {
        return DescribedPredicate.describe(
                what, access -> access instanceof JavaCodeUnitAccess<?> call && such.test(call));
    }

    private static boolean makesASentenceOfWords(JavaCodeUnitAccess<?> call) {
        AccessTarget.CodeUnitAccessTarget target = call.getTarget();
        boolean words = target.getOwner().isEquivalentTo(Sentence.class)
                && target.getName().equals("inWords")
                && !MAY_USE_WORDS.contains(call.getOriginOwner().getName().substring(ROOT.length()));
        boolean literal = target.getOwner().isAssignableTo(UserException.class)
                && target.getName().equals("<init>")
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(String.class));
        return words || literal;
    }

    /** A plain {@code IOException} of ours would be taken for a fault of the program. */
    @Test
    void ownInputAndOutputFailuresAreForPeople() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "problem..", ROOT + "files..", ROOT + "ui.network..")
                .and()
                .areNotAssignableTo(IOException.class)
                .should()
                .callConstructor(IOException.class, String.class)
                .orShould()
                .callConstructor(IOException.class, String.class, Throwable.class)
                .check(program);
    }

    @Test
    void javaFxStaysInTheDesktop() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "ui..", ROOT + "app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.controlsfx..", "org.jfree..", "atlantafx..", "org.kordamp..")
                .check(program);
    }

    /** Names, files and keys are the same on every machine; texts that people read choose a locale, and say which. */
    @Test
    void nothingIsWrittenInWhateverLanguageTheMachineSpeaks() {
        noClasses()
                .should()
                .accessTargetWhere(calls(
                        "formats or changes case without a locale", ArchitectureTest::dependsOnTheMachinesLanguage))
                .check(program);
    }

    private static boolean dependsOnTheMachinesLanguage(JavaCodeUnitAccess<?> call) {
        AccessTarget.CodeUnitAccessTarget target = call.getTarget();
        boolean local = target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Locale.class));
        JavaClass owner = target.getOwner();
        return switch (target.getName()) {
            case "formatted" -> owner.isEquivalentTo(String.class);
            case "toLowerCase", "toUpperCase" -> owner.isEquivalentTo(String.class) && !local;
            case "format", "printf" ->
                !local
                        && (owner.isEquivalentTo(String.class)
                                || owner.isAssignableTo(PrintStream.class)
                                || owner.isAssignableTo(PrintWriter.class)
                                || owner.isEquivalentTo(Formatter.class)
                                || (owner.isEquivalentTo(MessageFormat.class)
                                        && target.getRawParameterTypes().size() == 2));
            case "ofPattern" -> owner.isEquivalentTo(DateTimeFormatter.class) && !local;
            case "<init>" ->
                !local
                        && (owner.isEquivalentTo(MessageFormat.class)
                                || owner.isEquivalentTo(SimpleDateFormat.class)
                                || owner.isEquivalentTo(Formatter.class));
            default -> false;
        };
    }

    /** Only what a window shows may follow the language that the machine speaks. */
    @Test
    void onlyScreensAskForTheMachinesLanguage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "ui..", ROOT + "app..")
                .should()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .callMethod(Locale.class, "getDefault", Locale.Category.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(NumberFormat.class)
                .check(program);
    }

    @Test
    void sqlStaysInProject() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "project..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .check(program);
    }

    @Test
    void deeplearning4jStaysInItsEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "engine.dl4j..", "org.nd4j.nativeblas..", ROOT + "export..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.datavec..")
                .check(program);
    }

    @Test
    void deepJavaLibraryStaysInItsEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "engine.pytorch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(program);
    }

    /** Engines are found by {@code ServiceLoader}: a new one is its package and a line in {@code META-INF/services}. */
    @Test
    void nothingOutsideOfAnEngineKnowsIt() {
        for (EngineProvider engine : Engines.ofThisProgram().all()) {
            String own = engine.getClass().getPackageName() + "..";
            noClasses()
                    .that()
                    .resideOutsideOfPackage(own)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(own)
                    .check(program);
        }
    }

    /** Names of engines in code and texts come from the engines. Comments may explain why. */
    @Test
    void nothingOutsideOfAnEngineNamesIt() throws IOException {
        List<String> names = Engines.ofThisProgram().all().stream()
                .flatMap(engine -> Stream.of(engine.shortName(), engine.title()))
                .toList();
        Pattern named = Pattern.compile(String.join("|", names) + "|libtorch", Pattern.CASE_INSENSITIVE);
        Path sources = Path.of("src", "main", "java", "org", "resnetstudio");
        List<Path> engines = Engines.ofThisProgram().all().stream()
                .map(engine -> engine.getClass().getPackageName().substring(ROOT.length()))
                .map(own -> sources.resolve(own.replace('.', '/')))
                .toList();
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String name = sources.relativize(file).toString().replace('\\', '/');
                if (engines.stream().anyMatch(file::startsWith) || MAY_NAME_ENGINES.contains(name)) {
                    continue;
                }
                withoutComments(Files.readString(file))
                        .lines()
                        .filter(line -> named.matcher(line).find())
                        .forEach(line -> found.add(name + ": " + line.strip()));
            }
        }
        assertThat(found).isEmpty();
    }

    private static String withoutComments(String source) {
        return STRING_OR_COMMENT
                .matcher(source)
                .replaceAll(match -> match.group(1) == null ? "" : Matcher.quoteReplacement(match.group(1)));
    }

    @Test
    void screensKnowNoEngineAndNoCommands() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "engine.*..", ROOT + "cli..", ROOT + "app..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Engine.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(TrainableNetwork.class)
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void commandsKnowNoWindows() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "ui..", ROOT + "app..")
                .check(program);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.resnetstudio.(**)").should().beFreeOfCycles().check(program);
    }

    /** A view hears its list weakly: one that nobody holds is collected, and its listeners hear nothing any more. */
    @Test
    void viewsOfListsAreHeldInFields() {
        noMethods().should(callAnUnmodifiableView()).check(program);
    }

    private static ArchCondition<JavaMethod> callAnUnmodifiableView() {
        return new ArchCondition<>("call FXCollections.unmodifiableObservable…") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTarget().getName().startsWith("unmodifiableObservable"))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
            }
        };
    }

    private static void onlyUses(String name, List<String> allowed) {
        classes()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        with(allowed, ROOT + name + "..", ROOT + "problem..").toArray(String[]::new))
                .allowEmptyShould(true)
                .check(program);
    }

    private static List<String> with(List<String> packages, String... more) {
        List<String> all = new ArrayList<>(packages);
        all.addAll(List.of(more));
        return all;
    }
}
