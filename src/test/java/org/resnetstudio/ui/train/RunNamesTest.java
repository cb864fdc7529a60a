package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.shell.Language;

class RunNamesTest {
    /** 20 seconds after a full minute. */
    private static final long TIME = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void runsAreToldApartByAsMuchAsItTakes() throws Exception {
        RunSummary other = run("other", "resnet32", TIME);
        RunSummary first = run("first", "resnet20", TIME);
        RunSummary second = run("second", "resnet20", TIME + 1000);
        RunSummary twin = run("twin", "resnet20", TIME + 1000);
        RunSummary nextMinute = run("next", "resnet20", TIME + 60_000);

        RunNames names = new RunNames(List.of(other, first, second, twin, nextMinute), ScreenFixture.MESSAGES);

        assertThat(names.date(other)).isEqualTo(date(TIME, FormatStyle.SHORT));
        assertThat(names.date(first)).isEqualTo(date(TIME, FormatStyle.MEDIUM));
        assertThat(names.date(second)).isEqualTo(date(TIME + 1000, FormatStyle.MEDIUM) + " (second)");
        assertThat(names.date(twin)).isEqualTo(date(TIME + 1000, FormatStyle.MEDIUM) + " (twin)");
        assertThat(names.date(nextMinute)).isEqualTo(date(TIME + 60_000, FormatStyle.SHORT));
        assertThat(names.of(other)).isEqualTo("ResNet-32 (CIFAR), " + names.date(other));
    }

    private RunSummary run(String name, String variant, long createdMillis) throws IOException, TrainingException {
        Path run = RunFixture.write(folder.resolve(name), variant, List.of("cat", "dog"), 1, 1);
        Path file = run.resolve("run.json");
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        Files.writeString(file, json.put("createdMillis", createdMillis).toString());
        return RunFolder.open(run).summary();
    }

    private static String date(long millis, FormatStyle time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, time)
                .withLocale(Language.english().region(Locale.getDefault(Locale.Category.FORMAT)))
                .format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
