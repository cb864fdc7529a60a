package org.resnetstudio.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.resnetstudio.job.Preset;
import org.resnetstudio.job.PresetFile;
import org.resnetstudio.job.SettingsPreset;
import org.resnetstudio.problem.UserIOException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a preset, or a file with one. */
final class PresetConverter implements ITypeConverter<SettingsPreset> {
    @Override
    public SettingsPreset convert(String text) {
        Optional<Preset> named = Stream.of(Preset.values())
                .filter(preset -> preset.shortName().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        Path file = Path.of(text);
        if (!Files.exists(file)) {
            List<String> names =
                    Stream.of(Preset.values()).map(Preset::shortName).toList();
            throw new TypeConversionException(
                    "'" + text + "' is neither a preset (" + String.join(", ", names) + ") nor a file with one");
        }
        try {
            return PresetFile.read(file);
        } catch (UserIOException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
