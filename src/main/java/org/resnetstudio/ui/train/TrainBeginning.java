package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.ui.shell.Messages;

/**
 * What the next run begins with: random weights, or weights that were trained before and of which a part may stay as it is. Chosen anew
 * for each start of the studio. Used on the FX thread.
 */
public final class TrainBeginning {
    private final ObjectProperty<Optional<Path>> source = new SimpleObjectProperty<>(this, "source", Optional.empty());
    private final ObjectProperty<String> frozen = new SimpleObjectProperty<>(this, "frozen", "none");
    private final NumberField frozenEpochs;
    private final NumberField unfrozenRate;
    private final NumberField cachedVariants;

    TrainBeginning(Messages messages) {
        frozenEpochs = new NumberField(
                new NumberField.Rule("frozen-epochs", 0, TrainingConfig.MOST_EPOCHS, true, "0"), messages);
        unfrozenRate = new NumberField(new NumberField.Rule("unfrozen-rate", 0.0001, 1, false, "0.1"), messages);
        cachedVariants = new NumberField(
                new NumberField.Rule("cached-variants", 0, Transfer.MOST_CACHED_VARIANTS, true, "0"), messages);
    }

    /** A run, a bundle or a file of weights; empty for random weights. */
    public ObjectProperty<Optional<Path>> sourceProperty() {
        return source;
    }

    /** The last part of the network that stays as it is: {@code none}, {@code stem}, {@code stage1} and so on, {@code backbone}. */
    public ObjectProperty<String> frozenProperty() {
        return frozen;
    }

    /** Epochs after which everything learns; 0 for never. */
    public NumberField frozenEpochs() {
        return frozenEpochs;
    }

    /** Factor on the learning rate from then on. */
    public NumberField unfrozenRate() {
        return unfrozenRate;
    }

    /** How many augmented variants of each picture are shown in turn while a part stays as it is; 0 for new ones in every epoch. */
    public NumberField cachedVariants() {
        return cachedVariants;
    }

    /** Back to random weights: those of another project do not fit. */
    void reset() {
        source.set(Optional.empty());
        frozen.set("none");
        fields().forEach(NumberField::reset);
    }

    /** Everything that is typed. */
    List<NumberField> fields() {
        return List.of(frozenEpochs, unfrozenRate, cachedVariants);
    }

    /**
     * How the run builds on other weights; the fields must be right.
     *
     * @param stages of its network
     * @throws InvalidValueException if the network does not have the part that is frozen
     */
    Transfer transfer(int stages) {
        if (source.get().isEmpty()) {
            return Transfer.NONE;
        }
        int parts = Transfer.frozen(frozen.get(), stages);
        int epochs = parts == 0 ? 0 : (int) frozenEpochs.value().orElseThrow();
        return new Transfer(
                source.get().get().toString(),
                parts,
                epochs,
                epochs == 0 ? 1 : unfrozenRate.value().orElseThrow(),
                parts == 0 ? 0 : (int) cachedVariants.value().orElseThrow());
    }
}
