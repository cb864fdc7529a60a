package org.resnetstudio.image;

import java.nio.file.Path;

/**
 * A file that was left out, while the rest went on.
 *
 * @param position its place in the list of files that was given
 * @param file the file
 * @param problem why, with a sentence for people
 */
public record UnreadableFile(int position, Path file, UnreadableImageException problem) {}
