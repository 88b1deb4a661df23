package ai.djl.pytorch.jni;

import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Tensors made from Java buffers, in memory of their own. DJL lets such a tensor point into the buffer, which the
/// garbage collector frees while PyTorch still keeps the tensor for the backward pass.
public final class OwnedMemory {
    private static final int CPU = 0;
    private static final int STRIDED = 0;

    private OwnedMemory() {}

    /// May define classes of this package.
    public static MethodHandles.Lookup door() { return MethodHandles.lookup(); }

    /// Stands in for the native method of this name in [JniUtils]. On a GPU, or sparse, PyTorch has copied already.
    static long torchFromBlob(
            PyTorchLibrary library, ByteBuffer buffer, long[] shape, int type, int layout, int[] device, boolean gradient) {
        long borrowed = library.torchFromBlob(buffer, shape, type, layout, device, gradient);
        if (device[0] != CPU || layout != STRIDED) {
            return borrowed;
        }
        long owned = library.tensorClone(borrowed);
        library.torchDeleteTensor(borrowed);
        return owned;
    }

    /// Stands in for the native method of this name in [JniUtils], which made the tensor point into the buffer: copies
    /// instead, and PyTorch notices the change.
    static void torchSet(PyTorchLibrary library, long tensor, ByteBuffer buffer) {
        long[] sizes = library.torchSizes(tensor);
        if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
            return;
        }
        boolean gradients = library.torchIsGradMode();
        library.torchSetGradMode(false);
        long values = library.torchFromBlob(buffer, sizes, library.torchDType(tensor), STRIDED, new int[] {CPU, -1}, false);
        long view = library.torchUnsqueeze(tensor, 0);
        try {
            library.torchIndexPut(view, values, new long[] {0}, new long[] {1}, new long[] {1});
        } finally {
            library.torchDeleteTensor(view);
            library.torchDeleteTensor(values);
            library.torchSetGradMode(gradients);
        }
    }
}
