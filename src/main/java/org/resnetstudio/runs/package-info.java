/** What a run leaves on disk, and how to read it: its record, pictures, events, checkpoints and model, its lock, and lists of runs. */
package org.resnetstudio.runs;
