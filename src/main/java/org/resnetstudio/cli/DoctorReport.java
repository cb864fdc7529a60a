package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.doctor.Diagnosis;
import org.resnetstudio.doctor.EngineProbe;
import org.resnetstudio.doctor.ExaminedEngine;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.EngineReport;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.engine.Processor;
import org.resnetstudio.training.Hardware;

/** What {@code studio doctor} prints, as a table or as JSON. */
final class DoctorReport {
    private final Diagnosis diagnosis;
    private final RateReport rates;
    private final String onnxRuntime;
    private final Map<String, String> environment;
    private final int cores = Hardware.physicalCores();

    DoctorReport(Diagnosis diagnosis, RateReport rates, String onnxRuntime, Map<String, String> environment) {
        this.diagnosis = diagnosis;
        this.rates = rates;
        this.onnxRuntime = onnxRuntime;
        this.environment = environment;
    }

    TextTable table() {
        TextTable table = new TextTable(2, "What", "Found");
        table.row("System", System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        table.row("Java", System.getProperty("java.version") + ", " + System.getProperty("java.home"));
        table.row("Processor cores", Integer.toString(cores));
        table.row("Memory", gibibytes(Hardware.memoryBytes()));
        for (GraphicsCard card : diagnosis.graphics().answer().cards()) {
            table.row("Graphics card", describe(card));
        }
        for (EngineProbe probe : probes()) {
            table.row("Training engine " + probe.engine().shortName(), describe(probe));
        }
        diagnosis
                .device()
                .ifPresent(
                        device -> table.row("Training device", device.name() + ", " + gibibytes(device.memoryBytes())));
        for (EngineReport found : found()) {
            found.loops().ifPresent(loops -> {
                table.row("Matrix library", loops.matrixLibrary() + ", " + loops.threads() + " threads");
                table.row("oneDNN convolutions", loops.oneDnn() ? "on" : "off");
            });
        }
        rates.addTo(table);
        return table.row("Classification", "ONNX Runtime " + onnxRuntime + " on the processor");
    }

    /** What is used and why, then what could be better; a sentence each. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>(List.of(diagnosis.reason()));
        sentences.addAll(advice());
        return sentences;
    }

    private List<String> advice() {
        List<String> advice = new ArrayList<>(diagnosis.advice());
        advice.addAll(rates.notes());
        found().forEach(found -> advice.addAll(found.advice()));
        boolean crowded = found().stream()
                .filter(found -> found.device().kind() == Device.Kind.CPU)
                .flatMap(found -> found.loops().stream())
                .anyMatch(loops -> loops.threads() > cores);
        if (crowded && environment.containsKey("OMP_NUM_THREADS")) {
            advice.add("OMP_NUM_THREADS is " + environment.get("OMP_NUM_THREADS") + ", more than the " + cores
                    + " processor cores: unset it to train faster.");
        }
        return advice;
    }

    /** The home engine's first. */
    private List<EngineProbe> probes() {
        return diagnosis.engines().stream().map(ExaminedEngine::probe).toList();
    }

    private List<EngineReport> found() {
        return probes().stream().flatMap(probe -> probe.found().stream()).toList();
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.put("java", System.getProperty("java.version"));
        json.put("physicalCores", cores);
        json.put("memoryBytes", Hardware.memoryBytes());
        EngineProbe homeProbe = probes().get(0);
        Optional<EngineReport> home = homeProbe.found();
        json.put("engine", homeProbe.engine().shortName());
        json.put(
                "engineVersion",
                home.map(found -> found.description().replaceFirst("^\\S+ ", ""))
                        .orElse(null));
        probes().stream().skip(1).forEach(guest -> json.put(guest.engine().shortName(), describe(guest)));
        json.put("backend", home.map(found -> found.device().kind().name()).orElse(null));
        json.set("devices", devices());
        json.set("graphicsCards", graphicsCards());
        json.set("engines", engines());
        json.put("reason", diagnosis.reason());
        Optional<EngineReport.Loops> loops = home.flatMap(EngineReport::loops);
        json.put("blas", loops.map(EngineReport.Loops::matrixLibrary).orElse(null));
        json.put("threads", loops.map(EngineReport.Loops::threads).orElse(null));
        json.put("oneDnn", loops.map(EngineReport.Loops::oneDnn).orElse(null));
        json.put("onnxRuntime", onnxRuntime);
        json.set("rates", rates.json());
        ArrayNode sentences = json.putArray("advice");
        advice().forEach(sentences::add);
        return json;
    }

    /** The one that is used first. */
    private ArrayNode devices() {
        ArrayNode devices = Json.array();
        diagnosis.device().ifPresent(device -> add(devices, device, true));
        if (diagnosis
                .device()
                .filter(device -> device.kind() == Device.Kind.CUDA)
                .isPresent()) {
            add(devices, Processor.device(0), false);
        } else {
            diagnosis.graphics().answer().cards().forEach(card -> add(devices, card.device(), false));
        }
        return devices;
    }

    private static void add(ArrayNode devices, Device device, boolean used) {
        devices.addObject()
                .put("kind", device.kind().name().toLowerCase(Locale.ROOT))
                .put("name", device.name())
                .put("memoryBytes", device.memoryBytes())
                .put("used", used);
    }

    private ArrayNode graphicsCards() {
        ArrayNode cards = Json.array();
        for (GraphicsCard card : diagnosis.graphics().answer().cards()) {
            cards.addObject()
                    .put("name", card.name())
                    .put("memoryBytes", card.memoryBytes())
                    .put(
                            "computeCapability",
                            card.capability().map(Object::toString).orElse(null))
                    .put("driver", card.driver());
        }
        return cards;
    }

    private ArrayNode engines() {
        ArrayNode engines = Json.array();
        for (EngineProbe probe : probes()) {
            ObjectNode json = engines.addObject().put("engine", probe.engine().shortName());
            json.put("works", probe.found().isPresent());
            probe.found().ifPresent(found -> json.put("library", found.description())
                    .put("device", found.device().kind().name().toLowerCase(Locale.ROOT)));
            if (probe.found().isEmpty()) {
                json.put("failure", probe.failure());
            }
        }
        return engines;
    }

    private static String describe(EngineProbe probe) {
        return probe.found()
                .map(found -> found.description()
                        + (found.device().kind() == Device.Kind.CUDA ? ", on the graphics card" : ", on the processor"))
                .orElse(probe.failure());
    }

    private static String describe(GraphicsCard card) {
        return card.name() + ", " + gibibytes(card.memoryBytes())
                + card.capability().map(c -> ", compute capability " + c).orElse("") + ", driver " + card.driver();
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
