/** The Train screen: the settings of a run, the trainer process, what it publishes, and the runs so far. */
package org.resnetstudio.ui.train;
