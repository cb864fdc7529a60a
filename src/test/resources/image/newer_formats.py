"""Makes the pictures of HeifTest and Jpeg2000Test, from which Debian 12's encoders made the files beside this one:

heif-enc 1.15.1 (libheif, x265):  -q 80 rgb.png, odd.png, grey.png, rgba.png (alpha.heic); -q 80 -b 10 rgb16.png (ten.heic);
    -q 80 --matrix_coefficients=1 --full_range_flag=0 rgb.png (limited709.heic); -L -p chroma=444 --matrix_coefficients=0 (identity.heic)
avifenc 0.11.1 (libavif, aom):  -s 6 --min 10 --max 20 rgb.png, grey.png, rgba.png (alpha.avif); with --premultiply (premultiplied.avif);
    -d 10 and -d 12 rgb16.png (ten.avif, twelve.avif); --grid 2x2 big.png (grid.avif); -y 420 and --irot 1 (turned.avif),
    --irot 1 --imir 0 (mirrored.avif), --crop 10,8,50,40 (cropped.avif); --lossless rgb.png (identity.avif)
opj_compress 2.5.0 (OpenJPEG):  -r 8 rgb.png, rgba.png (alpha.jp2), rgb16.png (sixteen.jp2), grey16.png; -r 10 -t 64,64 big.png (tiled.jp2);
    odd.png (lossless.j2k)
"""
import math, struct, sys, zlib

def png(path, width, height, bits, alpha, grey, value):
    kind = (4 if alpha else 0) if grey else (6 if alpha else 2)
    full = (1 << bits) - 1
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            for v in value(x, y):
                n = max(0, min(full, round(v * full)))
                rows += struct.pack(">H" if bits == 16 else ">B", n)
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    open(path, "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b""))

def colours(width, height):
    def value(x, y):
        u, v = x / (width - 1), y / (height - 1)
        return (0.1 + 0.8 * u, 0.1 + 0.8 * v, 0.5 + 0.4 * math.sin(5 * u + 3 * v))
    return value

def with_alpha(width, height):
    c = colours(width, height)
    return lambda x, y: c(x, y) + (1.0 if x < width / 2 else 0.25 + 0.5 * y / height,)

if __name__ == "__main__":
    png("rgb.png", 96, 64, 8, False, False, colours(96, 64))
    png("odd.png", 95, 63, 8, False, False, colours(95, 63))
    png("rgb16.png", 96, 64, 16, False, False, colours(96, 64))
    png("rgba.png", 96, 64, 8, True, False, with_alpha(96, 64))
    png("grey.png", 96, 64, 8, False, True, lambda x, y: (0.1 + 0.8 * x / 95,))
    png("grey16.png", 96, 64, 16, False, True, lambda x, y: (0.1 + 0.8 * x / 95,))
    png("big.png", 192, 128, 8, False, False, colours(192, 128))
    for r in range(2):
        for c in range(2):
            big = colours(192, 128)
            png(f"tile{r}{c}.png", 96, 64, 8, False, False, lambda x, y: big(x + 96 * c, y + 64 * r))
