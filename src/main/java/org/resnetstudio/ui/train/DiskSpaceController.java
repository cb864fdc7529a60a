package org.resnetstudio.ui.train;

import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Overlay;

/** Binds {@code disk-space.fxml}: what takes room on the disk. */
public final class DiskSpaceController {
    private final DiskSpaceModel model;
    private final Messages messages;
    private final Overlay overlay;

    @FXML
    private ListView<DiskSpaceModel.Item> items;

    @FXML
    private Label total;

    /** For the loader of FXML. */
    public DiskSpaceController(DiskSpaceModel model, Messages messages, Overlay overlay) {
        this.model = model;
        this.messages = messages;
        this.overlay = overlay;
    }

    @FXML
    private void initialize() {
        items.setCellFactory(list -> new DiskSpaceCell(model, messages));
        model.itemsProperty().subscribe(this::show);
        model.askedProperty().subscribe((Optional<DiskSpaceModel.Item> asked) -> items.refresh());
        model.refresh();
    }

    private void show(List<DiskSpaceModel.Item> all) {
        items.getItems().setAll(all);
        long bytes = all.stream().mapToLong(DiskSpaceModel.Item::bytes).sum();
        total.setText(messages.text("disk.total", messages.quantities().bytes(bytes)));
    }

    @FXML
    private void close() {
        overlay.close();
    }
}
