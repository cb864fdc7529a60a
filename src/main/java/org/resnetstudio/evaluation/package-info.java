/** How good a network is: confusion matrix, per-class figures, calibration. */
package org.resnetstudio.evaluation;
