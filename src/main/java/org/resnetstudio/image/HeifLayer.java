package org.resnetstudio.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One coded picture of a HEIF file, or several in a grid: the colours of the picture, or its mask.
 *
 * @param width of the whole, in pixels
 * @param height of the whole
 * @param columns of the grid; 1 where there is none
 * @param tiles row by row, all of one size
 * @param tileWidth in pixels
 * @param tileHeight in pixels
 * @param matrix what the file says about its colours
 */
record HeifLayer(
        int width,
        int height,
        int columns,
        List<HeifItem> tiles,
        int tileWidth,
        int tileHeight,
        Optional<YuvMatrix> matrix) {
    private static final int MOST_TILES = 4096;

    HeifLayer {
        tiles = List.copyOf(tiles);
    }

    static HeifLayer read(ByteSource bytes, HeifFile file, HeifItem item) throws UnreadableImageException {
        item.check(bytes);
        if (item.type().equals("grid")) {
            return grid(bytes, file, item);
        }
        long[] size = size(bytes, item);
        int width = (int) size[0];
        int height = (int) size[1];
        return new HeifLayer(width, height, 1, List.of(item), width, height, YuvMatrix.of(bytes, item));
    }

    private static HeifLayer grid(ByteSource bytes, HeifFile file, HeifItem item) throws UnreadableImageException {
        HeifItem.Extent extent = item.extents().get(0);
        ByteCursor cursor = new ByteCursor(bytes, extent.at(), extent.at() + extent.length());
        cursor.u8(); // version
        int sideBytes = (cursor.u8() & 1) == 0 ? 2 : 4;
        int rows = cursor.u8() + 1;
        int columns = cursor.u8() + 1;
        long width = cursor.number(sideBytes);
        long height = cursor.number(sideBytes);
        ImageDecoder.checkSize(width, height);
        List<HeifItem> tiles = tiles(bytes, file, item);
        if (tiles.size() != rows * columns) {
            throw UnreadableImageException.damaged("problem.image.damaged.tile-count");
        }
        long[] tile = size(bytes, tiles.get(0));
        // No tile may lie outside: they would be decoded for nothing.
        if (tile[0] * (columns - 1) >= width
                || tile[1] * (rows - 1) >= height
                || tile[0] * columns < width
                || tile[1] * rows < height) {
            throw doNotFit();
        }
        Optional<YuvMatrix> own = YuvMatrix.of(bytes, item);
        return new HeifLayer(
                (int) width,
                (int) height,
                columns,
                tiles,
                (int) tile[0],
                (int) tile[1],
                own.isPresent() ? own : YuvMatrix.of(bytes, tiles.get(0)));
    }

    private static List<HeifItem> tiles(ByteSource bytes, HeifFile file, HeifItem grid)
            throws UnreadableImageException {
        List<Long> ids = file.targets("dimg", grid.id());
        if (ids.isEmpty() || ids.size() > MOST_TILES) {
            throw UnreadableImageException.damaged("problem.image.damaged.tile-count");
        }
        List<HeifItem> tiles = new ArrayList<>();
        for (long id : ids) {
            HeifItem tile = file.item(id);
            tile.check(bytes);
            tiles.add(tile);
        }
        HeifItem first = tiles.get(0);
        long[] size = size(bytes, first);
        for (HeifItem tile : tiles) {
            if (!Arrays.equals(size(bytes, tile), size) || !tile.type().equals(first.type())) {
                throw doNotFit();
            }
        }
        return tiles;
    }

    private static UnreadableImageException doNotFit() {
        return UnreadableImageException.damaged("problem.image.damaged.tiles");
    }

    /** How its parts are coded, such as {@code hvc1}. */
    String coding() {
        return tiles.get(0).type();
    }

    /** Width and height as the file says, which decoded pictures are checked against. */
    private static long[] size(ByteSource bytes, HeifItem item) throws UnreadableImageException {
        IsoBox box = item.property("ispe")
                .orElseThrow(() -> UnreadableImageException.damaged("problem.image.damaged.no-size"));
        ByteCursor cursor = new ByteCursor(bytes, box.begin(), box.end());
        cursor.u32();
        long width = cursor.u32();
        long height = cursor.u32();
        if (width < 1 || height < 1) {
            throw UnreadableImageException.damaged("problem.image.damaged.claims-size", width, height);
        }
        ImageDecoder.checkSize(width, height);
        return new long[] {width, height};
    }
}
