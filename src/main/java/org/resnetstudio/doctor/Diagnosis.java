package org.resnetstudio.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnetstudio.engine.CudaBuild;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.training.EngineChoice;

/**
 * Concludes from what was found what training would use, why, and what could be better. Asks nobody: the same findings give the same
 * sentences.
 *
 * @param graphics what there is to see of graphics cards
 * @param deeplearning4jCuda whether this build has Deeplearning4j's CUDA libraries
 * @param libtorch flavour of this build's libtorch ({@code cpu}, {@code cu124}); empty if it has none
 * @param dl4j what Deeplearning4j found
 * @param pytorch what PyTorch found
 */
public record Diagnosis(
        Graphics graphics,
        boolean deeplearning4jCuda,
        Optional<String> libtorch,
        EngineProbe dl4j,
        EngineProbe pytorch) {
    private static final String DRIVERS = "https://www.nvidia.com/drivers";
    private static final String BUILD = "build with STUDIO_MAVEN_ARGS=";

    /** The device that training would use; empty if neither engine works. */
    public Optional<Device> device() {
        return Stream.of(pytorch, dl4j)
                .flatMap(probe -> probe.found().stream())
                .map(EngineProbe.Found::device)
                .min((a, b) -> b.kind().compareTo(a.kind()));
    }

    /** One sentence: what training uses, and why. */
    public String reason() {
        List<EngineProbe> onCard =
                Stream.of(pytorch, dl4j).filter(EngineProbe::usesCard).toList();
        if (!onCard.isEmpty()) {
            String engines = onCard.stream().map(p -> p.engine().title()).collect(Collectors.joining(" and "));
            return "Training uses the graphics card "
                    + device().map(Device::name).orElse("") + " with " + engines + ".";
        }
        if (device().isEmpty()) {
            return "Nothing can be trained here, because neither engine works.";
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
        List<String> advice = new ArrayList<>();
        if (pytorch.found().isEmpty() && libtorch.isPresent()) {
            advice.add((dl4j.found().isPresent() ? "Deeplearning4j is used, because PyTorch does not work here. " : "")
                    + pytorch.failure());
        }
        if (dl4j.found().isEmpty()) {
            advice.add(dl4j.failure());
        }
        if (card().isEmpty()) {
            unreachable().ifPresent(advice::add);
            return advice;
        }
        GraphicsCard card = card().get();
        if (!hasCuda()) {
            advice.add(otherBuild(card));
            return advice;
        }
        if (!pytorch.usesCard()) {
            libtorchOnCard(card).ifPresent(advice::add);
        }
        if (deeplearning4jCuda && !dl4j.usesCard()) {
            deeplearning4jOnCard(card).ifPresent(advice::add);
        }
        return advice;
    }

    private boolean hasCuda() {
        return deeplearning4jCuda || libtorch.orElse("").startsWith("cu");
    }

    private Optional<GraphicsCard> card() {
        return graphics.answer().cards().stream().findFirst();
    }

    private Optional<String> unreachable() {
        if (!graphics.answer().problem().isEmpty()) {
            return Optional.of(
                    "NVIDIA's driver does not answer (" + graphics.answer().problem()
                            + "): restart the machine, or install the driver again from " + DRIVERS + ".");
        }
        if (graphics.driverLoaded() && !graphics.answer().installed()) {
            return Optional.of(
                    "NVIDIA's driver is loaded but cannot be used from here: install its tools (nvidia-smi), and"
                            + " start a container with --gpus all.");
        }
        if (graphics.cardInSlot() && !graphics.driverLoaded()) {
            return Optional.of(
                    "There is an NVIDIA graphics card, but its driver is not loaded: install it from " + DRIVERS + ".");
        }
        return Optional.empty();
    }

    /** Which build would use a card, for one that uses none. */
    private String otherBuild(GraphicsCard card) {
        String found = "There is an " + described(card) + ", but this build trains on the processor only: ";
        Optional<CudaBuild.Obstacle> obstacle = CudaBuild.CUDA_12_4.obstacle(card, graphics.windows());
        if (obstacle.isEmpty()) {
            return found + BUILD + "-Pcuda-pytorch to train on the card.";
        }
        if (fitsDeeplearning4j(card)) {
            return found + BUILD + "-Pcuda to train on the card.";
        }
        return found
                + switch (obstacle.get()) {
                    case DRIVER_TOO_OLD ->
                        "update its driver to " + oldestDriver(CudaBuild.CUDA_12_4) + " or newer (" + DRIVERS + ") and "
                                + BUILD + "-Pcuda-pytorch to train on the card.";
                    case CARD_TOO_NEW ->
                        "the card is newer than the CUDA libraries that a build can bring, so give it a libtorch with CUDA"
                                + " 12.8 by PYTORCH_LIBRARY_PATH, as the README describes.";
                    case CARD_TOO_OLD -> "the card is too old for the CUDA libraries, so stay with the processor.";
                };
    }

    private Optional<String> libtorchOnCard(GraphicsCard card) {
        if (!libtorch.orElse("").startsWith("cu") || pytorch.found().isEmpty()) {
            return Optional.empty();
        }
        // of a libtorch that the user brought nothing is known
        Optional<CudaBuild.Obstacle> obstacle = libtorch.get().equals("cu124")
                ? CudaBuild.CUDA_12_4.obstacle(card, graphics.windows())
                : Optional.empty();
        if (obstacle.isEmpty()) {
            String words = pytorch.found().get().cardProblem();
            return Optional.of("PyTorch cannot use the " + described(card) + (words.isEmpty() ? "" : " (" + words + ")")
                    + ": close other programs that use it, restart the machine, or update its driver from " + DRIVERS
                    + ".");
        }
        return Optional.of(
                switch (obstacle.get()) {
                    case DRIVER_TOO_OLD -> driverTooOld(card, CudaBuild.CUDA_12_4);
                    case CARD_TOO_NEW ->
                        "The " + described(card)
                                + " is too new for this libtorch's CUDA 12.4: give it a libtorch with CUDA"
                                + " 12.8 by PYTORCH_LIBRARY_PATH, as the README describes.";
                    case CARD_TOO_OLD ->
                        "The " + described(card) + " is too old for this libtorch's CUDA 12.4: "
                                + (fitsDeeplearning4j(card)
                                        ? BUILD + "-Pcuda to train on it with Deeplearning4j."
                                        : "stay with the processor.");
                });
    }

    private Optional<String> deeplearning4jOnCard(GraphicsCard card) {
        Optional<CudaBuild.Obstacle> obstacle = CudaBuild.CUDA_11_6.obstacle(card, graphics.windows());
        if (obstacle.isEmpty()) {
            return dl4j.found().isEmpty()
                    ? Optional.empty()
                    : Optional.of("Deeplearning4j cannot use the " + described(card)
                            + ": close other programs that use it, restart the machine, or update its driver from "
                            + DRIVERS + ".");
        }
        return Optional.of(
                switch (obstacle.get()) {
                    case DRIVER_TOO_OLD -> driverTooOld(card, CudaBuild.CUDA_11_6);
                    case CARD_TOO_NEW ->
                        "The " + described(card) + " is too new for Deeplearning4j's CUDA 11.6, which ends with compute"
                                + " capability 8.9: " + insteadOfDeeplearning4j(card);
                    case CARD_TOO_OLD ->
                        "The " + described(card)
                                + " is too old for Deeplearning4j's CUDA 11.6, which begins with compute"
                                + " capability 3.7: stay with the processor.";
                });
    }

    private String insteadOfDeeplearning4j(GraphicsCard card) {
        if (pytorch.usesCard()) {
            return "train with --engine pytorch.";
        }
        boolean alsoTooNew = CudaBuild.CUDA_12_4
                .obstacle(card, graphics.windows())
                .filter(CudaBuild.Obstacle.CARD_TOO_NEW::equals)
                .isPresent();
        return alsoTooNew
                ? "give PyTorch a libtorch with CUDA 12.8 by PYTORCH_LIBRARY_PATH, as the README describes."
                : BUILD + "-Pcuda-pytorch.";
    }

    private boolean fitsDeeplearning4j(GraphicsCard card) {
        return CudaBuild.CUDA_11_6.obstacle(card, graphics.windows()).isEmpty();
    }

    private String driverTooOld(GraphicsCard card, CudaBuild build) {
        return "The driver " + card.driver() + " of the " + card.name() + " is too old for CUDA " + build.version()
                + ": update it to " + oldestDriver(build) + " or newer from " + DRIVERS + ".";
    }

    private String oldestDriver(CudaBuild build) {
        return build.oldestDriver(graphics.windows());
    }

    private static String described(GraphicsCard card) {
        return card.name()
                + card.capability().map(c -> " (compute capability " + c + ")").orElse("");
    }

    /** The probe of an engine. */
    public EngineProbe probe(EngineChoice engine) {
        return engine == EngineChoice.PYTORCH ? pytorch : dl4j;
    }
}
