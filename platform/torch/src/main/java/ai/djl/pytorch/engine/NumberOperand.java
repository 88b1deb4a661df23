package ai.djl.pytorch.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.invoke.MethodHandles;

/// The number in `x.mul(0.5)`, made by PyTorch in PyTorch's memory and of x's type: a float32 stays a float32.
public final class NumberOperand {
    private NumberOperand() {}

    /// May define classes of this package.
    public static MethodHandles.Lookup door() { return MethodHandles.lookup(); }

    /// Stands in for `manager.create(number)` in DJL's [PtNDArray].
    public static NDArray of(PtNDManager manager, Number number, PtNDArray x) {
        if (number instanceof Float || number instanceof Double) {
            var type = x.getDataType();
            return manager.full(new Shape(), number.floatValue(), type.isFloating() ? type : DataType.FLOAT32);
        }
        return manager.create(number);
    }
}
