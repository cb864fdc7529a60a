package org.resnetstudio.image;

import java.nio.FloatBuffer;
import java.util.List;

/** Turns pictures into what an engine takes. */
public final class PictureBatch {
    private PictureBatch() {}

    /** A batch of square pictures of one size, whose labels do not matter. */
    public static Batch of(List<RgbImage> pictures, Normalization normalization) {
        int size = pictures.get(0).width();
        int pixels = size * size;
        FloatBuffer values = Batch.memory(Math.multiplyExact(3 * pixels, pictures.size()));
        for (int plane = 0; plane < 3; plane++) {
            float[] table = normalization.table(plane);
            int channel = normalization.channelOfPlane(plane);
            for (int i = 0; i < pictures.size(); i++) {
                byte[] rgb = pictures.get(i).pixels();
                int at = (i * 3 + plane) * pixels;
                for (int pixel = 0; pixel < pixels; pixel++) {
                    values.put(at + pixel, table[rgb[3 * pixel + channel] & 0xFF]);
                }
            }
        }
        return new Batch(pictures.size(), size, size, values, new int[pictures.size()], new int[pictures.size()]);
    }
}
