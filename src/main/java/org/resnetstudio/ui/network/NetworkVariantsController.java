package org.resnetstudio.ui.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.resnetstudio.network.Variants.Variant;
import org.resnetstudio.ui.shell.Messages;

/** Binds {@code network-variants.fxml}: the list of variants, and words that somebody looks for in it. */
public final class NetworkVariantsController {
    private final NetworkModel model;
    private final Messages messages;
    private boolean filling;

    @FXML
    private TextField search;

    @FXML
    private ListView<Variant> variants;

    @FXML
    private Label notFound;

    /** For the loader of FXML. */
    public NetworkVariantsController(NetworkModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        variants.setCellFactory(list -> new VariantCell(model, messages));
        search.textProperty().subscribe(this::fill);
        variants.scrollTo(model.variantProperty().get());
        variants.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (!filling && now != null) {
                model.variantProperty().set(now);
            }
        });
        model.variantProperty().addListener((o, before, now) -> {
            if (!variants.getItems().contains(now)) {
                fill(search.getText());
            }
            variants.getSelectionModel().select(now);
        });
        // parameters depend on the number of classes, and on nothing that is edited here
        model.classesProperty().subscribe(classes -> variants.refresh());
    }

    /** Without words there is every variant, and the chosen one first where it is none of the usual. */
    private void fill(String typed) {
        VariantSearch result = VariantSearch.of(typed, messages);
        List<Variant> found = new ArrayList<>(result.found());
        Variant chosen = model.variantProperty().get();
        if (typed.isBlank() && !found.contains(chosen)) {
            found.add(0, chosen);
        }
        notFound.setText(result.problem());
        filling = true;
        variants.getItems().setAll(found);
        variants.getSelectionModel().select(found.indexOf(chosen));
        filling = false;
    }

    /** Enter takes the first one, Down goes on into the list and takes its first one if none is chosen there, Escape shows all again. */
    @FXML
    void typed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            variants.scrollTo(model.variantProperty().get());
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN) {
            variants.requestFocus();
            if (variants.getSelectionModel().isEmpty()) {
                variants.getSelectionModel().selectFirst();
            }
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            Optional<Variant> first = variants.getItems().stream().findFirst();
            first.ifPresent(model.variantProperty()::set);
            event.consume();
        }
    }
}
