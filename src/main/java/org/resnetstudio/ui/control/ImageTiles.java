package org.resnetstudio.ui.control;

import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.NamedArg;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/**
 * Square pictures of one size in rows and columns, as large as there is room. Pictures of few pixels are enlarged by a whole number with
 * hard pixels, so that one sees what a network sees. Used on the FX thread.
 */
public final class ImageTiles extends Region {
    private static final double GAP_PX = 8;

    private final int columns;
    private final int rows;
    private final double sidePx;

    /**
     * Tiles without pictures.
     *
     * @param sidePx preferred side of each
     */
    public ImageTiles(@NamedArg("columns") int columns, @NamedArg("rows") int rows, @NamedArg("sidePx") double sidePx) {
        this.columns = columns;
        this.rows = rows;
        this.sidePx = sidePx;
        getStyleClass().add("image-tiles");
        setMinSize(0, 0);
        getChildren()
                .setAll(IntStream.range(0, columns * rows)
                        .mapToObj(i -> new ImageView())
                        .toList());
    }

    /** Shows these in their order; tiles that are left over are empty. */
    public void show(List<Image> images) {
        for (int i = 0; i < getChildren().size(); i++) {
            view(i).setImage(i < images.size() ? images.get(i) : null);
        }
        requestLayout();
    }

    private ImageView view(int index) {
        return (ImageView) getChildren().get(index);
    }

    @Override
    protected double computePrefWidth(double height) {
        return span(columns);
    }

    @Override
    protected double computePrefHeight(double width) {
        return span(rows);
    }

    private double span(int tiles) {
        return tiles * sidePx + (tiles - 1) * GAP_PX;
    }

    @Override
    protected void layoutChildren() {
        double room = Math.floor(
                Math.min((getWidth() - (columns - 1) * GAP_PX) / columns, (getHeight() - (rows - 1) * GAP_PX) / rows));
        if (room <= 0) {
            return;
        }
        for (int i = 0; i < getChildren().size(); i++) {
            ImageView view = view(i);
            if (view.getImage() != null) {
                int column = i % columns;
                int row = i / columns;
                place(view, room, column * (room + GAP_PX), row * (room + GAP_PX));
            }
        }
    }

    private static void place(ImageView view, double room, double x, double y) {
        double pixels = view.getImage().getWidth();
        boolean enlarged = pixels <= room;
        double side = enlarged ? pixels * Math.floor(room / pixels) : room;
        view.setSmooth(!enlarged);
        view.setFitWidth(side);
        view.setFitHeight(side);
        view.relocate(x + Math.floor((room - side) / 2), y + Math.floor((room - side) / 2));
    }

    /** What is shown in a tile. */
    public Image image(int tile) {
        Node view = getChildren().get(tile);
        return ((ImageView) view).getImage();
    }
}
