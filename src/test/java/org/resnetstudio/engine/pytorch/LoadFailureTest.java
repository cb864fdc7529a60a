package org.resnetstudio.engine.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.engine.EngineException;

class LoadFailureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Linux|/lib/libm.so.6: version `GLIBC_2.29' not found|newer C library than this system has (/lib/libm.so.6: version `GLIBC_2.29' not found): update the system, or train with --engine dl4j.",
                "Linux|libstdc++.so.6: version `GLIBCXX_3.4.29' not found|update the system",
                "Windows 11|C:\\torch_cpu.dll: Can't find dependent libraries|install the Microsoft Visual C++ Redistributable",
                "Linux|libtorch_cpu.so: failed to map segment from shared object|DJL_CACHE_DIR to a folder on another disk, or train",
                "Linux|No space left on device|disk is full (No space left on device): free some space",
                "Linux|Offline mode is enabled.|not there for this system",
                "Linux|Offline model is enabled.|not there for this system: train with --engine dl4j.",
                "Linux|libc10.so: invalid ELF header|does not run on this machine (libc10.so: invalid ELF header): train with"
            })
    void everyFailureHasItsRemedy(String system, String message, String sentence) {
        Throwable failure =
                new IllegalStateException("Failed to load PyTorch native library", new UnsatisfiedLinkError(message));

        assertThat(LoadFailure.sentence(failure, system).english())
                .contains(sentence)
                .doesNotContain("\n")
                .endsWith(".");
    }

    @Test
    void aLibtorchThatIsNotWhereTheUserSaysIsNotReplacedByAnother(@TempDir Path folder) throws Exception {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> PyTorchRuntime.requireNamed(folder.toString()))
                .withMessageContaining(folder + ", which PYTORCH_LIBRARY_PATH names: name the folder lib");
        Files.createFile(folder.resolve(System.mapLibraryName("torch")));
        assertThatNoException()
                .isThrownBy(() -> PyTorchRuntime.requireNamed("elsewhere" + File.pathSeparator + folder));
        assertThatNoException().isThrownBy(() -> PyTorchRuntime.requireNamed(null));
    }
}
