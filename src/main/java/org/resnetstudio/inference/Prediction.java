package org.resnetstudio.inference;

/**
 * One class and how likely it is.
 *
 * @param classIndex position in {@link Classifier#classNames}
 * @param className name of the class
 * @param probability 0 to 1
 */
public record Prediction(int classIndex, String className, double probability) {}
