package org.resnetstudio.export;

import org.resnetstudio.image.ResizeMode;

/** The programs in a bundle and its model card: they classify the picture that they are given, beside the unpacked files. */
final class ModelCardSnippets {
    private ModelCardSnippets() {}

    static String python(ModelMetadata metadata) {
        String resize =
                switch (metadata.resize()) {
                    case SQUASH -> "image = image.resize((size, size), method)";
                    case CROP -> "image = ImageOps.fit(image, (size, size), method)";
                    case PAD -> """
                        small = ImageOps.contain(image, (size, size), method)
                        image = Image.new("RGB", (size, size))
                        image.paste(small, ((size - small.width) // 2, (size - small.height) // 2))""";
                };
        return """
                import json
                import sys
                import numpy as np
                import onnxruntime
                from PIL import Image, ImageOps

                session = onnxruntime.InferenceSession("model.onnx")
                classes = json.loads(session.get_modelmeta().custom_metadata_map["classes"])
                size = session.get_inputs()[0].shape[2]

                image = ImageOps.exif_transpose(Image.open(sys.argv[1])).convert("RGB")
                method = Image.Resampling.BOX if min(image.size) > size else Image.Resampling.BILINEAR
                RESIZE
                pixels = np.asarray(image, np.float32).transpose(2, 0, 1)[np.newaxis] / 255
                probabilities = session.run(["probabilities"], {"images": pixels})[0][0]
                for i in probabilities.argsort()[::-1][:5]:
                    print(f"{classes[i]}: {probabilities[i]:.3f}")""".replace("RESIZE", resize);
    }

    static String java(ModelMetadata metadata) {
        String side = metadata.resize() == ResizeMode.CROP ? "min" : "max";
        String scaled = metadata.resize() == ResizeMode.SQUASH
                ? "size"
                : "size * picture.getSIDE() / Math." + side + "(picture.getWidth(), picture.getHeight())";
        return """
                import ai.onnxruntime.*;
                import java.awt.image.BufferedImage;
                import java.io.File;
                import java.nio.FloatBuffer;
                import java.nio.file.*;
                import java.util.*;
                import javax.imageio.ImageIO;

                public class Classify {
                    public static void main(String[] args) throws Exception {
                        int size = SIZE;
                        BufferedImage picture = ImageIO.read(new File(args[0]));
                        int width = WIDTH;
                        int height = HEIGHT;
                        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
                        image.createGraphics().drawImage(
                                picture.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING),
                                (size - width) / 2, (size - height) / 2, null);
                        FloatBuffer pixels = FloatBuffer.allocate(3 * size * size);
                        for (int shift = 16; shift >= 0; shift -= 8) {
                            for (int rgb : image.getRGB(0, 0, size, size, null, 0, size)) {
                                pixels.put((rgb >> shift & 255) / 255f);
                            }
                        }
                        List<String> classes = Files.readAllLines(Path.of("labels.txt"));
                        OrtEnvironment environment = OrtEnvironment.getEnvironment();
                        try (OrtSession session = environment.createSession("model.onnx");
                                OnnxTensor images = OnnxTensor.createTensor(
                                        environment, pixels.flip(), new long[] {1, 3, size, size});
                                OrtSession.Result result = session.run(Map.of("images", images))) {
                            float[] probabilities = ((float[][]) result.get("probabilities").get().getValue())[0];
                            for (int i = 0; i < probabilities.length; i++) {
                                System.out.printf("%s: %.3f%n", classes.get(i), probabilities[i]);
                            }
                        }
                    }
                }""".replace("SIZE", Integer.toString(metadata.imageSizePx()))
                .replace("WIDTH", scaled.replace("SIDE", "Width"))
                .replace("HEIGHT", scaled.replace("SIDE", "Height"));
    }
}
