package org.resnetstudio.engine.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gives layers of our own their parameters and their place, as Deeplearning4j's settings do for its own layers. */
final class LayerSetup {
    private LayerSetup() {}

    /**
     * Completes a layer.
     *
     * @param layer fresh from its constructor
     * @param index its place in the network
     * @param parameters the part of the network's parameters that is its own
     * @param initialize whether to fill them
     */
    static Layer complete(
            Layer layer, Collection<TrainingListener> listeners, int index, INDArray parameters, boolean initialize) {
        NeuralNetConfiguration configuration = layer.conf();
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(configuration.getLayer().initializer().init(configuration, parameters, initialize));
        return layer;
    }
}
