package org.resnetstudio.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.evaluation.ConfusionMatrix;

/**
 * What a model card tells besides the model itself.
 *
 * @param title heading, such as the name of the project
 * @param evaluation how well it does; empty if it was never measured
 * @param settings of the training by name, in the order to be shown; empty for converted weights
 * @param certificate how well the exported file agrees with the trained network; empty if they were not compared
 */
public record CardDetails(
        String title,
        Optional<Evaluated> evaluation,
        Map<String, String> settings,
        Optional<OnnxVerifier.Agreement> certificate) {
    /**
     * A measurement.
     *
     * @param pictures which pictures, to go after "on": {@code 200 test pictures}
     * @param confusionMatrix rows actual, columns predicted; classes in the order of the model
     */
    public record Evaluated(String pictures, ConfusionMatrix confusionMatrix) {}

    public CardDetails {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Without a comparison. */
    public CardDetails(String title, Optional<Evaluated> evaluation, Map<String, String> settings) {
        this(title, evaluation, settings, Optional.empty());
    }

    /** The same after a comparison. */
    public CardDetails withCertificate(OnnxVerifier.Agreement agreement) {
        return new CardDetails(title, evaluation, settings, Optional.of(agreement));
    }
}
