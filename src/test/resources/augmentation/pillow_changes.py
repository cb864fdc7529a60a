"""Makes the reference values of TorchvisionAugmentationsTest with Pillow 9.4, on which torchvision's transforms of pictures are built:
functional.adjust_brightness, adjust_contrast, adjust_saturation, adjust_hue and resized_crop (torchvision/transforms/_functional_pil.py).
A picture of 8 x 8 pixels, value 37 * i * i + 11 * i mod 251 for the i-th byte. Prints the sum of the result's bytes, each times its
position from 1, mod 1000003, and its first six bytes."""
from PIL import Image, ImageEnhance
import numpy as np
SIZE = 8
bytes_ = np.array([(37 * i * i + 11 * i) % 251 for i in range(3 * SIZE * SIZE)], np.uint8).reshape(SIZE, SIZE, 3)
image = Image.fromarray(bytes_, "RGB")
def show(name, result):
    flat = np.asarray(result).astype(np.int64).ravel()
    print(name, int((flat * np.arange(1, flat.size + 1)).sum() % 1000003), list(flat[:6]))
for factor in (0.6, 1.0, 1.35):
    show(f"brightness {factor}", ImageEnhance.Brightness(image).enhance(factor))
    show(f"contrast {factor}", ImageEnhance.Contrast(image).enhance(factor))
    show(f"saturation {factor}", ImageEnhance.Color(image).enhance(factor))
def hue(image, factor):
    h, s, v = image.convert("HSV").split()
    np_h = np.array(h, dtype=np.uint8)
    with np.errstate(over="ignore"):
        np_h += np.array(int(factor * 255)).astype(np.uint8)
    return Image.merge("HSV", (Image.fromarray(np_h, "L"), s, v)).convert("RGB")
for turns in (-0.5, -0.13, 0.0, 0.07, 0.5):
    show(f"hue {turns}", hue(image, turns))
for left, top, width, height in ((0, 0, 8, 8), (1, 2, 5, 3), (6, 0, 2, 7), (3, 3, 1, 1)):
    show(f"crop {left} {top} {width} {height}",
         image.crop((left, top, left + width, top + height)).resize((SIZE, SIZE), Image.BILINEAR))
