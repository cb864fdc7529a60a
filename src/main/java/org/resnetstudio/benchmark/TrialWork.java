package org.resnetstudio.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.resnetstudio.codec.NetworkJson;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * What an engine proves itself with: the very network that will train, at its size.
 *
 * @param network with its image size
 * @param pictures in a batch, at least 2
 */
public record TrialWork(ResNetSpec network, int pictures) {
    /** Multiply-adds of a forward pass that a step may take: 8 pictures of ResNet-50 at 224 px. */
    private static final long MOST_FLOPS = 33_000_000_000L;

    private static final int FEWEST = 2;
    /** Of a channel in a batch norm: with few of them rounding decides what it puts out, and no two engines agree. */
    private static final int FEWEST_VALUES = 32;

    private static final int DIGITS = 16;

    public TrialWork {
        if (pictures < FEWEST) {
            throw new InvalidValueException(Sentence.of("problem.benchmark.few-pictures", FEWEST, pictures));
        }
    }

    /**
     * For a run.
     *
     * @param batchSize that it trains with; of large networks a trial takes fewer pictures, so that it ends within a minute, and where
     *     feature maps are very small it takes more, so that numbers can be compared
     */
    public static TrialWork of(ResNetSpec network, int batchSize) {
        NetworkGraph graph = NetworkGraph.compile(network);
        long most = MOST_FLOPS / Math.max(1, graph.flops());
        int smallest = graph.nodes().stream()
                .filter(node -> node.operation() instanceof Operation.BatchNorm)
                .mapToInt(node -> node.output().height() * node.output().width())
                .min()
                .orElse(FEWEST_VALUES);
        int fewest = Math.max(FEWEST, (FEWEST_VALUES + smallest - 1) / smallest);
        return new TrialWork(network, (int) Math.max(fewest, Math.min(batchSize, most)));
    }

    /** Multiply-adds of a forward pass over the batch. */
    long flops() {
        return NetworkGraph.compile(network).flops() * pictures;
    }

    /** Under which its outcome is remembered: readable, and different for different networks and batches. */
    String key() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(NetworkJson.write(network).getBytes(StandardCharsets.UTF_8));
            return network.variant() + ", " + network.input().imageSizePx() + " px, batch " + pictures + ", "
                    + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
