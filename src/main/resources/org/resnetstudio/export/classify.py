"""Classifies pictures with the model.onnx beside this file.

    pip install onnxruntime pillow numpy
    python classify.py picture.jpg ...

Pictures are prepared as in ResNet Studio, where the model was trained: upright, transparency on white, greys as they are
stored. It reads JPEG, PNG (but not 16-bit colours), GIF, plain BMP and WebP, and says so of what it does not read.
Exit code 1 if a picture could not be read.
"""

import json
import pathlib
import sys

import numpy as np
import onnxruntime
from PIL import Image

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
PHOTO = 256  # the shorter side from which on a JPEG is decoded at a part of its size
PLAIN_BITMAPS = ("BGR", "P", "P;1", "P;4", "L", "1")


class Unreadable(Exception):
    """A picture that is not read here; the message is a sentence for people."""


class Model:
    """The model, ready to classify."""

    def __init__(self, folder):
        self.session = onnxruntime.InferenceSession(str(pathlib.Path(folder) / "model.onnx"))
        properties = self.session.get_modelmeta().custom_metadata_map
        self.classes = json.loads(properties["classes"])
        self.resize = properties["resize"]
        self.size = self.session.get_inputs()[0].shape[2]

    def probabilities(self, path):
        """The probability of each class, in the order of self.classes."""
        images = self.prepared(path).astype(np.float32).transpose(2, 0, 1)[np.newaxis] / np.float32(255)
        return self.session.run(["probabilities"], {"images": images})[0][0]

    def prepared(self, path):
        """The picture as the model sees it: 8-bit RGB, [size, size, 3]."""
        pixels = decoded(path, self.size)
        height, width = pixels.shape[:2]
        if self.resize == "squash":
            return scaled(pixels, self.size, self.size)
        if self.resize == "crop":
            side = min(width, height)
            left, top = (width - side) // 2, (height - side) // 2
            return scaled(pixels[top : top + side, left : left + side], self.size, self.size)
        scale = self.size / max(width, height)
        new_width, new_height = (max(1, int(side * scale + 0.5)) for side in (width, height))
        square = np.zeros((self.size, self.size, 3), np.uint8)
        left, top = (self.size - new_width) // 2, (self.size - new_height) // 2
        square[top : top + new_height, left : left + new_width] = scaled(pixels, new_width, new_height)
        return square


def decoded(path, size):
    """The picture, upright, as 8-bit RGB on white; a photo at half, a quarter or an eighth where that is large enough."""
    try:
        with Image.open(path) as image:
            check(image)
            if image.format in ("JPEG", "MPO") and min(image.size) >= PHOTO:
                image.draft(image.mode, (size, size))
            raw = image.tile[0][3] if image.tile else ""
            image.load()
            pixels = on_white(image, raw)
            return upright(pixels, image.info.get("exif"))
    except Unreadable:
        raise
    except FileNotFoundError:
        raise Unreadable("there is no such file.") from None
    except Exception as e:  # Pillow answers damage with many kinds of exceptions
        raise Unreadable(f"it is no picture that can be read here ({e}); save it as PNG or JPEG.") from e


def check(image):
    """Refuses what Pillow gives other pixels than the studio."""
    raw = image.tile[0][3] if image.tile else ""
    if image.format not in ("JPEG", "MPO", "PNG", "GIF", "BMP", "WEBP"):
        raise Unreadable(f"{image.format} pictures are not read here; save it as PNG or JPEG.")
    if image.format == "PNG" and image.mode not in ("I", "I;16") and str(raw).endswith(";16B"):
        raise Unreadable("colours of 16 bits are not read here; save it with 8 bits.")
    if image.format == "BMP" and (image.tile[0][0] != "raw" or raw[0] not in PLAIN_BITMAPS):
        raise Unreadable("bitmaps of this kind are not read here; save it as PNG.")
    if image.format == "GIF" and tuple(image.tile[0][1]) != (0, 0) + image.size:
        raise Unreadable("GIFs whose first frame is smaller than the picture are not read here; save it as PNG.")


def on_white(image, raw):
    transparent = image.info.get("transparency")
    alpha = None
    if image.mode in ("1", "L", "I", "I;16"):
        full = {"1": 1, "L;2": 3, "L;4": 15}.get(raw, 255) if image.mode in ("1", "L") else 65535
        values = np.asarray(image.convert("L") if image.mode == "1" else image).astype(np.int64)
        if transparent is not None:
            step = 1 if full == 65535 else 255 // full
            alpha = np.where(values == (transparent & full) * step, 0, 255)
        grey = (values + 128) // 257 if full == 65535 else values
        colours = np.repeat(grey[:, :, np.newaxis], 3, axis=2)
    elif image.mode == "RGB":
        colours = np.asarray(image).astype(np.int64)
        if transparent is not None:
            alpha = np.where((colours == [value & 255 for value in transparent]).all(axis=2), 0, 255)
    elif image.mode == "CMYK":
        inks = np.asarray(image).astype(np.int64)
        light = 255 - inks[:, :, 3:]
        colours = light - (inks[:, :, :3] * light >> 8)
    elif image.mode in ("P", "PA", "LA", "RGBA"):
        values = np.asarray(image.convert("RGBA")).astype(np.int64)
        colours, alpha = values[:, :, :3], values[:, :, 3]
    else:
        raise Unreadable(f"pictures of Pillow's mode {image.mode} are not read here; save it as PNG or JPEG.")
    if alpha is not None:
        alpha = alpha[:, :, np.newaxis]
        colours = (colours * alpha + 127) // 255 + 255 - alpha
    return colours.astype(np.uint8)


def upright(pixels, exif):
    """Turned as the EXIF block says, if there is one."""
    tags = Image.Exif()
    try:
        tags.load(exif or b"")
    except Exception:  # a picture is worth more than its tags
        return pixels
    turn = TURNS.get(tags.get(0x112))
    return pixels if turn is None else np.asarray(Image.fromarray(pixels).transpose(turn))


def scaled(pixels, width, height):
    """Shrinks what shrinks by averaging areas, then enlarges what grows linearly."""
    rows, columns = pixels.shape[:2]
    small_rows, small_columns = min(rows, height), min(columns, width)
    halved = (rows, columns) == (2 * small_rows, 2 * small_columns)
    small = pixels
    if (rows, columns) != (small_rows, small_columns):
        vertical, horizontal = areas(rows, small_rows), areas(columns, small_columns)
        sums = np.tensordot(np.tensordot(vertical, pixels.astype(np.float64), (1, 0)), horizontal, (1, 1)).transpose(0, 2, 1)
        sums = np.round(sums, 6)  # they are exact but for the last bits, so that a half is a half
        small = (np.floor(sums + 0.5) if halved else np.rint(sums)).astype(np.uint8)
    return enlarged(small, width, height)


def areas(old, new):
    """[new, old]: the share of each old pixel in a new, larger one."""
    edges = np.arange(new + 1) * (old / new)
    pixels = np.arange(old)
    share = np.minimum(edges[1:, np.newaxis], pixels + 1) - np.maximum(edges[:-1, np.newaxis], pixels)
    return np.maximum(share, 0) * (new / old)


def enlarged(pixels, width, height):
    """Linear interpolation in whole numbers, as OpenCV does it: shares of 2048, and what is cut off on the way."""
    rows, columns = pixels.shape[:2]
    if (rows, columns) == (height, width):
        return pixels
    left, right, share = (a[np.newaxis, :, np.newaxis] for a in neighbours(columns, width))
    values = pixels.astype(np.int64)
    values = (np.take(values, left.ravel(), 1) * (2048 - share) + np.take(values, right.ravel(), 1) * share) >> 4
    upper, lower, share = (a[:, np.newaxis, np.newaxis] for a in neighbours(rows, height))
    upper = np.take(values, upper.ravel(), 0) * (2048 - share) >> 16
    lower = np.take(values, lower.ravel(), 0) * share >> 16
    return (upper + lower + 2 >> 2).astype(np.uint8)


def neighbours(old, new):
    """For each new pixel two old neighbours, and the second one's share of 2048."""
    at = ((np.arange(new) + 0.5) * (old / new) - 0.5).astype(np.float32)
    first = np.floor(at).astype(np.int64)
    share = np.rint((at - first) * 2048).astype(np.int64)
    share[(first < 0) | (first >= old - 1)] = 0
    first = np.clip(first, 0, old - 1)
    return first, np.minimum(first + 1, old - 1), share


def main(paths):
    if not paths:
        print("usage: python classify.py PICTURE ...", file=sys.stderr)
        return 2
    model = Model(pathlib.Path(__file__).resolve().parent)
    failed = False
    for path in paths:
        try:
            probabilities = model.probabilities(path)
        except Unreadable as e:
            print(f"{path}: {e}", file=sys.stderr)
            failed = True
            continue
        if len(paths) > 1:
            print(path)
        for i in np.argsort(-probabilities, kind="stable")[:5]:
            print(f"{model.classes[i]}: {probabilities[i]:.6f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
