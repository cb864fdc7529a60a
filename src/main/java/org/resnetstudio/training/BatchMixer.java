package org.resnetstudio.training;

import java.nio.FloatBuffer;
import org.resnetstudio.image.Batch;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.random.SeededRandom;

/**
 * Mixes each picture of a batch with the one before it, and the first with the last, as torchvision's {@code transforms.v2.MixUp} and {@code
 * CutMix} do. Which way, how much and where follows from the run's seed and the batch alone. Used by one thread.
 */
final class BatchMixer {
    private static final long STREAM = 0x6D6978L;

    private final Recipe recipe;
    private final int classes;
    private final long seed;
    private FloatBuffer memory = FloatBuffer.allocate(0);

    /**
     * Pictures that belong to two classes in part.
     *
     * @param batch the mixed pictures; valid until the next one is mixed
     * @param probabilities {@code [pictures][classes]}
     */
    @SuppressWarnings("ArrayRecordComponent") // as the loss takes them; never compared
    record Mixed(Batch batch, float[][] probabilities) {}

    /**
     * A rectangle.
     *
     * @param top first row
     * @param bottom first row below it
     * @param left first column
     * @param right first column beside it
     */
    record Box(int top, int bottom, int left, int right) {
        /**
         * The part of a picture that CutMix takes from another one.
         *
         * @param x column of its centre
         * @param y row of its centre
         * @param share of the picture that should stay, 0 to 1
         */
        static Box around(int x, int y, double share, int widthPx, int heightPx) {
            double half = 0.5 * Math.sqrt(1 - share);
            int halfWidth = (int) (half * widthPx);
            int halfHeight = (int) (half * heightPx);
            return new Box(
                    Math.max(0, y - halfHeight),
                    Math.min(heightPx, y + halfHeight),
                    Math.max(0, x - halfWidth),
                    Math.min(widthPx, x + halfWidth));
        }

        int area() {
            return (bottom - top) * (right - left);
        }
    }

    BatchMixer(Recipe recipe, int classes, long seed) {
        this.recipe = recipe;
        this.classes = classes;
        this.seed = seed;
    }

    /**
     * Mixes a batch.
     *
     * @param epoch 0-based
     * @param number of the batch in its epoch, 0-based
     */
    Mixed mix(Batch batch, int epoch, int number) {
        SeededRandom random = new SeededRandom(seed, epoch, number, STREAM);
        boolean cut = recipe.cutmix() > 0 && (recipe.mixup() == 0 || random.nextBoolean());
        double share = beta(cut ? recipe.cutmix() : recipe.mixup(), random);
        if (!cut) {
            return mixup(batch, share);
        }
        int x = random.nextInt(batch.widthPx());
        int y = random.nextInt(batch.heightPx());
        return cutmix(batch, Box.around(x, y, share, batch.widthPx(), batch.heightPx()));
    }

    /** Of the distribution Beta(alpha, alpha): Jöhnk 1964. */
    static double beta(double alpha, SeededRandom random) {
        while (true) {
            double one = Math.pow(random.nextDouble(), 1 / alpha);
            double other = Math.pow(random.nextDouble(), 1 / alpha);
            double sum = one + other;
            if (sum > 0 && sum <= 1) {
                return one / sum;
            }
        }
    }

    /** @param share of each picture itself, 0 to 1 */
    Mixed mixup(Batch batch, double share) {
        FloatBuffer images = memory(batch);
        int size = batch.images().limit() / batch.count();
        float own = (float) share;
        float others = (float) (1 - share);
        for (int picture = 0; picture < batch.count(); picture++) {
            int from = before(batch, picture) * size;
            int to = picture * size;
            for (int i = 0; i < size; i++) {
                images.put(
                        to + i,
                        batch.images().get(from + i) * others + batch.images().get(to + i) * own);
            }
        }
        return mixed(batch, images, share);
    }

    /** @param box what each picture gets of another one */
    Mixed cutmix(Batch batch, Box box) {
        FloatBuffer images = memory(batch);
        images.put(0, batch.images(), 0, batch.images().limit());
        int width = batch.widthPx();
        int plane = width * batch.heightPx();
        for (int picture = 0; picture < batch.count(); picture++) {
            for (int channel = 0; channel < batch.channels(); channel++) {
                int from = (before(batch, picture) * batch.channels() + channel) * plane;
                int to = (picture * batch.channels() + channel) * plane;
                for (int row = box.top(); row < box.bottom(); row++) {
                    int start = row * width + box.left();
                    images.put(to + start, batch.images(), from + start, box.right() - box.left());
                }
            }
        }
        return mixed(batch, images, 1 - (double) box.area() / plane);
    }

    private static int before(Batch batch, int picture) {
        return (picture + batch.count() - 1) % batch.count();
    }

    private Mixed mixed(Batch batch, FloatBuffer images, double share) {
        float[][] probabilities = new float[batch.count()][classes];
        for (int picture = 0; picture < batch.count(); picture++) {
            probabilities[picture][batch.labels()[picture]] += (float) share;
            probabilities[picture][batch.labels()[before(batch, picture)]] += (float) (1 - share);
        }
        Batch mixed = new Batch(
                batch.count(),
                batch.channels(),
                batch.heightPx(),
                batch.widthPx(),
                images,
                batch.labels(),
                batch.sampleIndices(),
                batch.variant());
        return new Mixed(mixed, probabilities);
    }

    private FloatBuffer memory(Batch batch) {
        int values = batch.images().limit();
        memory = Batch.memory(memory, values);
        return memory.duplicate().limit(values);
    }
}
