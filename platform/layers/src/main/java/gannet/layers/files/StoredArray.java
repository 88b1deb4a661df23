package gannet.layers.files;

import gannet.layers.Size;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/// An array in a file: its shape is known at once, its values are read when somebody wants them.
///
/// @param values in the order of the shape, the last extent running fastest
record StoredArray(Size shape, Values values) {
    @FunctionalInterface
    interface Values { float[] read() throws IOException; }

    /// @throws IOException with words that go on after "the file is"
    float[] read() throws IOException {
        try {
            return values.read();
        } catch (EOFException | ZipException e) {
            throw new IOException(ArrayFile.DAMAGED, e);
        }
    }

    /// The same array whose extents are those of `axes`, in that order.
    static StoredArray permuted(StoredArray array, int... axes) {
        var from = array.shape().array();
        var to = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            to[i] = from[axes[i]];
        }
        return new StoredArray(Size.of(to), () -> permuted(array.values.read(), from, axes));
    }

    private static float[] permuted(float[] values, long[] from, int[] axes) {
        var strides = new int[from.length];
        int stride = 1;
        for (int i = from.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.toIntExact(from[i]);
        }
        var place = new long[axes.length];
        var permuted = new float[values.length];
        for (int i = 0, at = 0; i < permuted.length; i++) {
            permuted[i] = values[at];
            for (int axis = axes.length - 1; axis >= 0; axis--) {
                at += strides[axes[axis]];
                if (++place[axis] < from[axes[axis]]) {
                    break;
                }
                at -= Math.toIntExact(strides[axes[axis]] * from[axes[axis]]);
                place[axis] = 0;
            }
        }
        return permuted;
    }
}
