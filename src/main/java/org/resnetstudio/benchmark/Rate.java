package org.resnetstudio.benchmark;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * Something that was measured.
 *
 * @param name what: {@code train}, {@code pipeline}, {@code infer}, {@code decode}, {@code cache} or {@code start}
 * @param engine short name of the library: {@code dl4j}, {@code pytorch} or {@code onnxruntime}; {@code studio} where none takes part
 * @param work of which size
 * @param imagesPerSecond median over several runs; empty where something else was measured
 * @param details further figures by the name of their JSON field, such as {@code peakBytes}, {@code forecastBytes} and {@code seconds}
 */
public record Rate(
        String name, String engine, Workload work, OptionalDouble imagesPerSecond, Map<String, Number> details) {
    public Rate {
        details = Map.copyOf(details);
    }

    /** A speed alone. */
    public Rate(String name, String engine, Workload work, double imagesPerSecond) {
        this(name, engine, work, OptionalDouble.of(imagesPerSecond), Map.of());
    }
}
