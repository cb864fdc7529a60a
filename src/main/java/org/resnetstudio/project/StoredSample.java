package org.resnetstudio.project;

import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.dataset.Split;

/**
 * A sample as the database knows it.
 *
 * @param id unique, ascending in stored order
 * @param file absolute
 * @param classId its label; null while unlabelled
 * @param split its split
 * @param excluded whether it is left out of training and evaluation
 */
record StoredSample(long id, Path file, Long classId, Optional<Split> split, boolean excluded) {}
