package org.resnetstudio.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.resnetstudio.network.Variants;
import org.resnetstudio.network.Variants.Variant;
import org.resnetstudio.ui.shell.Language;
import org.resnetstudio.ui.shell.Messages;

class VariantSearchTest {
    private static final Messages MESSAGES = Messages.of(Language.english());

    @Test
    void nothingTypedFindsAll() {
        assertThat(VariantSearch.of(" ", MESSAGES).found()).isEqualTo(Variants.all());
    }

    @Test
    void everyWordCounts() {
        assertThat(names("keras 101")).containsExactly("keras-resnet101");
        assertThat(names("Hu et al")).contains("seresnet18", "seresnet152").hasSize(5);
    }

    @Test
    void aRightDepthThatIsNotInTheListIsFoundByItsName() {
        assertThat(names("ResNet-26")).containsExactly("resnet26");
        assertThat(names("resnet1001")).containsExactly("resnet1001");
    }

    @Test
    void aWrongDepthNamesTheNearest() {
        VariantSearch search = VariantSearch.of("resnet21", MESSAGES);

        assertThat(search.found()).isEmpty();
        assertThat(search.problem()).contains("no ResNet of 21 layers", "resnet20", "resnet26");
    }

    @Test
    void anythingElseIsNotFound() {
        VariantSearch search = VariantSearch.of("vgg", MESSAGES);

        assertThat(search.found()).isEmpty();
        assertThat(search.problem()).isEqualTo(MESSAGES.text("network.search.none"));
    }

    private static List<String> names(String typed) {
        return VariantSearch.of(typed, MESSAGES).found().stream()
                .map(Variant::name)
                .toList();
    }
}
