package org.resnetstudio.training;

import java.util.List;
import java.util.Locale;

/** Which deep-learning library trains: what {@code --engine} takes. */
public enum EngineChoice {
    /** The fastest one that works on this machine. */
    AUTO("the faster engine"),
    /** Deeplearning4j. */
    DL4J("Deeplearning4j"),
    /** libtorch. */
    PYTORCH("PyTorch");

    /** The choices that name an engine. */
    public static final List<EngineChoice> ENGINES = List.of(DL4J, PYTORCH);

    private final String title;

    EngineChoice(String title) {
        this.title = title;
    }

    /** The engine of that short name; one that this studio does not know becomes the home engine. */
    public static EngineChoice named(String shortName) {
        return PYTORCH.shortName().equals(shortName) ? PYTORCH : DL4J;
    }

    /** As typed, and as runs keep it. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people know it. */
    public String title() {
        return title;
    }
}
