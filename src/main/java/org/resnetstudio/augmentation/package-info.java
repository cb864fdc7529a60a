/**
 * Random changes to training pictures: one class each, all in {@link org.resnetstudio.augmentation.Augmentations#ALL}. What happens to a
 * sample depends on the run's seed, the number of the variant and the sample alone, never on the thread or the batch.
 */
package org.resnetstudio.augmentation;
