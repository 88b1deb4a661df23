package gannet.layers.files;

import gannet.layers.Size;
import java.io.IOException;
import java.nio.ByteBuffer;

/// How a file writes one number.
enum NumberType {
    INT8(1), UINT8(1), INT16(2), UINT16(2), INT32(4), UINT32(4), INT64(8), UINT64(8), FLOAT16(2), BFLOAT16(2), FLOAT32(4), FLOAT64(8);

    private final int bytes;

    NumberType(int bytes) { this.bytes = bytes; }

    /// How many bytes an array takes.
    long bytes(Size shape) throws IOException {
        try {
            long count = 1;
            for (long extent : shape.array()) {
                count = Math.multiplyExact(count, extent);
            }
            return Math.multiplyExact(count, bytes);
        } catch (ArithmeticException e) {
            throw new IOException("an array of " + shape + " is larger than any file", e);
        }
    }

    /// All that is left in the buffer.
    float[] read(ByteBuffer in) {
        var values = new float[in.remaining() / bytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(in);
        }
        return values;
    }

    private float next(ByteBuffer in) {
        return switch (this) {
            case INT8 -> in.get();
            case UINT8 -> in.get() & 0xff;
            case INT16 -> in.getShort();
            case UINT16 -> in.getShort() & 0xffff;
            case INT32 -> in.getInt();
            case UINT32 -> in.getInt() & 0xffffffffL;
            case INT64, UINT64 -> in.getLong();
            case FLOAT16 -> Float.float16ToFloat(in.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(in.getShort() << 16);
            case FLOAT32 -> in.getFloat();
            case FLOAT64 -> (float) in.getDouble();
        };
    }
}
