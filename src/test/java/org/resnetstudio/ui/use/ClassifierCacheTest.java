package org.resnetstudio.ui.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.inference.Classifier;

class ClassifierCacheTest {
    private static final RgbImage GREY = new RgbImage(16, 16, new byte[16 * 16 * 3]);

    @TempDir
    Path folder;

    private final ClassifierCache cache = new ClassifierCache();

    @Test
    void aModelStaysOpenBetweenUses() throws IOException {
        Path run = run("a");
        Classifier first;
        try (ClassifierCache.Lease lease = cache.acquire(run)) {
            first = lease.classifier();
        }
        try (ClassifierCache.Lease lease = cache.acquire(run)) {
            assertThat(lease.classifier()).isSameAs(first);
        }
    }

    @Test
    void aModelThatChangedOnDiskIsOpenedAgain() throws IOException {
        Path run = run("a");
        try (ClassifierCache.Lease before = cache.acquire(run)) {
            Files.setLastModifiedTime(
                    run.resolve("model.onnx"), FileTime.fromMillis(System.currentTimeMillis() + 5000));
            try (ClassifierCache.Lease after = cache.acquire(run)) {
                assertThat(after.classifier()).isNotSameAs(before.classifier());
            }
        }
    }

    @Test
    void aModelInUseOutlivesItsReplacement() throws IOException {
        try (ClassifierCache.Lease used = cache.acquire(run("a"))) {
            cache.acquire(run("b")).close();

            assertThat(used.classifier().classify(GREY, 2)).hasSize(2);
        }
    }

    @Test
    void aReplacedModelIsClosedWhenItsLastUserIsDone() throws IOException {
        ClassifierCache.Lease used = cache.acquire(run("a"));
        Classifier replaced = used.classifier();
        cache.close();
        used.close();

        assertThatThrownBy(() -> replaced.classify(GREY, 2)).isInstanceOf(IllegalStateException.class);
    }

    private Path run(String name) throws IOException {
        TestModels.alwaysLast(folder.resolve(name).resolve("model.onnx"), "cat", "dog");
        return folder.resolve(name);
    }
}
