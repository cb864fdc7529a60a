package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class EngineLibrariesTest {
    private static final Engines PROGRAM = Engines.ofThisProgram();

    private final EngineProvider one = PretendProvider.named("one", 0, "one-*.jar", "both-*.jar");
    private final EngineProvider two = PretendProvider.named("two", 1, "two-*.jar", "both-*.jar");
    private final Engines engines = new Engines(List.of(one, two));
    private final EngineLibraries all =
            new EngineLibraries(entries("classes", "one-1.jar", "both-1.jar", "none-1.jar", "two-1.jar"), List.of());

    private static List<String> entries(String... names) {
        return List.of(names).stream()
                .map(name -> Path.of("lib", name).toAbsolutePath().toString())
                .toList();
    }

    @Test
    void aProcessForOneEngineHasNoJarsThatOnlyOthersNeed() {
        EngineLibraries narrow = all.forEngine(Optional.of(one), engines);
        assertThat(narrow.present()).isEqualTo(entries("classes", "one-1.jar", "both-1.jar", "none-1.jar"));
        assertThat(narrow.leftOut()).isEqualTo(entries("two-1.jar"));
    }

    @Test
    void suchAProcessCanStartOneForAnotherEngine() {
        EngineLibraries other = all.forEngine(Optional.of(one), engines).forEngine(Optional.of(two), engines);
        assertThat(other.present()).isEqualTo(entries("classes", "both-1.jar", "none-1.jar", "two-1.jar"));
        assertThat(other.leftOut()).isEqualTo(entries("one-1.jar"));
    }

    @Test
    void aProcessForAnyEngineHasThemAll() {
        EngineLibraries again = all.forEngine(Optional.of(two), engines).forEngine(Optional.empty(), engines);
        assertThat(again.present()).containsExactlyInAnyOrderElementsOf(all.present());
        assertThat(again.leftOut()).isEmpty();
    }

    @Test
    void eachEngineClaimsTheJarsOfItsLibrary() throws Exception {
        EngineProvider dl4j = PROGRAM.named("dl4j");
        EngineProvider pytorch = PROGRAM.named("pytorch");
        for (String name : List.of(
                "org.deeplearning4j.nn.graph.ComputationGraph",
                "org.nd4j.linalg.cpu.nativecpu.CpuBackend",
                "org.datavec.api.writable.Writable")) {
            assertThat(EngineLibraries.claims(dl4j, jar(name))).as(name).isTrue();
            assertThat(EngineLibraries.claims(pytorch, jar(name))).as(name).isFalse();
        }
        for (String name : List.of("ai.djl.engine.Engine", "ai.djl.pytorch.engine.PtEngine")) {
            assertThat(EngineLibraries.claims(pytorch, jar(name))).as(name).isTrue();
            assertThat(EngineLibraries.claims(dl4j, jar(name))).as(name).isFalse();
        }
        EngineLibraries ofPytorch = EngineLibraries.ofThisProcess().forEngine(Optional.of(pytorch), PROGRAM);
        assertThat(names(ofPytorch.leftOut())).anyMatch(name -> name.startsWith("nd4j-native-1"));
        EngineLibraries ofDl4j = EngineLibraries.ofThisProcess().forEngine(Optional.of(dl4j), PROGRAM);
        assertThat(names(ofDl4j.leftOut()))
                .allMatch(name -> name.startsWith("pytorch-") || name.startsWith("api-"))
                .anyMatch(name -> name.startsWith("pytorch-native"));
    }

    /** Pictures are read, and ONNX files written, with every engine. */
    @Test
    void noEngineClaimsWhatTheOthersNeed() throws Exception {
        for (String name : List.of(
                "onnx.Onnx",
                "org.nd4j.shade.protobuf.ByteString",
                Pointer.class.getName(),
                Mat.class.getName(),
                "org.bytedeco.ffmpeg.global.avcodec",
                OrtEnvironment.class.getName(),
                "org.slf4j.Logger")) {
            assertThat(PROGRAM.all()).as(name).noneMatch(engine -> EngineLibraries.claims(engine, jar(name)));
        }
    }

    private static List<String> names(List<String> jars) {
        return jars.stream()
                .map(jar -> jar.substring(jar.lastIndexOf(File.separatorChar) + 1))
                .toList();
    }

    private static String jar(String className) {
        String address = EngineLibrariesTest.class
                .getClassLoader()
                .getResource(className.replace('.', '/') + ".class")
                .toString();
        return address.substring("jar:file:".length(), address.indexOf('!'));
    }
}
