package org.resnetstudio.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.ui.control.DiagramLayout.BlockKey;
import org.resnetstudio.ui.control.DiagramLayout.Item;

/**
 * A network drawn stage by stage. A click on a block unfolds it into its layers; the wheel scrolls, with Control it zooms; arrow keys
 * move the selection, Enter unfolds, + and - zoom, 0 fits. Only what is in sight is painted. Keys {@code diagram.*} of the messages
 * are used.
 */
public final class NetworkDiagram extends ThemedRegion {
    private static final double SMALLEST_ZOOM = 0.2;
    private static final double LARGEST_ZOOM = 2.5;
    private static final double BAR = 12;

    private final Canvas canvas = new Canvas();
    private final ScrollBar horizontal = new ScrollBar();
    private final ScrollBar vertical = new ScrollBar();
    private final ObjectProperty<NetworkGraph> graph = new SimpleObjectProperty<>(this, "graph");
    private final ObjectProperty<DiagramSelection> selection = new SimpleObjectProperty<>(this, "selection");
    private final ReadOnlyObjectWrapper<DiagramSelection> hovered = new ReadOnlyObjectWrapper<>(this, "hovered");
    private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(this, "zoom", 1);
    /** May be that of another diagram, too. */
    private ObservableSet<BlockKey> unfolded = FXCollections.observableSet();

    private final SetChangeListener<BlockKey> foldingListener = change -> relayout();
    private Quantities texts;
    private DiagramLayout layout;
    private double layoutWidth;
    private double dragX;
    private double dragY;
    private boolean dragged;
    private boolean fitsWidth;
    private String variant = "";

    /** An empty diagram. */
    public NetworkDiagram() {
        getStyleClass().addAll("themed", "network-diagram");
        vertical.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(canvas, horizontal, vertical);
        setFocusTraversable(true);
        horizontal.valueProperty().addListener(o -> requestLayout());
        vertical.valueProperty().addListener(o -> requestLayout());
        unfolded.addListener(foldingListener);
        graph.addListener(o -> graphChanged());
        selection.addListener(o -> requestLayout());
        hovered.addListener(o -> requestLayout());
        focusedProperty().addListener(o -> requestLayout());
        canvas.addEventHandler(MouseEvent.MOUSE_MOVED, e -> hovered.set(at(e).orElse(null)));
        canvas.addEventHandler(MouseEvent.MOUSE_EXITED, e -> hovered.set(null));
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        canvas.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /** The words. */
    public void setMessages(ResourceBundle messages) {
        texts = new Quantities(messages);
        requestLayout();
    }

    /** The network that is drawn, or null for none. */
    public ObjectProperty<NetworkGraph> graphProperty() {
        return graph;
    }

    /** What is selected, or null. */
    public ObjectProperty<DiagramSelection> selectionProperty() {
        return selection;
    }

    /** What the mouse points at, or null. */
    public ReadOnlyObjectProperty<DiagramSelection> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /** Magnification; 1 is natural size. */
    public ReadOnlyDoubleProperty zoomProperty() {
        return zoom.getReadOnlyProperty();
    }

    /** Shows the layers of every block. */
    public void unfoldAll() {
        if (graph.get() != null) {
            unfolded.addAll(DiagramLayout.blocks(graph.get()));
        }
    }

    /** Shows every block as one card. */
    public void foldAll() {
        unfolded.clear();
    }

    /** Unfolds and folds the same blocks as another diagram from now on. */
    public void foldWith(NetworkDiagram other) {
        unfolded.removeListener(foldingListener);
        unfolded = other.unfolded;
        unfolded.addListener(foldingListener);
        relayout();
    }

    /** Zooms by a factor around the middle. */
    public void zoomBy(double factor) {
        zoomAround(factor, viewWidth() / 2, viewHeight() / 2);
    }

    /** Keeps the network as wide as the view, but not above natural size, until somebody zooms. */
    public void fitWidth() {
        fitsWidth = true;
        relayout();
    }

    /** Zooms so that all of the network is in sight. */
    public void fit() {
        if (layout != null) {
            fitsWidth = false;
            zoom.set(clamp(Math.min(viewWidth() / layout.width(), viewHeight() / layout.height())));
            vertical.setValue(0);
            horizontal.setValue(0);
            requestLayout();
        }
    }

    private static double clamp(double zoom) {
        return Math.max(SMALLEST_ZOOM, Math.min(LARGEST_ZOOM, zoom));
    }

    private void zoomAround(double factor, double x, double y) {
        fitsWidth = false;
        double before = zoom.get();
        double after = clamp(before * factor);
        double left = (horizontal.getValue() + x) / before * after - x;
        double top = (vertical.getValue() + y) / before * after - y;
        zoom.set(after);
        updateBars();
        scrollTo(left, top);
        requestLayout();
    }

    private void scrollTo(double left, double top) {
        horizontal.setValue(Math.max(0, Math.min(horizontal.getMax(), left)));
        vertical.setValue(Math.max(0, Math.min(vertical.getMax(), top)));
    }

    /** A network of another variant begins folded and at its top; one whose options were changed stays as it was looked at. */
    private void graphChanged() {
        selection.set(null);
        hovered.set(null);
        if (graph.get() != null && !graph.get().spec().variant().equals(variant)) {
            variant = graph.get().spec().variant();
            unfolded.clear();
            vertical.setValue(0);
            horizontal.setValue(0);
        }
        relayout();
    }

    private void relayout() {
        layout = null;
        requestLayout();
    }

    private double viewWidth() {
        return Math.max(1, getWidth() - BAR);
    }

    private double viewHeight() {
        return Math.max(1, getHeight() - BAR);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.clearRect(0, 0, getWidth(), getHeight());
        if (graph.get() == null || texts == null || getWidth() < 1 || getHeight() < 1) {
            layout = null;
            horizontal.setVisible(false);
            vertical.setVisible(false);
            return;
        }
        if (layout == null || layoutWidth != viewWidth()) {
            layoutWidth = viewWidth();
            layout = DiagramLayout.of(graph.get(), layoutWidth, unfolded);
            if (fitsWidth) {
                zoom.set(clamp(Math.min(1, viewWidth() / layout.width())));
            }
        }
        updateBars();
        horizontal.resizeRelocate(0, getHeight() - BAR, viewWidth(), BAR);
        vertical.resizeRelocate(getWidth() - BAR, 0, BAR, viewHeight());
        Rectangle2D view = new Rectangle2D(
                left() / zoom.get(),
                vertical.getValue() / zoom.get(),
                getWidth() / zoom.get(),
                getHeight() / zoom.get());
        DiagramLook look = look(Optional.ofNullable(selection.get()), Optional.ofNullable(hovered.get()));
        new DiagramPainter(look, layout, new CanvasPen(g, fontFamily(), view, zoom.get()), texts).paint(view);
    }

    private DiagramLook look(Optional<DiagramSelection> selected, Optional<DiagramSelection> pointed) {
        return new DiagramLook(fontFamily(), text(), muted(), line(), surface(), subtle(), accent(), selected, pointed);
    }

    /**
     * The whole diagram as it is unfolded now, as the text of an SVG file.
     *
     * @param title of the picture
     */
    public String toSvg(String title) {
        return export().toSvg(title);
    }

    /** The whole diagram as it is unfolded now, twice as large as on the screen where that is possible. */
    public DiagramPicture toPicture() {
        return export().toPicture();
    }

    private DiagramExport export() {
        return new DiagramExport(look(Optional.empty(), Optional.empty()), layout, texts);
    }

    /** Left edge of the view in zoomed pixels; negative when the network is narrower, to centre it. */
    private double left() {
        double spare = viewWidth() - layout.width() * zoom.get();
        return spare > 0 ? -spare / 2 : horizontal.getValue();
    }

    private void updateBars() {
        if (layout != null) {
            bar(horizontal, layout.width() * zoom.get(), viewWidth());
            bar(vertical, layout.height() * zoom.get(), viewHeight());
        }
    }

    private static void bar(ScrollBar bar, double content, double view) {
        double max = Math.max(0, content - view);
        bar.setVisible(max > 0.5);
        bar.setMax(max);
        bar.setVisibleAmount(content > 0 ? max * view / content : 0);
        bar.setUnitIncrement(40);
        bar.setBlockIncrement(view * 0.9);
        bar.setValue(Math.min(bar.getValue(), max));
    }

    private Optional<DiagramSelection> at(MouseEvent event) {
        if (layout == null) {
            return Optional.empty();
        }
        double x = (event.getX() + left()) / zoom.get();
        double y = (event.getY() + vertical.getValue()) / zoom.get();
        Optional<Item> item = layout.itemAt(x, y);
        Optional<DiagramSelection> layer = item.stream()
                .flatMap(i -> i.layers().stream())
                .filter(l -> l.bounds().contains(x, y))
                .map(l -> DiagramSelection.layer(l.node()))
                .findFirst();
        return layer.or(() -> item.map(
                        i -> DiagramSelection.block(i.key().stage(), i.key().block())))
                .or(() -> layout.bandAt(x, y).map(b -> DiagramSelection.stage(b.stage())));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        dragX = event.getX();
        dragY = event.getY();
        dragged = false;
    }

    private void dragged(MouseEvent event) {
        if (!dragged && Math.hypot(event.getX() - dragX, event.getY() - dragY) < 4) {
            return;
        }
        dragged = true;
        scrollTo(horizontal.getValue() - event.getX() + dragX, vertical.getValue() - event.getY() + dragY);
        dragX = event.getX();
        dragY = event.getY();
    }

    private void clicked(MouseEvent event) {
        if (dragged) {
            return;
        }
        Optional<DiagramSelection> hit = at(event);
        selection.set(hit.orElse(null));
        hit.filter(DiagramSelection::isBlock).ifPresent(this::toggle);
    }

    private void toggle(DiagramSelection block) {
        BlockKey key = new BlockKey(block.stage(), block.block());
        if (!unfolded.remove(key)) {
            unfolded.add(key);
        }
    }

    private void scrolled(ScrollEvent event) {
        if (layout == null) {
            return;
        }
        if (event.isShortcutDown()) {
            zoomAround(Math.pow(1.002, event.getDeltaY()), event.getX(), event.getY());
        } else {
            scrollTo(horizontal.getValue() - event.getDeltaX(), vertical.getValue() - event.getDeltaY());
        }
        event.consume();
    }

    private void keyPressed(KeyEvent event) {
        if (layout == null) {
            return;
        }
        switch (event.getCode()) {
            case RIGHT, DOWN -> step(1);
            case LEFT, UP -> step(-1);
            case ENTER, SPACE ->
                Optional.ofNullable(selection.get())
                        .filter(s -> s.block() >= 0)
                        .ifPresent(s -> toggle(DiagramSelection.block(s.stage(), s.block())));
            case PLUS, EQUALS, ADD -> zoomBy(1.25);
            case MINUS, SUBTRACT -> zoomBy(0.8);
            case DIGIT0, NUMPAD0 -> fit();
            case PAGE_DOWN -> scrollTo(horizontal.getValue(), vertical.getValue() + viewHeight() * 0.9);
            case PAGE_UP -> scrollTo(horizontal.getValue(), vertical.getValue() - viewHeight() * 0.9);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Selects the next or previous part in reading order, and brings it into sight. */
    private void step(int direction) {
        List<DiagramSelection> parts = new ArrayList<>();
        for (DiagramLayout.Band band : layout.bands()) {
            for (Item item : band.items()) {
                if (item.key().block() >= 0) {
                    parts.add(DiagramSelection.block(
                            item.key().stage(), item.key().block()));
                }
                item.layers().forEach(l -> parts.add(DiagramSelection.layer(l.node())));
            }
        }
        int now = parts.indexOf(selection.get());
        int next = now < 0 ? 0 : Math.max(0, Math.min(parts.size() - 1, now + direction));
        selection.set(parts.get(next));
        layout.item(parts.get(next)).ifPresent(i -> reveal(i.bounds()));
    }

    private void reveal(Rectangle2D part) {
        double top = part.getMinY() * zoom.get() - 40;
        double bottom = part.getMaxY() * zoom.get() + 20;
        double value = vertical.getValue();
        if (top < value || bottom > value + viewHeight()) {
            scrollTo(horizontal.getValue(), top < value ? top : Math.min(top, bottom - viewHeight()));
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 480;
    }
}
