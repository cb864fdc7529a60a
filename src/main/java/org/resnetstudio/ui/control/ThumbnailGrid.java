package org.resnetstudio.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.CellSkinBase;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/**
 * Any number of pictures in rows, of which only those in sight exist as nodes. Selecting works as in file managers, with
 * the mouse and with the keyboard; Ctrl and the wheel change the size.
 *
 * @param <T> an item
 */
public final class ThumbnailGrid<T> extends Region {
    /** Smallest picture, in pixels. */
    public static final int MIN_SIZE_PX = 48;
    /** Largest picture, in pixels. */
    public static final int MAX_SIZE_PX = 320;

    private static final int GAP_PX = 8;
    private static final int MAX_GAP_PX = 32;
    private static final int SCROLL_BAR_PX = 16;
    private static final double ZOOM_STEP = 1.15;

    private final ThumbnailLoader loader;
    private final Function<T, Tile> look;
    private final GridSelection selection;
    private final IntegerProperty size = new SimpleIntegerProperty(this, "thumbnailSize", 112);
    private final VirtualFlow<RowCell> flow = new VirtualFlow<>();
    private final List<RowCell> cells = new ArrayList<>();
    private List<T> items = List.of();
    private int columns = 1;
    private double outputScale = 1;
    private boolean twoLines;
    private int shownFocus = -1;
    private IntConsumer onOpen = index -> {};
    private ContextHandler onContext = (index, tile, screenX, screenY) -> {};

    /** What happens on a right click or the menu key. */
    @FunctionalInterface
    public interface ContextHandler {
        /**
         * Shows a menu.
         *
         * @param index of the item
         * @param tile where it is drawn
         * @param screenX where the menu begins
         * @param screenY where the menu begins
         */
        void show(int index, Node tile, double screenX, double screenY);
    }

    /**
     * An empty grid.
     *
     * @param look what is shown of an item
     * @param selection what is selected, also for others
     */
    public ThumbnailGrid(ThumbnailLoader loader, Function<T, Tile> look, GridSelection selection) {
        this.loader = loader;
        this.look = look;
        this.selection = selection;
        getStyleClass().add("thumbnail-grid");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        flow.setCellFactory(f -> {
            RowCell cell = new RowCell();
            cells.add(cell);
            return cell;
        });
        getChildren().add(flow);
        size.addListener((property, before, now) -> rebuild());
        widthProperty().addListener((property, before, now) -> arrange());
        selection.changesProperty().addListener((property, before, now) -> showSelection());
        focusedProperty().addListener((property, before, now) -> showSelection());
        focusVisibleProperty().addListener((property, before, now) -> reachedByKeyboard(now));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menuRequested);
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::outputScaleXProperty)
                .subscribe(scale -> {
                    if (scale != null && scale.doubleValue() != outputScale) {
                        outputScale = scale.doubleValue();
                        arrange();
                    }
                });
        addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        addEventFilter(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
        rebuild();
    }

    /** Side of the square that pictures fit into, from {@link #MIN_SIZE_PX} to {@link #MAX_SIZE_PX}. */
    public IntegerProperty thumbnailSizeProperty() {
        return size;
    }

    /** Gives captions room for their second line. */
    public void setTwoLines(boolean now) {
        twoLines = now;
        rebuild();
    }

    /** What to do on a double click. */
    public void setOnOpen(IntConsumer action) {
        onOpen = action;
    }

    /** What to do on a right click or the menu key. */
    public void setOnContext(ContextHandler handler) {
        onContext = handler;
    }

    /** Shows other items. The selection is reset by whoever owns it, before. */
    public void setItems(List<T> next) {
        items = next;
        arrange();
    }

    /** Where an item is drawn, while it is in sight. */
    public Optional<Node> tile(int index) {
        return cells.stream()
                .filter(cell -> index >= 0 && cell.getIndex() == index / columns && cell.isVisible())
                .map(cell -> (Node) cell.tiles.get(index % columns))
                .findFirst();
    }

    /** Where the item with the focus is drawn; the grid itself while that is out of sight. */
    public Node focusedNode() {
        return tile(selection.focus()).orElse(this);
    }

    /** Draws the items anew, because what is to be shown of them changed. */
    public void refresh() {
        cells.forEach(RowCell::refresh);
    }

    /** Looks whether the files of the pictures in sight are still there and the same, and shows what is found. */
    public void recheck() {
        cells.stream().filter(Node::isVisible).forEach(cell -> cell.tiles.forEach(TileView::recheck));
    }

    /** Pictures in one row, at least 1. */
    public int columns() {
        return columns;
    }

    /** Makes an item visible. */
    public void scrollTo(int index) {
        if (index >= 0 && index < items.size()) {
            flow.scrollTo(index / columns);
        }
    }

    @Override
    protected void layoutChildren() {
        flow.resizeRelocate(0, 0, getWidth(), getHeight());
    }

    private int tileWidth() {
        return size.get() + 2 * TileView.PADDING_PX;
    }

    private int rowHeight() {
        int caption = TileView.CAPTION_PX + (twoLines ? TileView.SECOND_PX : 0);
        return size.get() + 2 * TileView.PADDING_PX + caption + GAP_PX;
    }

    /** Space between two pictures of a row: what is left over, up to a bound. */
    private double gap() {
        double left = getWidth() - SCROLL_BAR_PX - (double) columns * tileWidth();
        return columns < 2 ? GAP_PX : Math.max(GAP_PX, Math.min(MAX_GAP_PX, Math.floor(left / (columns - 1))));
    }

    private int rows() {
        return (items.size() + columns - 1) / columns;
    }

    private void rebuild() {
        flow.setFixedCellSize(rowHeight());
        arrange();
    }

    /** Fits rows to the width, and keeps in sight what was at the top. */
    private void arrange() {
        RowCell first = flow.getFirstVisibleCell();
        int top = first == null ? 0 : first.getIndex() * columns;
        int before = columns;
        columns = Math.max(1, (int) ((getWidth() - SCROLL_BAR_PX - GAP_PX) / (tileWidth() + GAP_PX)));
        flow.setCellCount(rows());
        cells.forEach(RowCell::refresh);
        if (columns != before) {
            scrollTo(selection.focus() >= 0 ? selection.focus() : top);
        }
        showSelection();
    }

    /** Somebody who comes with the Tab key sees where he is; nothing is selected by that. */
    private void reachedByKeyboard(boolean reached) {
        RowCell first = flow.getFirstVisibleCell();
        if (reached && selection.focus() < 0 && first != null) {
            selection.focusOn(first.getIndex() * columns);
        }
    }

    private void showSelection() {
        cells.forEach(RowCell::mark);
        int focus = selection.focus();
        if (focus != shownFocus) {
            shownFocus = focus;
            reveal(focus);
        }
    }

    private void reveal(int index) {
        RowCell first = flow.getFirstVisibleCell();
        RowCell last = flow.getLastVisibleCell();
        if (index < 0 || index >= items.size() || first == null || last == null) {
            return;
        }
        int row = index / columns;
        if (row <= first.getIndex()) {
            flow.scrollTo(row);
        } else if (row >= last.getIndex()) {
            flow.scrollPixels((row - last.getIndex()) * (double) rowHeight()
                    + last.getLayoutY()
                    + rowHeight()
                    - flow.getHeight());
        }
    }

    private void keyPressed(KeyEvent event) {
        if (event.isAltDown()) {
            return;
        }
        boolean extend = event.isShiftDown();
        int page = Math.max(1, (int) (getHeight() / rowHeight())) * columns;
        switch (event.getCode()) {
            case LEFT, KP_LEFT -> selection.move(-1, extend);
            case RIGHT, KP_RIGHT -> selection.move(1, extend);
            case UP, KP_UP -> selection.move(-columns, extend);
            case DOWN, KP_DOWN -> selection.move(columns, extend);
            case PAGE_UP -> selection.move(-page, extend);
            case PAGE_DOWN -> selection.move(page, extend);
            case HOME -> selection.move(-items.size(), extend);
            case END -> selection.move(items.size(), extend);
            case F10 -> {
                if (!extend) {
                    return;
                }
                showMenu();
            }
            case CONTEXT_MENU -> showMenu();
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** What the menu key asks for was done when it was pressed; not every system sends this event for it. */
    private void menuRequested(ContextMenuEvent event) {
        if (event.isKeyboardTrigger()) {
            event.consume();
        }
    }

    /** The menu of the item with the focus, in the middle of it; the item is selected if it is not. */
    private void showMenu() {
        int index = selection.focus();
        if (index < 0 || index >= items.size()) {
            return;
        }
        if (!selection.isSelected(index)) {
            selection.select(index);
        }
        reveal(index);
        Node tile = focusedNode();
        Bounds bounds = tile.localToScreen(tile.getBoundsInLocal());
        onContext.show(index, tile, bounds.getCenterX(), bounds.getCenterY());
    }

    private void scrolled(ScrollEvent event) {
        if (event.isShortcutDown() && event.getDeltaY() != 0) {
            zoom(event.getDeltaY() > 0);
            event.consume();
        }
    }

    /** Makes the pictures one step larger or smaller. */
    public void zoom(boolean larger) {
        double wanted = size.get() * (larger ? ZOOM_STEP : 1 / ZOOM_STEP);
        size.set((int) Math.round(Math.max(MIN_SIZE_PX, Math.min(MAX_SIZE_PX, wanted))));
    }

    private void pressed(MouseEvent event, int index) {
        if (event.getButton() == MouseButton.SECONDARY) {
            if (!selection.isSelected(index)) {
                selection.select(index);
            }
        } else if (event.isShiftDown()) {
            selection.extendTo(index);
        } else if (event.isShortcutDown()) {
            selection.toggle(index);
        } else {
            selection.select(index);
            if (event.getClickCount() == 2) {
                onOpen.accept(index);
            }
        }
        event.consume();
    }

    /** One row of tiles. */
    private final class RowCell extends IndexedCell<Integer> {
        private final HBox row = new HBox(GAP_PX);
        private final List<TileView> tiles = new ArrayList<>();

        RowCell() {
            getStyleClass().setAll("thumbnail-row");
            row.setFillHeight(false);
            setGraphic(row);
        }

        @Override
        protected Skin<?> createDefaultSkin() {
            return new CellSkinBase<>(this);
        }

        @Override
        public void updateIndex(int index) {
            super.updateIndex(index);
            updateItem(index, index < 0 || index >= rows());
            refresh();
        }

        private void refresh() {
            // A row that never had pictures needs no tiles: an empty grid of them would delay the window.
            int needed = getIndex() >= 0 && getIndex() < rows() ? columns : Math.min(tiles.size(), columns);
            while (tiles.size() < needed) {
                addTile();
            }
            while (tiles.size() > needed) {
                TileView surplus = tiles.remove(tiles.size() - 1);
                surplus.clear();
                row.getChildren().remove(surplus);
            }
            row.setSpacing(gap());
            for (int column = 0; column < needed; column++) {
                TileView tile = tiles.get(column);
                tile.setPrefSize(tileWidth(), rowHeight() - GAP_PX);
                int index = getIndex() * columns + column;
                if (getIndex() >= 0 && index < items.size()) {
                    tile.show(look.apply(items.get(index)), size.get(), outputScale);
                } else {
                    tile.clear();
                }
            }
            mark();
        }

        private void mark() {
            for (int column = 0; column < tiles.size(); column++) {
                int index = getIndex() * columns + column;
                boolean focused = ThumbnailGrid.this.isFocused() && index == selection.focus();
                tiles.get(column).mark(selection.isSelected(index), focused);
            }
        }

        private void addTile() {
            int column = tiles.size();
            TileView tile = new TileView(loader);
            tile.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
            tile.setOnMousePressed(event -> pressed(event, getIndex() * columns + column));
            tile.setOnContextMenuRequested(event -> {
                onContext.show(getIndex() * columns + column, tile, event.getScreenX(), event.getScreenY());
                event.consume();
            });
            tiles.add(tile);
            row.getChildren().add(tile);
        }
    }
}
