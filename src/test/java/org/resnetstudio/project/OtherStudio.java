package org.resnetstudio.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.resnetstudio.dataset.Sample;

/** A second process, for tests: {@code label FOLDER}, {@code open FOLDER} or {@code read FOLDER}. */
final class OtherStudio {
    private OtherStudio() {}

    static Process start(String what, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherStudio.class.getName(),
                        what,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static String run(String what, Path folder) throws Exception {
        Process process = start(what, folder);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("The other process did not end.");
        }
        return output.strip();
    }

    /** Runs one of the modes. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        try {
            switch (arguments[0]) {
                case "label" -> labelForever(folder);
                case "open" -> {
                    try (Project project = Project.open(folder)) {
                        System.out.println("opened " + project.name());
                    }
                }
                default ->
                    System.out.println(Project.readDataset(folder).samples().size() + " samples");
            }
        } catch (ProjectException e) {
            System.out.println(e.reason() + ": " + e.getMessage());
        }
    }

    /** Prints each label once it is stored, until it is killed. */
    private static void labelForever(Path folder) throws ProjectException {
        try (Project project = Project.open(folder)) {
            List<Sample> samples = project.dataset().samples();
            for (int i = 0; ; i++) {
                long id = samples.get(i % samples.size()).id();
                int label = 1 - project.sample(id).orElseThrow().classIndex().getAsInt();
                project.label(List.of(id), OptionalInt.of(label));
                System.out.println(i + " " + id + " " + label);
            }
        }
    }
}
