package org.resnetstudio.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.image.HeifItem.Extent;

/**
 * The list of pictures in a HEIF file (ISO/IEC 23008-12), the container of HEIC and AVIF: what they are, where their bytes lie, what
 * belongs to what. Read in Java, so that the native decoders get nothing but the coded pictures.
 */
final class HeifFile {
    private static final int MOST = 65_536;

    /** From one item to others: the tiles of a grid, the picture that a mask is for. */
    record Reference(String type, long from, List<Long> to) {}

    private final ByteSource bytes;
    private final Map<Long, String> types = new HashMap<>();
    private final Map<Long, List<Extent>> extents = new HashMap<>();
    private final Map<Long, List<IsoBox>> properties = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private long primary;
    private long dataBegin;
    private int counted;

    private HeifFile(ByteSource bytes) {
        this.bytes = bytes;
    }

    static HeifFile read(ByteSource bytes) throws UnreadableImageException {
        IsoBox meta = IsoBox.first(bytes, "meta")
                .orElseThrow(() -> UnreadableImageException.unsupported("problem.image.unsupported.film"));
        HeifFile file = new HeifFile(bytes);
        List<IsoBox> parts = IsoBox.in(bytes, meta.begin() + 4, meta.end());
        file.readPrimary(part(parts, "pitm"));
        file.readTypes(part(parts, "iinf"));
        file.dataBegin = IsoBox.first(parts, "idat").map(IsoBox::begin).orElse(-1L);
        file.readLocations(part(parts, "iloc"));
        file.readProperties(part(parts, "iprp"));
        Optional<IsoBox> references = IsoBox.first(parts, "iref");
        if (references.isPresent()) {
            file.readReferences(references.get());
        }
        return file;
    }

    private static IsoBox part(List<IsoBox> parts, String type) throws UnreadableImageException {
        return IsoBox.first(parts, type)
                .orElseThrow(() -> UnreadableImageException.damaged("problem.image.damaged.no-part", type));
    }

    /** The one to show. */
    HeifItem primary() throws UnreadableImageException {
        return item(primary);
    }

    HeifItem item(long id) throws UnreadableImageException {
        String type = types.get(id);
        if (type == null) {
            throw UnreadableImageException.damaged("problem.image.damaged.unknown-part");
        }
        return new HeifItem(id, type, extents.getOrDefault(id, List.of()), properties.getOrDefault(id, List.of()));
    }

    /** What an item refers to, in order; empty if to nothing in this way. */
    List<Long> targets(String type, long from) {
        return references.stream()
                .filter(reference -> reference.type().equals(type) && reference.from() == from)
                .findFirst()
                .map(Reference::to)
                .orElse(List.of());
    }

    /** The items that refer to one. */
    List<Long> sources(String type, long to) {
        return references.stream()
                .filter(reference ->
                        reference.type().equals(type) && reference.to().contains(to))
                .map(Reference::from)
                .toList();
    }

    /** Bounds the memory that a list may take. */
    private void count(int entries) throws UnreadableImageException {
        counted += entries;
        if (counted > MOST) {
            throw UnreadableImageException.damaged("problem.image.damaged.lists");
        }
    }

    private ByteCursor cursor(IsoBox box) {
        return new ByteCursor(bytes, box.begin(), box.end());
    }

    private void readPrimary(IsoBox box) throws UnreadableImageException {
        ByteCursor cursor = cursor(box);
        int version = (int) (cursor.u32() >> 24);
        primary = cursor.number(version == 0 ? 2 : 4);
    }

    private void readTypes(IsoBox box) throws UnreadableImageException {
        ByteCursor cursor = cursor(box);
        int version = (int) (cursor.u32() >> 24);
        cursor.number(version == 0 ? 2 : 4);
        for (IsoBox entry : IsoBox.in(bytes, cursor.at(), box.end())) {
            ByteCursor fields = cursor(entry);
            int entryVersion = (int) (fields.u32() >> 24);
            if (entry.type().equals("infe") && entryVersion >= 2) {
                long id = fields.number(entryVersion == 2 ? 2 : 4);
                fields.u16(); // protection
                types.put(id, fields.type());
            }
        }
    }

    private void readLocations(IsoBox box) throws UnreadableImageException {
        ByteCursor cursor = cursor(box);
        int version = (int) (cursor.u32() >> 24);
        int sizes = cursor.u16();
        int offsetBytes = sizes >> 12;
        int lengthBytes = sizes >> 8 & 15;
        int baseBytes = sizes >> 4 & 15;
        int indexBytes = version == 0 ? 0 : sizes & 15;
        if (Math.max(Math.max(offsetBytes, lengthBytes), Math.max(baseBytes, indexBytes)) > 8) {
            throw UnreadableImageException.damaged("problem.image.damaged.contents-numbers");
        }
        long items = cursor.number(version < 2 ? 2 : 4);
        for (long item = 0; item < items; item++) {
            long id = cursor.number(version < 2 ? 2 : 4);
            int method = version == 0 ? 0 : cursor.u16() & 15;
            cursor.u16(); // which file: this one
            long base = cursor.number(baseBytes) + (method == 1 ? dataBegin : 0);
            int count = cursor.u16();
            count(count + 1);
            if (base < 0) {
                throw UnreadableImageException.damaged("problem.image.damaged.contents");
            }
            List<Extent> found = new ArrayList<>();
            for (int extent = 0; extent < count; extent++) {
                cursor.number(indexBytes);
                long at = base + cursor.number(offsetBytes);
                long length = cursor.number(lengthBytes);
                found.add(new Extent(at < 0 ? Long.MAX_VALUE : at, length == 0 ? bytes.size() - at : length));
            }
            // Method 2, parts of other items, has no use in pictures.
            extents.put(id, method < 2 ? found : List.of());
        }
    }

    private void readProperties(IsoBox box) throws UnreadableImageException {
        List<IsoBox> parts = IsoBox.in(bytes, box.begin(), box.end());
        IsoBox container = part(parts, "ipco");
        List<IsoBox> all = IsoBox.in(bytes, container.begin(), container.end());
        for (IsoBox part : parts) {
            if (part.type().equals("ipma")) {
                readAssociations(part, all);
            }
        }
    }

    private void readAssociations(IsoBox box, List<IsoBox> all) throws UnreadableImageException {
        ByteCursor cursor = cursor(box);
        long versionAndFlags = cursor.u32();
        boolean wide = (versionAndFlags & 1) != 0;
        long entries = cursor.u32();
        for (long entry = 0; entry < entries; entry++) {
            long id = cursor.number(versionAndFlags >> 24 < 1 ? 2 : 4);
            count(1);
            List<IsoBox> found = new ArrayList<>();
            for (int left = cursor.u8(); left > 0; left--) {
                // The highest bit says that whoever does not know the property must not show the picture.
                int index = wide ? cursor.u16() & 0x7FFF : cursor.u8() & 0x7F;
                if (index > all.size()) {
                    throw UnreadableImageException.damaged("problem.image.damaged.unknown-part");
                }
                if (index > 0) {
                    found.add(all.get(index - 1));
                }
            }
            properties.put(id, found);
        }
    }

    private void readReferences(IsoBox box) throws UnreadableImageException {
        int idBytes = bytes.u8(box.begin()) == 0 ? 2 : 4;
        for (IsoBox entry : IsoBox.in(bytes, box.begin() + 4, box.end())) {
            ByteCursor cursor = cursor(entry);
            long from = cursor.number(idBytes);
            List<Long> to = new ArrayList<>();
            for (int left = cursor.u16(); left > 0; left--) {
                count(1);
                to.add(cursor.number(idBytes));
            }
            references.add(new Reference(entry.type(), from, List.copyOf(to)));
        }
    }
}
