package org.resnetstudio.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A model with all that belongs to it in one {@code .zip}. */
public final class Bundle {
    static final String ONNX = "model.onnx";
    /** No model of ours comes near; more is a zip bomb. */
    private static final long MAX_PART_BYTES = 2_000_000_000;

    private Bundle() {}

    /**
     * The ONNX file in a bundle.
     *
     * @throws ModelException if the bundle is missing, damaged or not the studio's
     */
    public static byte[] readOnnx(Path bundle) throws ModelException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            ZipEntry entry = zip.getEntry(ONNX);
            if (entry == null) {
                throw new ModelException(bundle + " is not a model bundle of ResNet Studio, because it has no " + ONNX
                        + ": choose another file.");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes((int) Math.min(entry.getSize(), MAX_PART_BYTES) + 1);
                if (bytes.length != entry.getSize()) {
                    throw new ModelException(bundle + " is damaged: export it again.");
                }
                return bytes;
            }
        } catch (ZipException e) {
            throw new ModelException(bundle + " is damaged or not a zip file: export it again.", e);
        } catch (ModelException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelException(bundle + " cannot be read: check the disk and your permissions.", e);
        }
    }
}
