package org.resnetstudio.dataset;

/** The part of a dataset that a sample belongs to. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST
}
