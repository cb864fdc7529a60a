package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.resnetstudio.export.ExportFormat;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.OptionType;

/** Engines, formats and the words of networks are found in one way, and what is none of them is refused in one sentence. */
class OptionConverterTest {
    @Test
    void whatIsNoneOfAFewIsRefusedInOneSentence() {
        String engines =
                EngineChoice.all().stream().map(EngineChoice::shortName).collect(Collectors.joining(", "));
        String formats = ExportFormat.all().stream().map(ExportFormat::name).collect(Collectors.joining(", "));
        String stems = String.join(
                ", ",
                ((OptionType.Choice<?>) NetworkOptions.STEM.type()).values().keySet());

        assertRefused(engines, "bench", "--engine", "none");
        assertRefused(formats, "export", "--model", "run", "--out", "file", "--format", "none");
        assertRefused(stems, "network", "--variant", "resnet18", NetworkOptions.STEM.flag(), "none");
    }

    @Test
    void upperCaseAndBlanksDoNotMatter() throws Exception {
        ExportFormat first = ExportFormat.all().get(0);
        OptionType<ExportFormat> formats = OptionType.Choice.of(ExportFormat.all(), ExportFormat::name);

        assertThat(new OptionConverter<>(formats)
                        .convert(" " + first.name().toUpperCase(Locale.ROOT))
                        .name())
                .isEqualTo(first.name());
    }

    private static void assertRefused(String words, String... command) {
        Cli result = Cli.run(command);

        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains("expected one of [" + words + "] but was 'none'");
    }
}
