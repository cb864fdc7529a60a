package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.resnetstudio.network.Variants;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.Messages;

/**
 * What runs are called, so that no two of a list have the same name: network and minute, with the second where that is not enough,
 * and with the name of the folder where even the second is the same. Immutable.
 */
public final class RunNames {
    private final Messages messages;
    private final DateTimeFormatter toTheMinute;
    private final DateTimeFormatter toTheSecond;
    private final Map<Path, String> dates = new HashMap<>();

    /** The names of the runs of one list. */
    public RunNames(Collection<RunSummary> runs, Messages messages) {
        this.messages = messages;
        Locale region = messages.language().region(Locale.getDefault(Locale.Category.FORMAT));
        toTheMinute = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(region);
        toTheSecond = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(region);
        List<Function<RunSummary, String>> ways = List.of(
                run -> date(run, toTheMinute),
                run -> date(run, toTheSecond),
                run -> date(run, toTheSecond) + " (" + run.folder().getFileName() + ")");
        Collection<RunSummary> alike = runs;
        for (Function<RunSummary, String> way : ways) {
            Map<String, List<RunSummary>> byName = new HashMap<>();
            for (RunSummary run : alike) {
                String date = way.apply(run);
                dates.put(run.folder(), date);
                byName.computeIfAbsent(title(run) + date, name -> new ArrayList<>())
                        .add(run);
            }
            alike = byName.values().stream()
                    .filter(same -> same.size() > 1)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /** Network and date, such as {@code ResNet-20 (CIFAR), 21 Nov 2026, 14:05}. */
    public String of(RunSummary run) {
        return messages.text("train.run.name", title(run), date(run));
    }

    /** When it was started, in the way of the language and of this machine's country; in enough detail to tell it from the others. */
    public String date(RunSummary run) {
        return dates.getOrDefault(run.folder(), date(run, toTheSecond));
    }

    /** Its network as people read it. */
    static String title(RunSummary run) {
        return Variants.title(run.record().network());
    }

    private static String date(RunSummary run, DateTimeFormatter format) {
        return format.format(Instant.ofEpochMilli(run.record().createdMillis()).atZone(ZoneId.systemDefault()));
    }
}
