package org.resnetstudio.ui.train;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.resnetstudio.augmentation.Augmentation;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.ui.shell.Settings;

/**
 * How the next run varies its pictures: which augmentations are on, and those strengths that are not the usual ones of the pictures' size.
 * Remembered with the project. Used on the FX thread.
 */
public final class AugmentationChoice {
    /** The setting that holds strengths. */
    private static final String STRENGTHS = "train.augment-strengths";

    private final Settings settings;
    private final Map<String, BooleanProperty> on = new LinkedHashMap<>();
    private final Map<String, List<Double>> strengths = new HashMap<>();
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper(this, "version", 0);
    private boolean taking;

    AugmentationChoice(Settings settings) {
        this.settings = settings;
        for (Augmentation kind : Augmentations.ALL) {
            BooleanProperty chosen = new SimpleBooleanProperty(this, kind.name(), kind.usual());
            chosen.addListener(o -> switched(kind));
            on.put(kind.name(), chosen);
        }
    }

    /** Whether each is on, by its name on the command line. */
    Map<String, BooleanProperty> on() {
        return Collections.unmodifiableMap(on);
    }

    /** Rises with every change. */
    public ReadOnlyIntegerProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** One that is switched on has its usual strength, whatever it had before. */
    private void switched(Augmentation kind) {
        if (!taking) {
            strengths.remove(kind.name());
            remember();
            changed();
        }
    }

    private void changed() {
        version.set(version.get() + 1);
    }

    /**
     * What is chosen.
     *
     * @param sizePx of the pictures, on which usual strengths depend
     */
    public Augmentations get(int sizePx) {
        return new Augmentations(Augmentations.ALL.stream()
                .filter(kind -> on.get(kind.name()).get())
                .map(kind -> Optional.ofNullable(strengths.get(kind.name()))
                        .map(values -> new Augmentations.Chosen(kind, values))
                        .orElseGet(() -> Augmentations.Chosen.usual(kind, sizePx)))
                .toList());
    }

    /**
     * Chooses these and no others; they are not remembered yet.
     *
     * @param sizePx of the pictures: strengths that are usual there follow another size
     */
    public void take(Augmentations augmentations, int sizePx) {
        if (augmentations.equals(get(sizePx))) {
            return;
        }
        quietly(() -> {
            strengths.clear();
            on.values().forEach(chosen -> chosen.set(false));
            for (Augmentations.Chosen one : augmentations.chosen()) {
                on.get(one.kind().name()).set(true);
                if (!one.equals(Augmentations.Chosen.usual(one.kind(), sizePx))) {
                    strengths.put(one.kind().name(), one.values());
                }
            }
        });
    }

    /** Back to what is usual; nothing is remembered. */
    void reset() {
        quietly(() -> {
            strengths.clear();
            Augmentations.ALL.forEach(kind -> on.get(kind.name()).set(kind.usual()));
        });
    }

    /** Takes what the settings remember. */
    void restore() {
        quietly(() -> {
            on.forEach((name, chosen) -> settings.value("train.augment." + name)
                    .map(Boolean::parseBoolean)
                    .ifPresent(chosen::set));
            settings.value(STRENGTHS).map(AugmentationChoice::parsed).stream()
                    .flatMap(List::stream)
                    .forEach(one -> strengths.put(one.kind().name(), one.values()));
        });
    }

    private void quietly(Runnable change) {
        taking = true;
        change.run();
        taking = false;
        changed();
    }

    /** Keeps everything for the next start of the studio. */
    void remember() {
        on.forEach((name, chosen) -> settings.setValue("train.augment." + name, Boolean.toString(chosen.get())));
        Augmentations unusual = new Augmentations(Augmentations.ALL.stream()
                .filter(kind -> strengths.containsKey(kind.name()))
                .map(kind -> new Augmentations.Chosen(kind, strengths.get(kind.name())))
                .toList());
        settings.setValue(STRENGTHS, unusual.cliText());
    }

    /** Of damaged settings nothing is taken. */
    private static List<Augmentations.Chosen> parsed(String text) {
        try {
            return Augmentations.parse(text, 1).chosen();
        } catch (InvalidValueException e) {
            return List.of();
        }
    }
}
