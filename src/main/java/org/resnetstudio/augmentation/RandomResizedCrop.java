package org.resnetstudio.augmentation;

import java.util.List;
import org.resnetstudio.random.SeededRandom;

/**
 * Cuts out a part of random size and shape and enlarges it to the whole, as torchvision's {@code RandomResizedCrop} does (Szegedy et al.
 * 2015; what He et al. and their followers train on ImageNet with). It cuts from the picture at training size.
 */
final class RandomResizedCrop implements Augmentation {
    private static final int ATTEMPTS = 10;
    private static final int FRACTION_BITS = 22;

    @Override
    public String name() {
        return "random-resized-crop";
    }

    @Override
    public List<String> aliases() {
        return List.of("resized-crop");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("leastArea", "of the area", 0.01, 1, false, size -> 0.08),
                new Parameter("mostElongated", "width to height", 1, 10, false, size -> 4 / 3.0));
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        double elongation = StrictMath.log(values.get(1));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double area = (double) sizePx * sizePx * random.nextBetween(values.get(0), 1);
            double ratio = StrictMath.exp(random.nextWithin(elongation));
            int width = (int) Math.rint(Math.sqrt(area * ratio));
            int height = (int) Math.rint(Math.sqrt(area / ratio));
            if (width > 0 && width <= sizePx && height > 0 && height <= sizePx) {
                int top = random.nextInt(sizePx - height + 1);
                int left = random.nextInt(sizePx - width + 1);
                recipe.add(enlarged(new Recipe.Part(left, top, width, height)));
                return;
            }
        }
        // none fits: the whole picture, which has the proportions of a square
    }

    /** Bilinear, first across and then down, each rounded to 8 bits, as Pillow's {@code resize}. */
    static Recipe.PixelStep enlarged(Recipe.Part part) {
        return (source, target, size) -> {
            Weights across = Weights.of(part.width(), size);
            Weights down = Weights.of(part.height(), size);
            byte[] wide = new byte[3 * size * part.height()];
            for (int y = 0; y < part.height(); y++) {
                int row = 3 * ((part.top() + y) * size + part.left());
                for (int x = 0; x < size; x++) {
                    for (int channel = 0; channel < 3; channel++) {
                        wide[3 * (y * size + x) + channel] = across.mixed(source, row + channel, 3, x);
                    }
                }
            }
            for (int y = 0; y < size; y++) {
                for (int at = 0; at < 3 * size; at++) {
                    target[3 * y * size + at] = down.mixed(wide, at, 3 * size, y);
                }
            }
        };
    }

    /**
     * Which pixels each pixel along an axis is mixed of.
     *
     * @param first of them
     * @param weights of it and those that follow, with 22 bits of fraction
     */
    private record Weights(int[] first, int[][] weights) {
        static Weights of(int from, int to) {
            int[] first = new int[to];
            int[][] weights = new int[to][];
            double scale = (double) from / to;
            for (int at = 0; at < to; at++) {
                double centre = (at + 0.5) * scale;
                first[at] = Math.max(0, (int) (centre - 0.5));
                int end = Math.min(from, (int) (centre + 1.5));
                double[] shares = new double[end - first[at]];
                double sum = 0;
                for (int i = 0; i < shares.length; i++) {
                    shares[i] = Math.max(0, 1 - Math.abs(i + first[at] - centre + 0.5));
                    sum += shares[i];
                }
                weights[at] = new int[shares.length];
                for (int i = 0; i < shares.length; i++) {
                    weights[at][i] = (int) (0.5 + shares[i] / sum * (1 << FRACTION_BITS));
                }
            }
            return new Weights(first, weights);
        }

        byte mixed(byte[] source, int start, int stride, int at) {
            long sum = 1L << (FRACTION_BITS - 1);
            int from = start + first[at] * stride;
            for (int weight : weights[at]) {
                sum += (long) weight * (source[from] & 0xFF);
                from += stride;
            }
            return (byte) Math.min(255, sum >> FRACTION_BITS);
        }
    }
}
