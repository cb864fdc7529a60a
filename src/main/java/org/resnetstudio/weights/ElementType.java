package org.resnetstudio.weights;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The element types of safetensors that can be turned into float32. Whole numbers are exact up to 2^24. */
enum ElementType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    static Optional<ElementType> named(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Converts all whole elements between position and limit of a little-endian buffer. */
    void convert(ByteBuffer from, float[] to, int offset) {
        int count = from.remaining() / bytes;
        if (this == F32) {
            from.asFloatBuffer().get(to, offset, count);
            from.position(from.position() + count * bytes);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[offset + i] = next(from);
        }
    }

    private float next(ByteBuffer from) {
        return switch (this) {
            case F64 -> (float) from.getDouble();
            case F32 -> from.getFloat();
            case F16 -> half(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
            case I64 -> (float) from.getLong();
            case I32 -> (float) from.getInt();
            case I16 -> from.getShort();
            case I8 -> from.get();
            case U8, BOOL -> from.get() & 0xFF;
        };
    }

    /** IEEE 754 binary16, exactly. */
    static float half(short bits) {
        int exponent = (bits >> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
