package org.resnetstudio.cli;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.resnetstudio.doctor.Diagnosis;
import org.resnetstudio.doctor.EngineProbe;
import org.resnetstudio.doctor.Examination;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what this machine has, what would be used and why. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        description = "Says what this machine has, what training would use and why, and what could be better.")
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--prove",
            description =
                    "Compare the engines on every kind of block, which takes some minutes, and say which ones compute"
                            + " right here, and how.")
    private boolean prove;

    @Option(names = "--probe", hidden = true, description = "Ask this engine only, in this process.")
    private EngineChoice probe;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws EngineException, IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (probe != null) {
            out.println(EngineProbe.toJson(probe.provider().probe()));
            return 0;
        }
        if (prove) {
            ProofReport report = ProofReport.prove(
                    EngineLoader.rates(DeviceChoice.CPU), spec.commandLine().getErr());
            if (json) {
                out.println(report.json());
            } else {
                out.print(report.table());
            }
            if (!report.allTrainable()) {
                throw new EngineException(
                        Sentence.inWords(
                                "Neither engine computes every kind of network right on this computer: see the list, and train on"
                                        + " another one."),
                        null);
            }
            return 0;
        }
        Diagnosis diagnosis = Examination.ofThisMachine();
        String onnxRuntime = OrtEnvironment.getEnvironment().getVersion();
        DoctorReport report = new DoctorReport(
                diagnosis, RateReport.of(EngineLoader.rates(DeviceChoice.AUTO)), onnxRuntime, System.getenv());
        if (json) {
            out.println(report.json());
        } else {
            out.print(report.table());
            out.println();
            report.sentences().forEach(out::println);
        }
        return 0;
    }
}
