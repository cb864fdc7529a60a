package org.resnetstudio.ui.use;

import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * A trained model that the studio can use.
 *
 * @param location a run's folder, a bundle or an ONNX file
 * @param title for people, such as {@code ResNet-20 (CIFAR), 21 Nov 2026 14:05}
 * @param accuracy on the validation pictures of its run, 0 to 1; empty if that is not known
 * @param run whether it is a run of the open project, which can be exported
 */
public record StudioModel(Path location, String title, OptionalDouble accuracy, boolean run) {}
