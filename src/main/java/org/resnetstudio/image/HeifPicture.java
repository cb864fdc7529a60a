package org.resnetstudio.image;

import java.util.Optional;
import java.util.Set;

/**
 * What a HEIF file says about the picture to show, read without decoding it.
 *
 * @param format HEIC or AVIF, by the coding, whatever the file calls itself
 * @param colours the picture
 * @param alpha its mask, if it has one
 * @param premultiplied whether the colours are darkened by the mask already
 * @param left of the part to show, in columns
 * @param top of the part to show, in rows
 * @param width of the part to show
 * @param height of the part to show
 * @param orientation how to turn that part, as EXIF has it; what EXIF itself says is for other programs
 */
record HeifPicture(
        ImageFormat format,
        HeifLayer colours,
        Optional<HeifLayer> alpha,
        boolean premultiplied,
        int left,
        int top,
        int width,
        int height,
        int orientation) {
    private static final Set<String> MASKS =
            Set.of("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1");

    /** The orientation after a picture in orientation 1 to 8 is turned by a quarter to the left. */
    private static final int[] TURNED = {0, 8, 5, 6, 7, 4, 1, 2, 3};

    /** The orientation after a picture in orientation 1 to 8 is mirrored left to right. */
    private static final int[] MIRRORED = {0, 2, 1, 4, 3, 6, 5, 8, 7};

    static HeifPicture read(ByteSource bytes) throws UnreadableImageException {
        HeifFile file = HeifFile.read(bytes);
        HeifItem item = file.primary();
        HeifLayer colours = HeifLayer.read(bytes, file, item);
        ImageFormat format =
                switch (colours.coding()) {
                    case "hvc1", "hev1" -> ImageFormat.HEIC;
                    case "av01" -> ImageFormat.AVIF;
                    default -> throw UnreadableImageException.unsupported("problem.image.unsupported.coding");
                };
        Optional<HeifLayer> alpha = Optional.empty();
        boolean premultiplied = false;
        for (long id : file.sources("auxl", item.id())) {
            HeifItem mask = file.item(id);
            if (alpha.isEmpty() && isMask(bytes, mask)) {
                alpha = Optional.of(HeifLayer.read(bytes, file, mask));
                premultiplied = file.targets("prem", item.id()).contains(id);
            }
        }
        int[] part = part(bytes, item, colours);
        return new HeifPicture(
                format, colours, alpha, premultiplied, part[0], part[1], part[2], part[3], orientation(bytes, item));
    }

    /** Left, top, width and height of the part to show, which the properties name before they turn it. */
    private static int[] part(ByteSource bytes, HeifItem item, HeifLayer colours) throws UnreadableImageException {
        int[] part = {0, 0, colours.width(), colours.height()};
        boolean turned = false;
        for (IsoBox property : item.properties()) {
            turned = turned || property.type().equals("irot") || property.type().equals("imir");
            if (property.type().equals("clap")) {
                if (turned) {
                    throw UnreadableImageException.unsupported("problem.image.unsupported.turned");
                }
                part = cropped(bytes, property, part);
            }
        }
        return part;
    }

    private static int orientation(ByteSource bytes, HeifItem item) throws UnreadableImageException {
        int orientation = 1;
        for (IsoBox property : item.properties()) {
            if (property.type().equals("irot")) {
                for (int times = bytes.u8(property.begin()) & 3; times > 0; times--) {
                    orientation = TURNED[orientation];
                }
            } else if (property.type().equals("imir")) {
                orientation = mirrored(orientation, (bytes.u8(property.begin()) & 1) == 0);
            }
        }
        return orientation;
    }

    /** ISO/IEC 23008-12 of 2022, 6.5.12: axis 0 exchanges top and bottom, 1 left and right. */
    private static int mirrored(int orientation, boolean topToBottom) {
        int mirrored = MIRRORED[orientation];
        return topToBottom ? TURNED[TURNED[mirrored]] : mirrored;
    }

    private static boolean isMask(ByteSource bytes, HeifItem item) throws UnreadableImageException {
        Optional<IsoBox> kind = item.property("auxC");
        if (kind.isEmpty()) {
            return false;
        }
        for (String mask : MASKS) {
            if (bytes.has(kind.get().begin() + 4, mask)) {
                return true;
            }
        }
        return false;
    }

    /** The clean aperture: size and distance from the middle as fractions. */
    private static int[] cropped(ByteSource bytes, IsoBox box, int[] whole) throws UnreadableImageException {
        ByteCursor cursor = new ByteCursor(bytes, box.begin(), box.end());
        double[] values = new double[4];
        for (int index = 0; index < values.length; index++) {
            values[index] = (double) (int) cursor.u32() / cursor.u32();
        }
        double width = Math.rint(values[0]);
        double height = Math.rint(values[1]);
        double left = Math.rint(values[2] + (whole[2] - width) / 2);
        double top = Math.rint(values[3] + (whole[3] - height) / 2);
        // Also false where a number is none.
        boolean inside = width >= 1
                && height >= 1
                && left >= 0
                && top >= 0
                && left + width <= whole[2]
                && top + height <= whole[3];
        if (!inside) {
            throw UnreadableImageException.damaged("problem.image.damaged.crop");
        }
        return new int[] {(int) left, (int) top, (int) width, (int) height};
    }

    ImageHeader header() throws UnreadableImageException {
        return ImageHeader.of(width, height, format, orientation);
    }
}
