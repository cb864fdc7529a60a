package org.resnetstudio.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a scan found.
 *
 * @param classes in natural order of their names
 * @param images readable pictures, in a repeatable order, each file once
 * @param problems files and folders that could not be taken in
 * @param warnings files and folders that were taken in, but perhaps not as they were meant
 * @param leftOut how many could not be taken in, by kind; also those that {@code problems} only sums up
 */
public record ScanResult(
        List<ImageClass> classes,
        List<FoundImage> images,
        List<ImportProblem> problems,
        List<ImportProblem> warnings,
        Map<LeftOut, Integer> leftOut) {
    public ScanResult {
        classes = List.copyOf(classes);
        images = List.copyOf(images);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        leftOut = Map.copyOf(leftOut);
    }

    /** Names of the classes, in order. */
    public List<String> classNames() {
        return classes.stream().map(ImageClass::name).toList();
    }

    /** The same as a dataset; ids count from 1. */
    public Dataset toDataset() {
        Map<String, Integer> indexes = new HashMap<>();
        classes.forEach(c -> indexes.put(c.name(), indexes.size()));
        List<Sample> samples = new ArrayList<>();
        for (FoundImage image : images) {
            OptionalInt label = image.className()
                    .map(name -> OptionalInt.of(indexes.get(name)))
                    .orElse(OptionalInt.empty());
            samples.add(new Sample(samples.size() + 1L, image.file(), label, image.split(), false));
        }
        return new Dataset(classes, samples);
    }
}
