package org.resnetstudio.image;

import java.util.Set;

/** Tells HEIF files, the container of HEIC and AVIF, from films and from cameras' raw pictures, which are in the same family of containers. */
final class HeifFormat {
    /** ISO/IEC 23008-12, annex B, ISO/IEC 23000-22 and AOM's AVIF, section 8. */
    private static final Set<String> BRANDS = Set.of(
            "mif1", "mif2", "msf1", "miaf", "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "avif",
            "avis");

    private static final int MOST_BRANDS = 32;

    private HeifFormat() {}

    static boolean isHeif(ByteSource bytes) throws UnreadableImageException {
        if (!bytes.has(4, "ftyp") || bytes.size() < 16 || bytes.has(8, "crx ")) {
            return false;
        }
        // The major brand at 8, a version, then those that it is compatible with.
        long end = Math.min(Math.min(bytes.u32be(0), bytes.size()), 16 + 4 * MOST_BRANDS);
        for (long at = 8; at + 4 <= end; at += 4) {
            if (BRANDS.contains(IsoBox.type(bytes, at))) {
                return true;
            }
        }
        return false;
    }
}
