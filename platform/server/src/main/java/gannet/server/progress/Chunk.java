package gannet.server.progress;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Points of one chart line in the order of their steps, about five bytes each when packed: differences of steps in
/// variable length, values as 32-bit floats, deflated.
record Chunk(long[] steps, float[] values) {
    /// A chunk is rewritten until it holds this many points, then the next one begins.
    static final int FULL = 1000;

    static final Chunk EMPTY = new Chunk(new long[0], new float[0]);

    Chunk {
        if (steps.length != values.length) {
            throw new IllegalArgumentException("A chunk of " + steps.length + " steps cannot have " + values.length + " values");
        }
    }

    int count() { return steps.length; }

    long first() { return steps[0]; }

    long last() { return steps[steps.length - 1]; }

    /// The last value at or before a step, or else the first one.
    double at(long step) {
        double value = values[0];
        for (int i = 1; i < steps.length && steps[i] <= step; i++) {
            value = values[i];
        }
        return value;
    }

    boolean isFull() { return count() >= FULL; }

    Chunk with(long step, float value) { return with(new long[] {step}, new float[] {value}); }

    Chunk with(long[] moreSteps, float[] moreValues) {
        var allSteps = Arrays.copyOf(steps, count() + moreSteps.length);
        var allValues = Arrays.copyOf(values, count() + moreValues.length);
        System.arraycopy(moreSteps, 0, allSteps, count(), moreSteps.length);
        System.arraycopy(moreValues, 0, allValues, count(), moreValues.length);
        return new Chunk(allSteps, allValues);
    }

    Chunk and(Chunk later) {
        var allSteps = Arrays.copyOf(steps, count() + later.count());
        var allValues = Arrays.copyOf(values, count() + later.count());
        System.arraycopy(later.steps, 0, allSteps, count(), later.count());
        System.arraycopy(later.values, 0, allValues, count(), later.count());
        return new Chunk(allSteps, allValues);
    }

    byte[] packed() {
        var plain = ByteBuffer.allocate(10 * (count() + 1) + 4 * count());
        putNumber(plain, count());
        long before = 0;
        for (long step : steps) {
            putNumber(plain, step - before);
            before = step;
        }
        for (float value : values) {
            plain.putFloat(value);
        }
        return deflate(plain.array(), plain.position());
    }

    static Chunk unpack(byte[] packed) {
        var plain = ByteBuffer.wrap(inflate(packed));
        int count = Math.toIntExact(number(plain));
        var steps = new long[count];
        var values = new float[count];
        long step = 0;
        for (int i = 0; i < count; i++) {
            step += number(plain);
            steps[i] = step;
        }
        for (int i = 0; i < count; i++) {
            values[i] = plain.getFloat();
        }
        return new Chunk(steps, values);
    }

    /// Zigzag, so that small numbers of either sign are short; seven bits a byte.
    private static void putNumber(ByteBuffer out, long number) {
        long rest = number << 1 ^ number >> 63;
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number >>> 1 ^ -(number & 1);
            }
        }
    }

    /// The length of the plain bytes goes first.
    private static byte[] deflate(byte[] plain, int length) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain, 0, length);
            deflater.finish();
            var out = new byte[length + length / 100 + 64];
            ByteBuffer.wrap(out).putInt(length);
            int size = 4;
            while (!deflater.finished()) {
                size += deflater.deflate(out, size, out.length - size);
            }
            return Arrays.copyOf(out, size);
        }
    }

    private static byte[] inflate(byte[] packed) {
        try (var inflater = new Inflater()) {
            var out = new byte[ByteBuffer.wrap(packed).getInt()];
            inflater.setInput(packed, 4, packed.length - 4);
            int size = 0;
            while (size < out.length) {
                int more = inflater.inflate(out, size, out.length - size);
                if (more == 0) {
                    throw new IllegalStateException("A chunk of chart points ends after " + size + " of " + out.length + " bytes");
                }
                size += more;
            }
            return out;
        } catch (DataFormatException e) {
            throw new IllegalStateException("A chunk of chart points is damaged", e);
        }
    }
}
