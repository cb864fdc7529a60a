package org.resnetstudio.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Shape;

/** The model card: one HTML page without scripts or anything to load, for people who are handed a model. */
public final class ModelCard {
    private static final String UNKNOWN = "–";
    private static final int MAX_MATRIX_CLASSES = 40;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    private ModelCard() {}

    /**
     * The page for a model.
     *
     * @param parts the formats that lie beside it
     */
    public static String html(
            NetworkGraph network, ModelMetadata metadata, CardDetails details, List<ExportFormat> parts) {
        Shape features = network.features().output();
        Map<String, String> values = Map.ofEntries(
                Map.entry("title", escape(details.title())),
                Map.entry("variant", escape(network.spec().variant())),
                Map.entry("facts", facts(network, metadata, details)),
                Map.entry("classCount", number(metadata.classes().size())),
                Map.entry("classes", classes(metadata, details)),
                Map.entry("resizeSentence", resizeSentence(metadata)),
                Map.entry("evaluation", evaluation(metadata, details)),
                Map.entry("certificate", certificate(details)),
                Map.entry("settings", table(details.settings(), "Its weights were converted from another file.")),
                Map.entry("provenance", table(metadata.provenance(), "Nothing was recorded.")),
                Map.entry("parts", parts(parts)),
                Map.entry("size", Integer.toString(metadata.imageSizePx())),
                Map.entry(
                        "features",
                        "[batch, " + features.channels() + ", " + features.height() + ", " + features.width() + "]"));
        return PLACEHOLDER.matcher(template()).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalStateException("The model card has no value for " + match.group() + ".");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String parts(List<ExportFormat> formats) {
        return formats.stream()
                .map(format -> "<tr><td><code>" + escape(format.nameInBundle().orElseThrow()) + "</code></td><td>"
                        + escape(format.explanation()) + "</td></tr>\n")
                .collect(Collectors.joining());
    }

    private static String template() {
        return new String(OwnFiles.bytes("model-card.html"), StandardCharsets.UTF_8);
    }

    private static String facts(NetworkGraph network, ModelMetadata metadata, CardDetails details) {
        StringBuilder facts = new StringBuilder();
        details.evaluation()
                .ifPresent(e -> fact(facts, percent(e.confusionMatrix().accuracy()), "accuracy on " + e.pictures()));
        fact(facts, number(metadata.classes().size()), "classes");
        fact(facts, metadata.imageSizePx() + " × " + metadata.imageSizePx(), "pixels");
        fact(facts, number(network.trainableParameters()), "parameters");
        fact(facts, flops(network.flops()), "multiply-adds a picture");
        return facts.toString();
    }

    private static void fact(StringBuilder facts, String value, String name) {
        facts.append("<div class=\"fact\"><b>")
                .append(escape(value))
                .append("</b>")
                .append(escape(name))
                .append("</div>\n");
    }

    private static String classes(ModelMetadata metadata, CardDetails details) {
        StringBuilder table =
                new StringBuilder("<div class=\"wide\"><table><tr><th class=\"number\">Output</th>" + "<th>Class</th>");
        boolean measured = details.evaluation().isPresent();
        if (measured) {
            for (String heading : List.of("Pictures", "Precision", "Recall", "F1")) {
                table.append("<th class=\"number\">").append(heading).append("</th>");
            }
        }
        table.append("</tr>\n");
        for (int c = 0; c < metadata.classes().size(); c++) {
            table.append("<tr><td class=\"number\">").append(c).append("</td><td>");
            table.append(escape(metadata.classes().get(c))).append("</td>");
            if (measured) {
                ConfusionMatrix matrix = details.evaluation().get().confusionMatrix();
                number(table, number(matrix.support(c)));
                number(table, percent(matrix.precision(c)));
                number(table, percent(matrix.recall(c)));
                number(table, percent(matrix.f1(c)));
            }
            table.append("</tr>\n");
        }
        return table.append("</table></div>").toString();
    }

    private static void number(StringBuilder table, String text) {
        table.append("<td class=\"number\">").append(text).append("</td>");
    }

    private static String evaluation(ModelMetadata metadata, CardDetails details) {
        if (details.evaluation().isEmpty()) {
            return "<p>It was not measured. Measure it with <code>studio evaluate</code> before you rely on it.</p>";
        }
        CardDetails.Evaluated evaluated = details.evaluation().get();
        String sentence = "<p>" + percent(evaluated.confusionMatrix().accuracy()) + " of "
                + escape(evaluated.pictures()) + " were classified right.</p>";
        return metadata.classes().size() > MAX_MATRIX_CLASSES
                ? sentence
                : sentence + matrix(metadata.classes(), evaluated.confusionMatrix());
    }

    private static String certificate(CardDetails details) {
        return details.certificate()
                .map(a -> "<p>Checked on " + number(a.images())
                        + " pictures: this file and the trained network give the same class for "
                        + percent(OptionalDouble.of(a.agreement()))
                        + " of them, and no probability differs by more than "
                        + String.format(Locale.ROOT, "%.1e", a.maxProbabilityDifference()) + ".</p>")
                .orElse("");
    }

    /** A table of counts, darker where a larger share of the row lies. */
    private static String matrix(List<String> classes, ConfusionMatrix matrix) {
        StringBuilder table =
                new StringBuilder("<p class=\"muted\">Rows: what the pictures show. Columns: what the model"
                        + " said.</p>\n<div class=\"wide\"><table class=\"matrix\"><tr><th></th>");
        classes.forEach(name -> table.append("<th>").append(escape(name)).append("</th>"));
        table.append("</tr>\n");
        for (int actual = 0; actual < classes.size(); actual++) {
            table.append("<tr><th class=\"row\">")
                    .append(escape(classes.get(actual)))
                    .append("</th>");
            int support = Math.max(1, matrix.support(actual));
            for (int predicted = 0; predicted < classes.size(); predicted++) {
                int count = matrix.count(actual, predicted);
                table.append(String.format(
                        Locale.ROOT,
                        "<td style=\"background:rgb(9 105 218 / %.2f)\">%s</td>",
                        0.6 * count / support,
                        number(count)));
            }
            table.append("</tr>\n");
        }
        return table.append("</table></div>").toString();
    }

    private static String table(Map<String, String> rows, String whenEmpty) {
        if (rows.isEmpty()) {
            return "<p>" + whenEmpty + "</p>";
        }
        StringBuilder table = new StringBuilder("<div class=\"wide\"><table>\n");
        rows.forEach((name, value) -> table.append("<tr><th>")
                .append(escape(name))
                .append("</th><td>")
                .append(escape(value))
                .append("</td></tr>\n"));
        return table.append("</table></div>").toString();
    }

    private static String resizeSentence(ModelMetadata metadata) {
        String size = metadata.imageSizePx() + " × " + metadata.imageSizePx() + " pixels";
        return switch (metadata.resize()) {
            case SQUASH -> "scaled to " + size + " without regard to their proportions";
            case CROP -> "scaled until their shorter side fits, and their middle is cut out, " + size;
            case PAD -> "scaled until their longer side fits, and filled with black to " + size;
        };
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble()) : UNKNOWN;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String flops(long flops) {
        return flops >= 1_000_000_000
                ? String.format(Locale.ROOT, "%.2f billion", flops / 1e9)
                : String.format(Locale.ROOT, "%.1f million", flops / 1e6);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
