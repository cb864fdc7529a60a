package org.resnetstudio.cli;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.dl4j.Dl4jProbe;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.training.Machine;
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws EngineException, IOException {
        Dl4jProbe probe = Dl4jProbe.probe(Device.Kind.CUDA);
        String onnxRuntime = OrtEnvironment.getEnvironment().getVersion();
        String torch = pytorch();
        List<String> advice = advice(probe, System.getenv());
        RateReport rates = RateReport.of(Engines.rates());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode report = toJson(probe, torch, onnxRuntime, advice);
            report.set("rates", rates.json());
            out.println(report);
        } else {
            TextTable table = new TextTable(2, "What", "Found");
            table.row("System", System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
            table.row("Java", System.getProperty("java.version") + ", " + System.getProperty("java.home"));
            table.row("Processor cores", Integer.toString(Machine.physicalCores()));
            table.row("Memory", gibibytes(Machine.memoryBytes()));
            table.row("Training engine dl4j", "Deeplearning4j " + probe.version() + ", backend " + probe.backend());
            table.row("Training engine pytorch", torch);
            table.row(
                    "Training device",
                    probe.device().name() + ", " + gibibytes(probe.device().memoryBytes()));
            table.row("Matrix library", probe.blasVendor() + ", " + probe.ompThreads() + " threads");
            table.row("oneDNN convolutions", probe.oneDnnHelpers() ? "on" : "off");
            rates.addTo(table);
            table.row("Classification", "ONNX Runtime " + onnxRuntime + " on the processor");
            out.print(table);
            out.println();
            out.println(reason(probe));
            advice.forEach(out::println);
        }
        return 0;
    }

    /** The second engine's version, or why it cannot be used. */
    private static String pytorch() {
        if (!PyTorchEngine.isInstalled()) {
            return "not there: libtorch does not exist for this system";
        }
        try {
            return PyTorchEngine.create().description() + ", on the processor";
        } catch (EngineException e) {
            return e.getMessage();
        }
    }

    private static String reason(Dl4jProbe probe) {
        return probe.device().kind() == Device.Kind.CUDA
                ? "Training uses the graphics card, because this build was made for CUDA and found one."
                : "Training uses the processor, because this build has no CUDA back end or found no graphics card for it.";
    }

    /** What could be better, one sentence each. */
    static List<String> advice(Dl4jProbe probe, Map<String, String> environment) {
        List<String> advice = new ArrayList<>();
        if (probe.device().kind() == Device.Kind.CPU && !probe.oneDnnHelpers()) {
            advice.add("Training is about ten times slower than it could be, because this system has no oneDNN build of"
                    + " ND4J: train on a 64-bit Intel or AMD processor, or on a graphics card.");
        }
        if (probe.device().kind() == Device.Kind.CPU
                && probe.ompThreads() > Machine.physicalCores()
                && environment.containsKey("OMP_NUM_THREADS")) {
            advice.add("OMP_NUM_THREADS is " + environment.get("OMP_NUM_THREADS") + ", more than the "
                    + Machine.physicalCores() + " processor cores: unset it to train faster.");
        }
        return advice;
    }

    private static ObjectNode toJson(Dl4jProbe probe, String torch, String onnxRuntime, List<String> advice) {
        ObjectNode json = Json.object();
        json.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.put("java", System.getProperty("java.version"));
        json.put("physicalCores", Machine.physicalCores());
        json.put("memoryBytes", Machine.memoryBytes());
        json.put("engine", "dl4j");
        json.put("engineVersion", probe.version());
        json.put("pytorch", torch);
        json.put("backend", probe.backend());
        ArrayNode devices = json.putArray("devices");
        devices.addObject()
                .put("kind", probe.device().kind().name().toLowerCase(Locale.ROOT))
                .put("name", probe.device().name())
                .put("memoryBytes", probe.device().memoryBytes())
                .put("used", true);
        json.put("reason", reason(probe));
        json.put("blas", probe.blasVendor());
        json.put("threads", probe.ompThreads());
        json.put("oneDnn", probe.oneDnnHelpers());
        json.put("onnxRuntime", onnxRuntime);
        ArrayNode sentences = json.putArray("advice");
        advice.forEach(sentences::add);
        return json;
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
