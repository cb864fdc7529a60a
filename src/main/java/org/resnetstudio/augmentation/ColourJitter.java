package org.resnetstudio.augmentation;

import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.random.SeededRandom;

/**
 * Changes brightness, contrast, saturation and hue by random factors, one after the other in random order, as torchvision's
 * {@code ColorJitter} does (references/classification; He, Tong et al. 2019 §2.1). Each step works on 8 bits, value for value as Pillow
 * 9.4's {@code ImageEnhance} and its conversion to HSV and back, on which torchvision is built.
 */
final class ColourJitter implements Augmentation {
    private static final int STEPS = 4;

    @Override
    public String name() {
        return "colour-jitter";
    }

    @Override
    public List<String> aliases() {
        return List.of("color-jitter");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.upTo(1, "brightness", "of the value", 0.4),
                Parameter.upTo(1, "contrast", "of the distance to the mean", 0.4),
                Parameter.upTo(1, "saturation", "of the distance to grey", 0.4),
                Parameter.upTo(0.5, "hue", "of the colour circle", 0));
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        float[] factors = new float[STEPS];
        for (int step = 0; step < STEPS; step++) {
            factors[step] = (float) ((step == STEPS - 1 ? 0 : 1) + random.nextWithin(values.get(step)));
        }
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
        while (!order.isEmpty()) {
            int step = order.remove(random.nextInt(order.size()));
            if (values.get(step) > 0) {
                recipe.add(step(step, factors[step]));
            }
        }
    }

    /**
     * One of the four.
     *
     * @param which 0 brightness, 1 contrast, 2 saturation, 3 hue
     * @param amount a factor; of the hue, turns of the colour circle
     */
    static Recipe.PixelStep step(int which, float amount) {
        return switch (which) {
            case 0 -> (source, target, size) -> brightness(source, target, amount);
            case 1 -> (source, target, size) -> contrast(source, target, amount);
            case 2 -> (source, target, size) -> saturation(source, target, amount);
            default -> (source, target, size) -> hue(source, target, amount);
        };
    }

    static void brightness(byte[] source, byte[] target, float factor) {
        for (int at = 0; at < source.length; at++) {
            target[at] = blended(0, source[at] & 0xFF, factor);
        }
    }

    static void contrast(byte[] source, byte[] target, float factor) {
        long sum = 0;
        for (int at = 0; at < source.length; at += 3) {
            sum += luma(source, at);
        }
        double pixels = source.length / 3.0;
        int mean = (int) (sum / pixels + 0.5);
        for (int at = 0; at < source.length; at++) {
            target[at] = blended(mean, source[at] & 0xFF, factor);
        }
    }

    static void saturation(byte[] source, byte[] target, float factor) {
        for (int at = 0; at < source.length; at += 3) {
            int grey = luma(source, at);
            for (int channel = at; channel < at + 3; channel++) {
                target[channel] = blended(grey, source[channel] & 0xFF, factor);
            }
        }
    }

    /** ITU-R 601-2, in 16 bits of fraction. */
    private static int luma(byte[] pixels, int at) {
        return ((pixels[at] & 0xFF) * 19595 + (pixels[at + 1] & 0xFF) * 38470 + (pixels[at + 2] & 0xFF) * 7471 + 0x8000)
                >> 16;
    }

    /** From one value through another and beyond; cut off, not rounded. */
    private static byte blended(int from, int to, float factor) {
        float value = from + factor * (to - from);
        return (byte) (value <= 0 ? 0 : value >= 255 ? 255 : (int) value);
    }

    static void hue(byte[] source, byte[] target, float turns) {
        int shift = (int) (turns * 255) & 0xFF;
        for (int at = 0; at < source.length; at += 3) {
            int red = source[at] & 0xFF;
            int green = source[at + 1] & 0xFF;
            int blue = source[at + 2] & 0xFF;
            int value = Math.max(red, Math.max(green, blue));
            int least = Math.min(red, Math.min(green, blue));
            if (value == least) {
                target[at] = source[at];
                target[at + 1] = source[at + 1];
                target[at + 2] = source[at + 2];
                continue;
            }
            int range = value - least;
            int saturation = clipped((int) ((float) range / value * 255.0));
            int hue = clipped((int) (hueOf(red, green, blue, value, (float) range) * 255.0));
            put(target, at, hue + shift & 0xFF, saturation, value);
        }
    }

    /** 0 to 1. */
    private static float hueOf(int red, int green, int blue, int value, float range) {
        float fromRed = (value - red) / range;
        float fromGreen = (value - green) / range;
        float fromBlue = (value - blue) / range;
        float sixth;
        if (red == value) {
            sixth = fromBlue - fromGreen;
        } else if (green == value) {
            sixth = (float) (2.0 + fromRed - fromBlue);
        } else {
            sixth = (float) (4.0 + fromGreen - fromRed);
        }
        double turns = sixth / 6.0 + 1.0; // 5/6 to 11/6: what follows is exactly the remainder, which takes far longer
        return (float) (turns >= 1 ? turns - 1 : turns);
    }

    private static void put(byte[] target, int at, int hue, int saturation, int value) {
        if (saturation == 0) {
            target[at] = (byte) value;
            target[at + 1] = (byte) value;
            target[at + 2] = (byte) value;
            return;
        }
        int sector = (int) Math.floor((float) hue * 6.0 / 255.0);
        float within = (float) ((float) hue * 6.0 / 255.0 - (float) sector);
        float share = (float) (saturation / 255.0);
        int p = clipped((int) Math.round(value * (1.0 - share)));
        int q = clipped((int) Math.round(value * (1.0 - share * within)));
        int t = clipped((int) Math.round(value * (1.0 - share * (1.0 - within))));
        int rgb =
                switch (sector % 6) {
                    case 0 -> rgb(value, t, p);
                    case 1 -> rgb(q, value, p);
                    case 2 -> rgb(p, value, t);
                    case 3 -> rgb(p, q, value);
                    case 4 -> rgb(t, p, value);
                    default -> rgb(value, p, q);
                };
        target[at] = (byte) (rgb >> 16);
        target[at + 1] = (byte) (rgb >> 8);
        target[at + 2] = (byte) rgb;
    }

    private static int rgb(int red, int green, int blue) {
        return red << 16 | green << 8 | blue;
    }

    private static int clipped(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
