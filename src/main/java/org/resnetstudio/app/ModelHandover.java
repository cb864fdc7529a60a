package org.resnetstudio.app;

import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.ui.evaluate.EvaluateModel;
import org.resnetstudio.ui.evaluate.EvaluationSet;
import org.resnetstudio.ui.evaluate.MatrixCell;
import org.resnetstudio.ui.shell.Navigator;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.train.RunHandover;

/** Brings a run of the Train screen to the Evaluate screen and to those who classify. */
final class ModelHandover implements RunHandover {
    private record Wish(Path run, MatrixCell cell) {}

    private final Navigator navigator;
    private final EvaluateModel evaluate;
    private Optional<Wish> wish = Optional.empty();

    ModelHandover(Navigator navigator, EvaluateModel evaluate) {
        this.navigator = navigator;
        this.evaluate = evaluate;
        evaluate.resultProperty().addListener(o -> fulfil());
    }

    @Override
    public void trained(Path run) {
        evaluate.library().refresh();
    }

    @Override
    public void deleted() {
        evaluate.library().refresh();
    }

    @Override
    public void use(Path run) {
        wish = Optional.empty();
        evaluate.library().select(run);
    }

    @Override
    public void openCell(Path run, int actual, int predicted) {
        use(run);
        evaluate.setProperty().set(EvaluationSet.VALIDATION);
        wish = Optional.of(new Wish(run, new MatrixCell(actual, predicted)));
        navigator.show(ScreenId.EVALUATE);
        fulfil();
    }

    /** The pictures of a cell are known only after the evaluation, which may take a while. */
    private void fulfil() {
        if (wish.isEmpty() || evaluate.resultProperty().get() == null) {
            return;
        }
        Wish now = wish.get();
        wish = Optional.empty();
        if (Optional.ofNullable(evaluate.library().selectedProperty().get())
                .filter(model -> model.location().equals(now.run()))
                .isPresent()) {
            evaluate.cellProperty().set(now.cell());
        }
    }
}
