package org.resnetstudio.doctor;

import java.util.List;
import java.util.Optional;
import org.resnetstudio.engine.CudaBuild;
import org.resnetstudio.engine.CudaSupport;
import org.resnetstudio.engine.GraphicsCard;

/**
 * What could be better about a graphics card that can be seen.
 *
 * @param card the first one
 * @param windows whether this is Windows, whose drivers have other numbers
 * @param engines all, the one that is best on graphics cards first
 */
record CardAdvice(GraphicsCard card, boolean windows, List<ExaminedEngine> engines) {
    static final String DRIVERS = "https://www.nvidia.com/drivers";

    private static final String BUILD = "build with STUDIO_MAVEN_ARGS=";
    private static final String STAY = "stay with the processor.";

    /** Which build would use the card, for one that uses none; empty if no engine can use any. */
    Optional<String> otherBuild() {
        List<CudaSupport> offers =
                engines.stream().flatMap(engine -> engine.cuda().stream()).toList();
        if (offers.isEmpty()) {
            return Optional.empty();
        }
        String found = "There is an " + described() + ", but this build trains on the processor only: ";
        return Optional.of(found
                + offers.stream()
                        .filter(offer -> offer.obstacle(card, windows).isEmpty())
                        .findFirst()
                        .map(offer -> BUILD + offer.words().buildArgument() + " to train on the card.")
                        .orElseGet(() -> withoutABuild(offers)));
    }

    /** No build can use the card as it is: what the best one would need. */
    private String withoutABuild(List<CudaSupport> offers) {
        CudaSupport best = offers.get(0);
        return switch (best.obstacle(card, windows).orElseThrow()) {
            case DRIVER_TOO_OLD ->
                "update its driver to " + best.offered().oldestDriver(windows) + " or newer (" + DRIVERS + ") and "
                        + BUILD + best.words().buildArgument() + " to train on the card.";
            case CARD_TOO_NEW ->
                best.words().forNewerCards().isEmpty()
                        ? "the card is newer than the CUDA libraries that a build can bring, so " + STAY
                        : "the card is newer than the CUDA libraries that a build can bring, so give it "
                                + best.words().forNewerCards();
            case CARD_TOO_OLD -> "the card is too old for the CUDA libraries, so " + STAY;
        };
    }

    /** Why an engine with CUDA libraries does not use the card; empty if it does, or does not work at all. */
    Optional<String> unused(ExaminedEngine engine) {
        if (!engine.hasCuda() || !engine.works() || engine.probe().usesCard()) {
            return Optional.empty();
        }
        CudaSupport cuda = engine.cuda().orElseThrow();
        Optional<CudaBuild.Obstacle> obstacle = cuda.installedObstacle(card, windows);
        return Optional.of(obstacle.isPresent() ? explain(obstacle.get(), engine, cuda) : failing(engine));
    }

    private String failing(ExaminedEngine engine) {
        String words = engine.probe().found().orElseThrow().cardProblem();
        return engine.title() + " cannot use the " + described() + (words.isEmpty() ? "" : " (" + words + ")")
                + ": close other programs that use it, restart the machine, or update its driver from " + DRIVERS + ".";
    }

    private String explain(CudaBuild.Obstacle obstacle, ExaminedEngine engine, CudaSupport cuda) {
        CudaSupport.Words words = cuda.words();
        return switch (obstacle) {
            case DRIVER_TOO_OLD ->
                "The driver " + card.driver() + " of the " + card.name() + " is too old for CUDA "
                        + cuda.offered().version() + ": update it to "
                        + cuda.offered().oldestDriver(windows)
                        + " or newer from " + DRIVERS + ".";
            case CARD_TOO_NEW ->
                "The " + described() + " is too new for " + words.libraries() + words.newest() + ": "
                        + (words.forNewerCards().isEmpty() ? insteadOf(engine) : "give it " + words.forNewerCards());
            case CARD_TOO_OLD ->
                "The " + described() + " is too old for " + words.libraries() + words.oldest() + ": "
                        + olderCards(engine);
        };
    }

    /** What uses a card that is too new for an engine. */
    private String insteadOf(ExaminedEngine tooOld) {
        for (ExaminedEngine other : engines) {
            if (other.probe().usesCard()) {
                return "train with --engine " + other.probe().engine().shortName() + ".";
            }
            if (other.equals(tooOld) || other.cuda().isEmpty()) {
                continue;
            }
            CudaSupport cuda = other.cuda().get();
            boolean alsoTooNew = cuda.obstacle(card, windows)
                    .filter(CudaBuild.Obstacle.CARD_TOO_NEW::equals)
                    .isPresent();
            if (!alsoTooNew) {
                return BUILD + cuda.words().buildArgument() + ".";
            }
            if (!cuda.words().forNewerCards().isEmpty()) {
                return "give " + other.title() + " " + cuda.words().forNewerCards();
            }
        }
        return STAY;
    }

    /** What uses a card that is too old for an engine. */
    private String olderCards(ExaminedEngine tooNew) {
        for (ExaminedEngine other : engines) {
            Optional<CudaSupport> fits =
                    other.cuda().filter(cuda -> cuda.obstacle(card, windows).isEmpty());
            if (!other.equals(tooNew) && fits.isPresent()) {
                return BUILD + fits.get().words().buildArgument() + " to train on it with " + other.title() + ".";
            }
        }
        return STAY;
    }

    private String described() {
        return card.name()
                + card.capability().map(c -> " (compute capability " + c + ")").orElse("");
    }
}
