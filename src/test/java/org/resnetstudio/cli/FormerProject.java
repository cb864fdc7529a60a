package org.resnetstudio.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Copies of what former versions wrote; see {@code formats/README.md}. */
final class FormerProject {
    /** The files of the first set of formats. */
    static final Path FIRST = resource("/formats/version-0.1");

    private FormerProject() {}

    /** Copies the project of the first formats, with its runs, to a new folder. */
    static Path copyTo(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(FIRST.resolve("project"))) {
            for (Path file : files.toList()) {
                Path copy = project.resolve(
                        FIRST.resolve("project").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (file.endsWith("samples.csv")) {
                    Files.writeString(copy, Files.readString(file).replace("@PROJECT@", project.toString()));
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return project;
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(FormerProject.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
