package org.resnetstudio.engine.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex without parameters that computes in Java on the processor; never written to a file. */
final class FusedVertex extends GraphVertex {
    private static final long serialVersionUID = 1L;

    /** What the vertex computes. */
    interface Computation {
        /** The output for the inputs, allocated from the workspaces. */
        INDArray forward(INDArray[] inputs, boolean training, LayerWorkspaceMgr workspaces);

        /** The gradients with respect to the inputs, allocated from the workspaces, after a forward pass in training. */
        INDArray[] backward(INDArray[] inputs, INDArray gradient, LayerWorkspaceMgr workspaces);
    }

    private final int inputs;
    private final transient Computation computation;

    FusedVertex(int inputs, Computation computation) {
        this.inputs = inputs;
        this.computation = computation;
    }

    /** Itself: Deeplearning4j copies settings when it builds a graph from them, and only that one graph computes. */
    @Override
    public GraphVertex clone() {
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return inputs;
    }

    @Override
    public int maxVertexInputs() {
        return inputs;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType... types) {
        throw new UnsupportedOperationException("Sizes are given, not inferred.");
    }

    @Override
    public MemoryReport getMemoryReport(InputType... types) {
        throw new UnsupportedOperationException("Memory is forecast from the network's own list of layers.");
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray parameters, boolean initialize, DataType type) {
        return new Running(graph, name, index, type, computation);
    }

    /** The vertex at work. */
    @SuppressWarnings("overrides") // Deeplearning4j's own base class overrides a variable-arity method by an array
    private static final class Running extends BaseGraphVertex {
        private static final long serialVersionUID = 1L;

        private final transient Computation computation;

        Running(ComputationGraph graph, String name, int index, DataType type, Computation computation) {
            super(graph, name, index, null, null, type);
            this.computation = computation;
        }

        @Override
        public boolean hasLayer() {
            return false;
        }

        @Override
        public Layer getLayer() {
            return null;
        }

        @Override
        public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
            return computation.forward(inputs, training, workspaces);
        }

        @Override
        public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
            return Pair.of(null, computation.backward(inputs, epsilon, workspaces));
        }

        @Override
        public void setBackpropGradientsViewArray(INDArray gradients) {
            if (gradients != null) {
                throw new IllegalStateException("Vertex " + vertexName + " has no parameters.");
            }
        }

        @Override
        public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int batch) {
            return null; // pictures are never masked
        }

        @Override
        public String toString() {
            return vertexName + " (" + computation.getClass().getSimpleName() + ")";
        }
    }
}
