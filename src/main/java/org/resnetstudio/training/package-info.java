/** The training loop in the trainer process, and how other processes start and watch one. */
package org.resnetstudio.training;
