package org.resnetstudio.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What He, Zhang, Ren and Sun report for their networks on CIFAR-10: “Deep Residual Learning for Image Recognition”, 2015, table 6. Of
 * ResNet-110 it is the best of five runs, whose mean is 6.61.
 *
 * @param layers of the network
 * @param errorPercent on the 10,000 test pictures
 */
record PaperResult(int layers, double errorPercent) {
    /**
     * Epochs of the paper's 64,000 updates with batches of 128 of the 50,000 training pictures, of which each epoch takes 391.
     */
    static final int EPOCHS = 164;

    static final List<PaperResult> TABLE_6 = List.of(
            new PaperResult(20, 8.75),
            new PaperResult(32, 7.51),
            new PaperResult(44, 7.17),
            new PaperResult(56, 6.97),
            new PaperResult(110, 6.43));

    /** Name of the network in the studio. */
    String variant() {
        return "resnet" + layers;
    }

    /** Reads {@code resnet20} and {@code 20}. */
    static final class Converter implements ITypeConverter<PaperResult> {
        @Override
        public PaperResult convert(String text) {
            return TABLE_6.stream()
                    .filter(row -> text.equalsIgnoreCase(row.variant()) || text.equals(Integer.toString(row.layers())))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of the networks of table 6: "
                            + TABLE_6.stream().map(PaperResult::variant).collect(Collectors.joining(", "))));
        }
    }
}
