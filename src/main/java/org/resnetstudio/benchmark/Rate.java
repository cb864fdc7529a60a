package org.resnetstudio.benchmark;

/**
 * A measured speed.
 *
 * @param name what was measured: {@code train} or {@code infer}
 * @param engine short name of the library: {@code dl4j}, {@code pytorch} or {@code onnxruntime}
 * @param work of which size
 * @param imagesPerSecond median over several runs
 */
public record Rate(String name, String engine, Work work, double imagesPerSecond) {}
