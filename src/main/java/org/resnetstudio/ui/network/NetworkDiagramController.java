package org.resnetstudio.ui.network;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javax.imageio.ImageIO;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.ui.control.DiagramPicture;
import org.resnetstudio.ui.control.DiagramSelection;
import org.resnetstudio.ui.control.NetworkDiagram;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code network-diagram.fxml}: the drawn network and what is said of its parts. */
public final class NetworkDiagramController {
    private final StudioContext context;
    private final NetworkModel model;

    @FXML
    private NetworkDiagram diagram;

    @FXML
    private MenuButton save;

    @FXML
    private Label zoom;

    @FXML
    private Label detailTitle;

    @FXML
    private Label detailFacts;

    @FXML
    private Label nothing;

    /** For the loader of FXML. */
    public NetworkDiagramController(StudioContext context, NetworkModel model) {
        this.context = context;
        this.model = model;
    }

    @FXML
    void initialize() {
        diagram.setMessages(context.messages().bundle());
        diagram.graphProperty().bind(model.graphProperty());
        diagram.selectionProperty().addListener(o -> showDetails());
        diagram.hoveredProperty().addListener(o -> showDetails());
        zoom.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> context.messages()
                                .quantities()
                                .wholePercent(diagram.zoomProperty().get()),
                        diagram.zoomProperty()));
        nothing.visibleProperty().bind(model.problemProperty().isNotEmpty());
        save.disableProperty().bind(model.problemProperty().isNotEmpty());
        model.options()
                .chosen(NetworkOptions.SHORTCUT)
                .subscribe(kind -> diagram.setAccessibleText(context.messages().text("network.shortcut." + kind)));
        model.graphProperty().subscribe(graph -> showDetails());
    }

    private void showDetails() {
        DiagramSelection hovered = diagram.hoveredProperty().get();
        Optional<LayerTexts.Details> details = model.describe(
                hovered != null ? hovered : diagram.selectionProperty().get());
        detailTitle.setText(details.map(LayerTexts.Details::title)
                .orElseGet(() -> context.messages().text("network.details.hint")));
        detailFacts.setText(details.map(LayerTexts.Details::facts).orElse(""));
    }

    @FXML
    void unfoldAll() {
        diagram.unfoldAll();
    }

    @FXML
    void foldAll() {
        diagram.foldAll();
    }

    @FXML
    void zoomIn() {
        diagram.zoomBy(1.25);
    }

    @FXML
    void zoomOut() {
        diagram.zoomBy(0.8);
    }

    @FXML
    void fit() {
        diagram.fit();
    }

    @FXML
    void saveSvg() {
        String svg = diagram.toSvg(model.title());
        new NetworkFiles(context)
                .save(
                        "svg",
                        model.variantProperty().get().name(),
                        file -> file.write(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @FXML
    void savePng() {
        DiagramPicture picture = diagram.toPicture();
        new NetworkFiles(context).save("png", model.variantProperty().get().name(), file -> writePng(picture, file));
    }

    private static void writePng(DiagramPicture picture, OutputStream file) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        if (!ImageIO.write(image, "png", file)) {
            throw new IOException("There is no writer of PNG files.");
        }
    }
}
