package org.resnetstudio.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.GraphicsCard;

/**
 * Concludes from what was found what training would use, why, and what could be better. Asks nobody: the same findings give the same
 * sentences.
 *
 * @param graphics what there is to see of graphics cards
 * @param engines all of this program, the home engine first
 */
public record Diagnosis(Graphics graphics, List<ExaminedEngine> engines) {
    private static final int BOTH = 2;

    public Diagnosis {
        engines = List.copyOf(engines);
    }

    /** The engines, the one that is taken first where several can be used. */
    private List<ExaminedEngine> preferred() {
        List<ExaminedEngine> preferred = new ArrayList<>(engines);
        Collections.reverse(preferred);
        return preferred;
    }

    /** The device that training would use; empty if no engine works. */
    public Optional<Device> device() {
        return preferred().stream()
                .flatMap(engine -> engine.probe().found().stream())
                .map(found -> found.device())
                .min((a, b) -> b.kind().compareTo(a.kind()));
    }

    /** One sentence: what training uses, and why. */
    public String reason() {
        List<ExaminedEngine> onCard =
                preferred().stream().filter(engine -> engine.probe().usesCard()).toList();
        if (!onCard.isEmpty()) {
            String titles = onCard.stream().map(ExaminedEngine::title).collect(Collectors.joining(" and "));
            return "Training uses the graphics card "
                    + device().map(Device::name).orElse("") + " with " + titles + ".";
        }
        if (device().isEmpty()) {
            return "Nothing can be trained here, because " + (engines.size() == BOTH ? "neither" : "no")
                    + " engine works.";
        }
        return "Training uses the processor, because " + whyNoCard() + ".";
    }

    private String whyNoCard() {
        if (card().isEmpty()) {
            return graphics.driverLoaded()
                            || graphics.cardInSlot()
                            || !graphics.answer().problem().isEmpty()
                    ? "the NVIDIA graphics card cannot be reached"
                    : "no NVIDIA graphics card was found";
        }
        return hasCuda()
                ? "this build's CUDA libraries cannot use the " + card().get().name()
                : "this build has no CUDA libraries for the " + card().get().name();
    }

    /** What could be better about engines and graphics cards, one sentence each. */
    public List<String> advice() {
        List<ExaminedEngine> preferred = preferred();
        List<String> advice = new ArrayList<>();
        for (int i = 0; i < preferred.size(); i++) {
            ExaminedEngine engine = preferred.get(i);
            if (engine.installed() && !engine.works()) {
                advice.add(replaced(engine, preferred.subList(i, preferred.size()))
                        + engine.probe().failure());
            }
        }
        if (card().isEmpty()) {
            unreachable().ifPresent(advice::add);
            return advice;
        }
        CardAdvice onCard = new CardAdvice(card().get(), graphics.windows(), preferred);
        if (hasCuda()) {
            preferred.forEach(engine -> onCard.unused(engine).ifPresent(advice::add));
        } else {
            onCard.otherBuild().ifPresent(advice::add);
        }
        return advice;
    }

    /** Says which engine is used in the place of one that does not work; empty if that one would not be taken first anyway. */
    private static String replaced(ExaminedEngine engine, List<ExaminedEngine> lessPreferred) {
        return lessPreferred.stream()
                .filter(ExaminedEngine::works)
                .findFirst()
                .map(other -> other.title() + " is used, because " + engine.title() + " does not work here. ")
                .orElse("");
    }

    private boolean hasCuda() {
        return engines.stream().anyMatch(ExaminedEngine::hasCuda);
    }

    private Optional<GraphicsCard> card() {
        return graphics.answer().cards().stream().findFirst();
    }

    private Optional<String> unreachable() {
        if (!graphics.answer().problem().isEmpty()) {
            return Optional.of(
                    "NVIDIA's driver does not answer (" + graphics.answer().problem()
                            + "): restart the machine, or install the driver again from " + CardAdvice.DRIVERS + ".");
        }
        if (graphics.driverLoaded() && !graphics.answer().installed()) {
            return Optional.of(
                    "NVIDIA's driver is loaded but cannot be used from here: install its tools (nvidia-smi), and"
                            + " start a container with --gpus all.");
        }
        if (graphics.cardInSlot() && !graphics.driverLoaded()) {
            return Optional.of("There is an NVIDIA graphics card, but its driver is not loaded: install it from "
                    + CardAdvice.DRIVERS + ".");
        }
        return Optional.empty();
    }
}
