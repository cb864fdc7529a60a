/** Labelled pictures: classes, samples, splits, and where they come from. */
package org.resnetstudio.dataset;
