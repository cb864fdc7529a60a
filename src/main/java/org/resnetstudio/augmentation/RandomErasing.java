package org.resnetstudio.augmentation;

import java.util.List;
import org.resnetstudio.random.SeededRandom;

/**
 * Sets a random rectangle to the mean colour, so that the network cannot rely on one part of a picture alone (Zhong et al. 2017), as
 * torchvision's {@code RandomErasing} does with its value 0.
 */
final class RandomErasing implements Augmentation {
    private static final int ATTEMPTS = 10;
    private static final double LEAST_AREA = 0.02;
    private static final double LEAST_RATIO = 0.3;
    private static final double MOST_RATIO = 3.3;

    @Override
    public String name() {
        return "random-erasing";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.upTo(1, "probability", "of the pictures", 0.5),
                new Parameter("mostArea", "of the area", LEAST_AREA, 0.9, false, size -> 0.33));
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        if (random.nextBetween(0, 1) >= values.get(0)) {
            return;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double area = (double) sizePx * sizePx * random.nextBetween(LEAST_AREA, values.get(1));
            double ratio = StrictMath.exp(random.nextBetween(StrictMath.log(LEAST_RATIO), StrictMath.log(MOST_RATIO)));
            int height = (int) Math.rint(Math.sqrt(area * ratio));
            int width = (int) Math.rint(Math.sqrt(area / ratio));
            if (height < sizePx && width < sizePx) {
                int top = random.nextInt(sizePx - height + 1);
                int left = random.nextInt(sizePx - width + 1);
                recipe.erase(new Recipe.Part(left, top, width, height));
                return;
            }
        }
        // none fits: the picture stays whole
    }
}
