/**
 * From picture files to batches: decoding, orientation, resizing, augmentation, the prepared cache and the prefetched
 * pipeline that feeds an engine. Uses the JDK and OpenCV only; OpenCV is loaded at the first decode or resize.
 */
package org.resnetstudio.image;
