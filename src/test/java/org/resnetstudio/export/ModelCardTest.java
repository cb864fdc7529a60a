package org.resnetstudio.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.network.Variants;

class ModelCardTest {
    private final SavedModel model =
            TestModels.random(Variants.spec("resnet20", 32, 3), ResizeMode.CROP, Normalization.IMAGENET);

    @Test
    void tellsFiguresClassesAndProvenance() {
        String html =
                ModelCard.html(model.network(), model.metadata(), TestModels.details(), List.of(new OnnxFormat()));

        // 17 of 20 right; class 0: 8 of 9 predictions, 8 of 10 pictures; class 2 has no picture.
        assertThat(html)
                .contains("<b>85.0 %</b>accuracy on 20 test pictures")
                .contains("<td>class 0</td><td class=\"number\">10</td><td class=\"number\">88.9 %</td>"
                        + "<td class=\"number\">80.0 %</td><td class=\"number\">84.2 %</td>")
                .contains("<td>class 2</td><td class=\"number\">0</td><td class=\"number\">–</td>")
                .contains("<th>optimizer</th><td>sgd</td>")
                .contains("<th>dataset</th><td>a &quot;b&quot; ü</td>")
                .contains("<pre>python classify.py picture.jpg</pre>")
                .contains("Classify.java picture.jpg</pre>")
                .contains("[batch, 64, 8, 8]")
                .contains("<tr><td><code>model.onnx</code></td><td>Runs almost everywhere")
                .doesNotContain("safetensors");
    }

    @Test
    void escapesWhateverPeopleTyped() {
        String html =
                ModelCard.html(model.network(), model.metadata(), TestModels.details(), List.of(new OnnxFormat()));

        assertThat(html).contains("<h1>Cats &amp; &lt;dogs&gt;</h1>").doesNotContain("<dogs>");
    }

    @Test
    void needsNothingFromTheNetworkAndLeavesNoPlaceholder() {
        String html = ModelCard.html(
                model.network(),
                model.metadata(),
                new CardDetails("{{title}} $1", Optional.empty(), Map.of()),
                List.of(new OnnxFormat()));

        assertThat(html.replace("{{title}} $1", ""))
                .doesNotContain("{{")
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("src=");
        assertThat(html).contains("{{title}} $1").contains("It was not measured.");
    }
}
