package org.resnetstudio.ui.data;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.input.KeyEvent;

/**
 * Keys of a field in which people type what they look for: Down and Up move through the hits while the field keeps the
 * keyboard, Enter takes the one that is selected, or else the first.
 *
 * @param <T> a hit
 */
final class ListKeys<T> implements EventHandler<KeyEvent> {
    private final ListView<T> hits;
    private final Consumer<T> take;

    /** Keys for a list of hits. */
    ListKeys(ListView<T> hits, Consumer<T> take) {
        this.hits = hits;
        this.take = take;
    }

    @Override
    public void handle(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN, KP_DOWN -> move(1);
            case UP, KP_UP -> move(-1);
            case ENTER -> taken().ifPresent(take);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        MultipleSelectionModel<T> selection = hits.getSelectionModel();
        int last = hits.getItems().size() - 1;
        int next = Math.min(last, Math.max(0, selection.getSelectedIndex() + by));
        if (next >= 0) {
            selection.clearAndSelect(next);
            hits.scrollTo(next);
        }
    }

    private Optional<T> taken() {
        return Optional.ofNullable(hits.getSelectionModel().getSelectedItem())
                .or(() -> hits.getItems().stream().findFirst());
    }
}
