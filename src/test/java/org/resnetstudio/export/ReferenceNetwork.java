package org.resnetstudio.export;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.Shape;
import org.resnetstudio.weights.Weights;

/** The forward pass written down as plainly as possible, in double precision: what every other implementation is compared with. */
public final class ReferenceNetwork {
    private final NetworkGraph graph;
    private final Weights weights;

    public ReferenceNetwork(NetworkGraph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /** Every node's result for one normalised picture {@code [3, size, size]}. */
    public Map<String, double[]> run(double[] picture) {
        Map<String, double[]> results = new HashMap<>();
        for (Node node : graph.nodes()) {
            results.put(node.name(), node.inputs().isEmpty() ? picture : compute(node, results));
        }
        return results;
    }

    /** Class probabilities, two for a sigmoid output. */
    public double[] probabilities(double[] picture) {
        double[] output = run(picture).get(graph.output().name());
        return output.length == 1 ? new double[] {1 - output[0], output[0]} : output;
    }

    private double[] compute(Node node, Map<String, double[]> results) {
        double[] x = results.get(node.inputs().get(0));
        Shape in = graph.node(node.inputs().get(0)).output();
        Operation operation = node.operation();
        if (operation instanceof Operation.Convolution c) {
            return convolution(node, c, x, in);
        } else if (operation instanceof Operation.BatchNorm b) {
            return batchNorm(node, b, x);
        } else if (operation instanceof Operation.Relu) {
            return map(x, i -> Math.max(0, x[i]));
        } else if (operation instanceof Operation.Add) {
            double[] y = results.get(node.inputs().get(1));
            return map(x, i -> x[i] + y[i]);
        } else if (operation instanceof Operation.ChannelGate) {
            double[] logits = results.get(node.inputs().get(1));
            int plane = in.height() * in.width();
            return map(x, i -> x[i] / (1 + Math.exp(-logits[i / plane])));
        } else if (operation instanceof Operation.MaxPool p) {
            return maxPool(node, p, x, in);
        } else if (operation instanceof Operation.AveragePool p) {
            return averagePool(node, p, x, in);
        } else if (operation instanceof Operation.ZeroPadShortcut z) {
            return zeroPad(node, z, x, in);
        } else if (operation instanceof Operation.GlobalAveragePool || operation instanceof Operation.ChannelMean) {
            return average(x, in);
        } else if (operation instanceof Operation.GlobalMaxPool) {
            return largest(x, in);
        } else if (operation instanceof Operation.Flatten || operation instanceof Operation.Dropout) {
            return x;
        } else if (operation instanceof Operation.Dense d) {
            return dense(node, d, x);
        } else if (operation instanceof Operation.Softmax) {
            double sum = 0;
            for (double value : x) {
                sum += Math.exp(value);
            }
            double total = sum;
            return map(x, i -> Math.exp(x[i]) / total);
        } else if (operation instanceof Operation.Sigmoid) {
            return map(x, i -> 1 / (1 + Math.exp(-x[i])));
        }
        throw new AssertionError("unknown operation " + operation);
    }

    private double[] convolution(Node node, Operation.Convolution c, double[] x, Shape in) {
        float[] weight = weights.get(node.name() + ".weight").values();
        float[] bias = c.bias() ? weights.get(node.name() + ".bias").values() : new float[c.outputChannels()];
        Shape out = node.output();
        double[] y = new double[(int) out.elements()];
        int k = c.kernel();
        for (int o = 0, at = 0; o < out.channels(); o++) {
            for (int row = 0; row < out.height(); row++) {
                for (int column = 0; column < out.width(); column++, at++) {
                    double sum = bias[o];
                    for (int i = 0; i < in.channels(); i++) {
                        for (int kr = 0; kr < k; kr++) {
                            int r = row * c.stride() + kr - c.padding().before();
                            for (int kc = 0; kc < k && r >= 0 && r < in.height(); kc++) {
                                int col = column * c.stride() + kc - c.padding().before();
                                if (col >= 0 && col < in.width()) {
                                    sum += (double) weight[((o * in.channels() + i) * k + kr) * k + kc]
                                            * x[(i * in.height() + r) * in.width() + col];
                                }
                            }
                        }
                    }
                    y[at] = sum;
                }
            }
        }
        return y;
    }

    private double[] batchNorm(Node node, Operation.BatchNorm b, double[] x) {
        float[] gamma = weights.get(node.name() + ".weight").values();
        float[] beta = weights.get(node.name() + ".bias").values();
        float[] mean = weights.get(node.name() + ".running_mean").values();
        float[] variance = weights.get(node.name() + ".running_var").values();
        int plane = x.length / b.channels();
        return map(x, i -> {
            int c = i / plane;
            return gamma[c] * (x[i] - mean[c]) / Math.sqrt(variance[c] + b.epsilon()) + beta[c];
        });
    }

    private static double[] maxPool(Node node, Operation.MaxPool p, double[] x, Shape in) {
        Shape out = node.output();
        double[] y = new double[(int) out.elements()];
        for (int c = 0, at = 0; c < out.channels(); c++) {
            for (int row = 0; row < out.height(); row++) {
                for (int column = 0; column < out.width(); column++, at++) {
                    double max = Double.NEGATIVE_INFINITY;
                    for (int k = 0; k < p.kernel() * p.kernel(); k++) {
                        int r = row * p.stride() + k / p.kernel() - p.padding().before();
                        int col = column * p.stride()
                                + k % p.kernel()
                                - p.padding().before();
                        if (r >= 0 && r < in.height() && col >= 0 && col < in.width()) {
                            max = Math.max(max, x[(c * in.height() + r) * in.width() + col]);
                        }
                    }
                    y[at] = max;
                }
            }
        }
        return y;
    }

    private static double[] zeroPad(Node node, Operation.ZeroPadShortcut z, double[] x, Shape in) {
        Shape out = node.output();
        double[] y = new double[(int) out.elements()];
        int first = z.channelsBefore() * out.height() * out.width();
        for (int c = 0, at = first; c < z.inputChannels(); c++) {
            for (int row = 0; row < out.height(); row++) {
                for (int column = 0; column < out.width(); column++, at++) {
                    y[at] = x[(c * in.height() + row * z.stride()) * in.width() + column * z.stride()];
                }
            }
        }
        return y;
    }

    private static double[] averagePool(Node node, Operation.AveragePool p, double[] x, Shape in) {
        Shape out = node.output();
        double[] y = new double[(int) out.elements()];
        for (int c = 0, at = 0; c < out.channels(); c++) {
            for (int row = 0; row < out.height(); row++) {
                for (int column = 0; column < out.width(); column++, at++) {
                    int count = 0;
                    for (int r = row * p.stride(); r < Math.min(row * p.stride() + p.kernel(), in.height()); r++) {
                        int end = Math.min(column * p.stride() + p.kernel(), in.width());
                        for (int col = column * p.stride(); col < end; col++, count++) {
                            y[at] += x[(c * in.height() + r) * in.width() + col];
                        }
                    }
                    y[at] /= count;
                }
            }
        }
        return y;
    }

    private static double[] largest(double[] x, Shape in) {
        double[] y = new double[in.channels()];
        int plane = in.height() * in.width();
        Arrays.fill(y, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            y[i / plane] = Math.max(y[i / plane], x[i]);
        }
        return y;
    }

    private static double[] average(double[] x, Shape in) {
        double[] y = new double[in.channels()];
        int plane = in.height() * in.width();
        for (int i = 0; i < x.length; i++) {
            y[i / plane] += x[i] / plane;
        }
        return y;
    }

    private double[] dense(Node node, Operation.Dense d, double[] x) {
        float[] weight = weights.get(node.name() + ".weight").values();
        float[] bias = weights.get(node.name() + ".bias").values();
        double[] y = new double[d.outputs()];
        for (int o = 0; o < y.length; o++) {
            y[o] = bias[o];
            for (int i = 0; i < x.length; i++) {
                y[o] += (double) weight[o * d.inputs() + i] * x[i];
            }
        }
        return y;
    }

    private interface Element {
        double at(int index);
    }

    private static double[] map(double[] like, Element element) {
        double[] y = new double[like.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = element.at(i);
        }
        return y;
    }
}
