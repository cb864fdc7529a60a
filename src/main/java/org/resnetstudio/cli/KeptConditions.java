package org.resnetstudio.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.engine.Processor;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;

/** What a run was started under, also where a former version did not keep it in its record. */
final class KeptConditions {
    private KeptConditions() {}

    /** What a run was trained on. Former versions kept the device's name among the events alone. */
    static DeviceChoice device(RunFolder run) throws IOException {
        String kept = run.record().device();
        if (!kept.isEmpty()) {
            return kept.equals(DeviceChoice.CPU.shortName()) ? DeviceChoice.CPU : DeviceChoice.CUDA;
        }
        String processor = Processor.device(Long.MAX_VALUE).name();
        boolean onProcessor = run.eventLog().read().stream()
                .anyMatch(event -> event instanceof TrainingEvent.Started started
                        && started.device().equals(processor));
        return onProcessor ? DeviceChoice.CPU : DeviceChoice.AUTO;
    }

    /** The pictures that are excluded in the project of a run. */
    static Set<Path> leftOut(RunFolder run) throws TrainingException {
        Path source = Path.of(run.record().data().source());
        if (!Project.isProject(source)) {
            return Set.of();
        }
        try {
            return Project.readDataset(source).samples().stream()
                    .filter(Sample::excluded)
                    .map(sample -> sample.file().toAbsolutePath().normalize())
                    .collect(Collectors.toSet());
        } catch (ProjectException e) {
            throw new TrainingException(Sentence.of("problem.cli.not-compared", e.sentence()), e);
        }
    }
}
