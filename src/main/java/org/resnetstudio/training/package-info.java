/** The training loop in the trainer process: settings, schedules, checkpoints, and the events it publishes. */
package org.resnetstudio.training;
