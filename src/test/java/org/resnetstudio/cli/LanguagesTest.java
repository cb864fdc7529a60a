package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.network.Variants;

/** The command line on machines that speak other languages; each in a process of its own, as names are made when it starts. */
class LanguagesTest {
    private static final String EVERY_NAME =
            String.join(" ", Variants.all().stream().map(Variants.Variant::name).toList());

    /** Prints the names of all variants, and what a few of the names are taken for. */
    static final class Names {
        private Names() {}

        public static void main(String[] arguments) {
            System.out.println(String.join(
                    " ", Variants.all().stream().map(Variants.Variant::name).toList()));
            for (String name : arguments) {
                System.out.println(Variants.named(name).name() + " = "
                        + Variants.named(name).title());
            }
        }
    }

    private static String run(String language, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        String[] parts = language.split("-", -1);
        return OtherJava.run(List.of("-Duser.language=" + parts[0], "-Duser.country=" + parts[1]), main, arguments)
                .output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "ar-EG", "bn-BD", "ne-NP", "mr-IN", "my-MM", "tr-TR", "zh-CN", "de-DE"})
    void variantsHaveTheSameNames(String language) throws IOException, InterruptedException {
        assertThat(run(language, Names.class, "SERESNET18", "resnetv2-50", "resnet۱۸d", "RESNET_1১0")
                        .lines())
                .containsExactly(
                        EVERY_NAME,
                        "seresnet18 = SE-ResNet-18",
                        "resnetv2-50 = ResNet-50 v2",
                        "resnet18d = ResNet-18-D",
                        "resnet110 = ResNet-110 (CIFAR)");
    }

    @Test
    void commandsPrintTheSame() throws IOException, InterruptedException {
        String[] network = {"network", "--variant", "seresnet18", "--order", "PRE", "--batch-norm-epsilon", "0.001"};
        String english = run("en-US", Main.class, network);

        assertThat(english).contains("11,");
        for (String language : List.of("fa-IR", "ar-EG", "tr-TR", "de-DE", "zh-CN")) {
            assertThat(run(language, Main.class, network)).as(language).isEqualTo(english);
        }
    }
}
