package org.resnetstudio.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.LayerSettings;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/** Thin networks, pictures and PyTorch's reference numbers ({@code src/test/resources/engine/make_reference.py}). */
public final class Networks {
    public static final OptimizerSettings SGD = new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 0.01);

    private Networks() {}

    /** The names of all networks of make_reference.py. */
    public static List<String> names() {
        return List.of(
                "cifar-a",
                "cifar-a-uneven-growth",
                "cifar-b",
                "cifar-c",
                "basic",
                "bottleneck",
                "mini",
                "keras",
                "zerofill",
                "deep-d",
                "pre-activation-a",
                "pre-activation-b",
                "pre-activation-c",
                "max-pooling",
                "no-pooling",
                "squeeze",
                "squeeze-pre-activation",
                "groups",
                "groups-same",
                "wide");
    }

    public static JsonNode reference(String name) {
        try (InputStream in = Networks.class.getResourceAsStream("/engine/" + name + ".json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static NetworkGraph graph(JsonNode spec) {
        Stem stem = new Stem(
                Stem.Kind.valueOf(spec.get("stem").asText().toUpperCase(Locale.ROOT)),
                spec.get("stem_channels").asInt());
        List<Stage> stages = new ArrayList<>();
        for (JsonNode s : spec.get("stages")) {
            stages.add(new Stage(s.get(0).asInt(), s.get(1).asInt(), s.get(2).asInt()));
        }
        Body body = new Body(
                BlockKind.valueOf(spec.get("block").asText().toUpperCase(Locale.ROOT)),
                stages,
                Shortcut.valueOf(spec.get("shortcut").asText()),
                spec.get("first_1x1").asBoolean() ? Body.Downsampling.FIRST_1X1 : Body.Downsampling.MIDDLE_3X3,
                details(spec));
        JsonNode s = spec.get("settings");
        LayerSettings settings = new LayerSettings(
                s.get("bias").asBoolean(),
                s.get("same").asBoolean(),
                s.get("eps").asDouble(),
                s.get("momentum").asDouble(),
                false);
        Head head = new Head(
                Head.Pooling.valueOf(spec.get("pooling").asText().toUpperCase(Locale.ROOT)),
                spec.get("hidden").asInt(),
                0,
                spec.get("sigmoid").asBoolean() ? Head.Output.SIGMOID : Head.Output.SOFTMAX);
        ResNetSpec.Input input = new ResNetSpec.Input(
                spec.get("size").asInt(), spec.get("classes").asInt());
        return NetworkGraph.compile(new ResNetSpec("thin", input, stem, body, settings, head));
    }

    private static BlockDetails details(JsonNode spec) {
        return new BlockDetails(
                spec.get("pre_activation").asBoolean()
                        ? BlockDetails.Order.PRE_ACTIVATION
                        : BlockDetails.Order.POST_ACTIVATION,
                spec.get("last_block").asBoolean()
                        ? BlockDetails.DownsamplingBlock.LAST
                        : BlockDetails.DownsamplingBlock.FIRST,
                spec.get("both_sides").asBoolean()
                        ? BlockDetails.ZeroPadding.BOTH_SIDES
                        : BlockDetails.ZeroPadding.BEHIND,
                spec.get("average_pool").asBoolean()
                        ? BlockDetails.Projection.AVERAGE_POOL
                        : BlockDetails.Projection.STRIDED,
                spec.get("squeeze").asInt(),
                spec.path("groups").asInt(1),
                spec.path("group_width").asInt(64));
    }

    /** The first weights of make_reference.py. */
    public static Weights firstWeights(NetworkGraph graph) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : graph.tensors()) {
            int hash = 0;
            for (byte b : spec.name().getBytes(StandardCharsets.UTF_8)) {
                hash += b;
            }
            int fanIn = (int) (spec.elements() / spec.shape().get(0));
            float[] values = new float[(int) spec.elements()];
            for (int i = 0; i < values.length; i++) {
                double wave = Math.sin(i * 0.37 + hash * 0.01);
                values[i] = (float)
                        switch (spec.role()) {
                            case WEIGHT -> wave * Math.sqrt(3.0 / fanIn);
                            case GAMMA, RUNNING_VARIANCE -> 1 + 0.3 * wave;
                            case BIAS, BETA, RUNNING_MEAN -> 0.2 * wave;
                        };
            }
            tensors.put(spec.name(), new Tensor(spec.shape(), values));
        }
        return new Weights(tensors);
    }

    /** The pictures and labels of make_reference.py. */
    public static Batch waves(NetworkGraph graph, int count) {
        int size = graph.input().output().height();
        FloatBuffer images = pictures(count, size);
        for (int i = 0; i < images.limit(); i++) {
            images.put(i, (float) Math.sin(i * 0.11));
        }
        return batch(graph, count, size, images);
    }

    /** Random pictures. */
    public static Batch noise(NetworkGraph graph, int count, long seed) {
        int size = graph.input().output().height();
        FloatBuffer images = pictures(count, size);
        Random random = new Random(seed);
        for (int i = 0; i < images.limit(); i++) {
            images.put(i, (float) random.nextGaussian());
        }
        return batch(graph, count, size, images);
    }

    private static FloatBuffer pictures(int count, int size) {
        return ByteBuffer.allocateDirect(4 * count * 3 * size * size)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static Batch batch(NetworkGraph graph, int count, int size, FloatBuffer images) {
        int[] labels = new int[count];
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % graph.spec().input().classes();
            samples[i] = i;
        }
        return new Batch(count, size, size, images, labels, samples);
    }
}
