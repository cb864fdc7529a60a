/** Named tensors: weights and optimizer state, their first values and their files. */
package org.resnetstudio.weights;
