package org.resnetstudio.evaluation;

import java.util.OptionalDouble;

/**
 * How well one class is told apart. A figure whose denominator is 0 does not exist: it is empty, never 0.
 *
 * @param className the class
 * @param precision share of the predictions of this class that are right; empty if it was never predicted
 * @param recall share of this class's pictures that were found; empty if there is none
 * @param f1 harmonic mean of both; empty if the class neither occurs nor is predicted
 * @param support number of pictures of this class
 */
public record ClassMetrics(
        String className, OptionalDouble precision, OptionalDouble recall, OptionalDouble f1, int support) {}
