package org.resnetstudio.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.problem.UserIOException;

class PresetFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Preset.class)
    void whatIsWrittenIsRead(Preset preset) throws Exception {
        Path file = folder.resolve("own.json");
        new PresetFile(preset.config(64)).write(file);

        assertThat(PresetFile.read(file).config(32)).isEqualTo(preset.config(64));
        assertThat(PresetFile.read(file).differencesFrom(preset.config(64))).isEmpty();
    }

    @Test
    void aPresetOfAnOlderFormatHasTheFormerValues() throws Exception {
        Path file = folder.resolve("own.json");
        new PresetFile(Preset.BALANCED.config(32)).write(file);
        ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
        ((ObjectNode) json.get("training")).remove("batchParts");
        JSON.writeValue(file.toFile(), json.put("format", 2));

        assertThat(PresetFile.read(file).config(32)).isEqualTo(Preset.BALANCED.config(32));
    }

    @Test
    void differencesAreNamedAsTheFileDoes() {
        assertThat(new PresetFile(Preset.PAPER.config(32)).differencesFrom(Preset.FAST_CIFAR.config(32)))
                .contains("epochs", "optimizer.weightDecay", "schedule.kind", "recipe.averaging")
                .doesNotContain("batchSize", "seed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"format\": 3}",
                "{\"format\": 3, \"training\": {}}",
                "{\"format\": 99, \"training\": {}}",
                "{\"training\": {}}"
            })
    void whatIsNoPresetIsOneSentence(String text) throws Exception {
        Path file = folder.resolve("own.json");
        Files.writeString(file, text);

        assertThatThrownBy(() -> PresetFile.read(file))
                .isInstanceOf(UserIOException.class)
                .hasMessageContaining("own.json");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> PresetFile.read(folder.resolve("none.json")))
                .isInstanceOf(UserIOException.class)
                .hasMessageContaining("none.json");
    }
}
