package org.resnetstudio.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Field;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Networks;
import org.resnetstudio.engine.TrainableNetwork.StepResult;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.weights.Weights;

/** The fast paths are in use, and agree with Deeplearning4j's plain one. */
class OneDnnHelpersTest {
    @BeforeAll
    static void start() throws EngineException {
        Dl4jEngine.create();
    }

    @Test
    void everyConvolutionRunsOnOneDnnAndNoneFails() throws Exception {
        NetworkGraph graph = Networks.graph(Networks.reference("bottleneck").get("spec"));
        try (Dl4jNetwork network = new Dl4jNetwork(graph, Networks.firstWeights(graph), Networks.SGD, true)) {
            network.step(Networks.waves(graph, 4), 0.02);
            network.predict(Networks.waves(graph, 4));
            int convolutions = 0;
            for (Layer layer : network.graph().getLayers()) {
                if (layer instanceof DirectConvolution.Direct convolution) {
                    assertThat(convolution.getHelper()).isInstanceOf(MKLDNNConvHelper.class);
                    assertThat(convolution.helperFailures()).isZero();
                    convolutions++;
                } else {
                    assertThat(layer).isNotExactlyInstanceOf(ConvolutionLayer.class);
                    assertThat(layer).isNotExactlyInstanceOf(BatchNormalization.class);
                }
            }
            assertThat(convolutions).isEqualTo(9);
        }
    }

    @Test
    void standardLayersHaveTheirHelpersToo() throws Exception {
        NetworkGraph graph = Networks.graph(Networks.reference("basic").get("spec"));
        try (Dl4jNetwork network = new Dl4jNetwork(graph, Networks.firstWeights(graph), Networks.SGD, false)) {
            network.step(Networks.waves(graph, 4), 0.02);
            int normalizations = 0;
            for (Layer layer : network.graph().getLayers()) {
                if (layer instanceof ConvolutionLayer || layer instanceof BatchNormalization) {
                    assertThat(field(layer, "helperCountFail").get(layer)).isEqualTo(0);
                }
                if (layer instanceof BatchNormalization) {
                    assertThat(layer.getHelper()).isInstanceOf(MKLDNNBatchNormHelper.class);
                    normalizations++;
                }
            }
            assertThat(normalizations).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @MethodSource("org.resnetstudio.engine.Networks#names")
    void outputsAndATrainingStepAgreeWithThePlainPath(String name) throws Exception {
        NetworkGraph graph = Networks.graph(Networks.reference(name).get("spec"));
        Weights start = Networks.firstWeights(graph);
        Batch batch = Networks.noise(graph, 6, 3);
        try (Dl4jNetwork fast = new Dl4jNetwork(graph, start, Networks.SGD, true);
                Dl4jNetwork plain = new Dl4jNetwork(graph, start, Networks.SGD, false)) {
            removeHelpers(plain.graph());
            requireClose(fast.predict(batch), plain.predict(batch));
            StepResult one = fast.step(batch, 0.02);
            StepResult other = plain.step(batch, 0.02);
            assertThat(one.loss()).isCloseTo(other.loss(), within(1e-4));
            assertThat(one.correct()).isEqualTo(other.correct());
            Weights expected = plain.weights();
            fast.weights().tensors().forEach((tensor, values) -> {
                for (int i = 0; i < values.values().length; i++) {
                    assertThat(values.values()[i])
                            .as("%s[%d]", tensor, i)
                            .isCloseTo(expected.get(tensor).values()[i], within(1e-4f));
                }
            });
            requireClose(fast.predict(batch), plain.predict(batch));
        }
    }

    private static void requireClose(float[][] actual, float[][] expected) {
        for (int row = 0; row < expected.length; row++) {
            assertThat(actual[row]).containsExactly(expected[row], within(1e-4f));
        }
    }

    private static void removeHelpers(ComputationGraph graph) throws ReflectiveOperationException {
        int removed = 0;
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof ConvolutionLayer
                    || layer instanceof BatchNormalization
                    || layer instanceof SubsamplingLayer) {
                field(layer, "helper").set(layer, null);
                assertThat(layer.getHelper()).isNull();
                removed++;
            }
        }
        assertThat(removed).isPositive();
    }

    private static Field field(Layer layer, String name) throws NoSuchFieldException {
        Class<?> owner = layer instanceof ConvolutionLayer
                ? ConvolutionLayer.class
                : layer instanceof BatchNormalization ? BatchNormalization.class : SubsamplingLayer.class;
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
