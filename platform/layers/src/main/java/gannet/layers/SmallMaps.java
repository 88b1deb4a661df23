package gannet.layers;

/// Convolutions of kernel 4 and stride 2 between small maps or volumes, as one matrix product in bfloat16. PyTorch's own
/// takes its time for just these layers, where few points meet many channels: it arranges the weights anew in every call and
/// is slow with their gradient.
///
/// With padding 1, the padded large map of `2(h+1) × 2(w+1)` points is a map of `(h+1) × (w+1)` blocks of 2×2 points, and
/// each point of the small map sees the 2×2 blocks `(dh, dw)` at its corner: kernel row `2·dh + ph`, column `2·dw + pw`.
/// Volumes have a third direction of the same kind. Where all examples together have more points than is good for this, and
/// where a side is odd, PyTorch's own convolution is called.
final class SmallMaps {
    private static final String CONV_2 = """
            def folded_conv2(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor], most: int) -> Tensor:
              n, c, h, w = torch.size(x, 0), torch.size(x, 1), torch.floordiv(torch.size(x, 2), 2), torch.floordiv(torch.size(x, 3), 2)
              odd = torch.__or__(torch.ne(torch.mul(h, 2), torch.size(x, 2)), torch.ne(torch.mul(w, 2), torch.size(x, 3)))
              if torch.__or__(odd, torch.gt(torch.mul(torch.mul(n, h), w), most)):
                y = torch.conv2d(x, weight, bias, [2, 2], [1, 1])
              else:
                blocks = torch.reshape(torch.permute(torch.pad(x, [1, 1, 1, 1]), [0, 2, 3, 1]), [n, torch.add(h, 1), 2, torch.add(w, 1), torch.mul(c, 2)])
                blocks0 = torch.permute(blocks, [0, 1, 3, 2, 4])
                rows = torch.cat([torch.slice(blocks0, 2, 0, w), torch.slice(blocks0, 2, 1, torch.add(w, 1))], 4)
                seen = torch.reshape(torch.cat([torch.slice(rows, 1, 0, h), torch.slice(rows, 1, 1, torch.add(h, 1))], 3), [-1, torch.mul(c, 16)])
                product = torch.linear(seen, torch.reshape(torch.permute(weight, [0, 2, 3, 1]), [-1, torch.mul(c, 16)]), bias)
                y = torch.permute(torch.reshape(product, [n, h, w, -1]), [0, 3, 1, 2])
              return y""";

    private static final String CONV_3 = """
            def folded_conv3(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor], most: int) -> Tensor:
              n, c, d = torch.size(x, 0), torch.size(x, 1), torch.floordiv(torch.size(x, 2), 2)
              h, w = torch.floordiv(torch.size(x, 3), 2), torch.floordiv(torch.size(x, 4), 2)
              even = torch.eq(torch.size(x), [n, c, torch.mul(d, 2), torch.mul(h, 2), torch.mul(w, 2)])
              if torch.__or__(torch.__not__(even), torch.gt(torch.mul(torch.mul(torch.mul(n, d), h), w), most)):
                y = torch.conv3d(x, weight, bias, [2, 2, 2], [1, 1, 1])
              else:
                padded = torch.permute(torch.pad(x, [1, 1, 1, 1, 1, 1]), [0, 2, 3, 4, 1])
                blocks = torch.reshape(padded, [n, torch.add(d, 1), 2, torch.add(h, 1), 2, torch.add(w, 1), torch.mul(c, 2)])
                blocks0 = torch.permute(blocks, [0, 1, 3, 5, 2, 4, 6])
                rows = torch.cat([torch.slice(blocks0, 3, 0, w), torch.slice(blocks0, 3, 1, torch.add(w, 1))], 6)
                planes = torch.cat([torch.slice(rows, 2, 0, h), torch.slice(rows, 2, 1, torch.add(h, 1))], 5)
                seen = torch.reshape(torch.cat([torch.slice(planes, 1, 0, d), torch.slice(planes, 1, 1, torch.add(d, 1))], 4), [-1, torch.mul(c, 64)])
                product = torch.linear(seen, torch.reshape(torch.permute(weight, [0, 2, 3, 4, 1]), [-1, torch.mul(c, 64)]), bias)
                y = torch.permute(torch.reshape(product, [n, d, h, w, -1]), [0, 4, 1, 2, 3])
              return y""";

    private static final String CONV_TRANSPOSE_2 = """
            def folded_conv_transpose2(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor], most: int) -> Tensor:
              n, h, w, c = torch.size(x, 0), torch.size(x, 2), torch.size(x, 3), torch.size(weight, 1)
              if torch.gt(torch.mul(torch.mul(n, h), w), most):
                y = torch.conv_transpose2d(x, weight, None, [2, 2], [1, 1], [0, 0], 1, [1, 1])
              else:
                seen = torch.reshape(torch.permute(x, [0, 2, 3, 1]), [-1, torch.size(x, 1)])
                product = torch.mm(seen, torch.reshape(torch.permute(weight, [0, 2, 3, 1]), [torch.size(x, 1), -1]))
                parts = torch.reshape(product, [n, h, w, 2, 2, 2, torch.mul(c, 2)])
                upper, lower = torch.select(parts, 3, 0), torch.select(parts, 3, 1)
                rows = torch.add(torch.pad(upper, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), torch.pad(lower, [0, 0, 0, 0, 0, 0, 0, 0, 1, 0]))
                left, right = torch.select(rows, 4, 0), torch.select(rows, 4, 1)
                blocks = torch.add(torch.pad(left, [0, 0, 0, 0, 0, 1]), torch.pad(right, [0, 0, 0, 0, 1, 0]))
                padded = torch.reshape(torch.permute(blocks, [0, 1, 3, 2, 4]), [n, torch.mul(torch.add(h, 1), 2), torch.mul(torch.add(w, 1), 2), c])
                y = torch.contiguous(torch.permute(torch.slice(torch.slice(padded, 1, 1, -1), 2, 1, -1), [0, 3, 1, 2]), memory_format=2)
              return (self).with_bias(y, bias, )""";

    private static final String CONV_TRANSPOSE_3 = """
            def folded_conv_transpose3(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor], most: int) -> Tensor:
              n, d, h, w, c = torch.size(x, 0), torch.size(x, 2), torch.size(x, 3), torch.size(x, 4), torch.size(weight, 1)
              if torch.gt(torch.mul(torch.mul(torch.mul(n, d), h), w), most):
                y = torch.conv_transpose3d(x, weight, None, [2, 2, 2], [1, 1, 1], [0, 0, 0], 1, [1, 1, 1])
              else:
                seen = torch.reshape(torch.permute(x, [0, 2, 3, 4, 1]), [-1, torch.size(x, 1)])
                product = torch.mm(seen, torch.reshape(torch.permute(weight, [0, 2, 3, 4, 1]), [torch.size(x, 1), -1]))
                parts = torch.reshape(product, [n, d, h, w, 2, 2, 2, 2, 2, torch.mul(c, 2)])
                front, back = torch.select(parts, 4, 0), torch.select(parts, 4, 1)
                planes = torch.add(torch.pad(front, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), torch.pad(back, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]))
                upper, lower = torch.select(planes, 5, 0), torch.select(planes, 5, 1)
                rows = torch.add(torch.pad(upper, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), torch.pad(lower, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]))
                left, right = torch.select(rows, 6, 0), torch.select(rows, 6, 1)
                blocks = torch.add(torch.pad(left, [0, 0, 0, 0, 0, 0, 0, 1]), torch.pad(right, [0, 0, 0, 0, 0, 0, 1, 0]))
                sides = [n, torch.mul(torch.add(d, 1), 2), torch.mul(torch.add(h, 1), 2), torch.mul(torch.add(w, 1), 2), c]
                padded = torch.reshape(torch.permute(blocks, [0, 1, 4, 2, 5, 3, 6]), sides)
                inner = torch.slice(torch.slice(torch.slice(padded, 1, 1, -1), 2, 1, -1), 3, 1, -1)
                y = torch.contiguous(torch.permute(inner, [0, 4, 1, 2, 3]), memory_format=3)
              return (self).with_bias(y, bias, )""";

    private SmallMaps() {}

    static boolean suit(Compute compute, Size large, Size small, int kernel, int stride, int padding) {
        return compute.bfloat16() && small.directions() >= 2 && kernel == 4 && stride == 2 && padding == 1
                && small.sides().count() <= most(small) && large.sides().all(side -> side % 2 == 0);
    }

    /// Up to so many points the product is faster, measured from 32 to 4096 points and 64 to 2048 channels.
    private static long most(Size small) { return 4 * small.channels(); }

    static String conv(Draft draft, Size small) {
        int dimensions = small.directions();
        draft.functionOnce("folded_conv" + dimensions, dimensions == 2 ? CONV_2 : CONV_3);
        return "(self).folded_conv" + dimensions + "(%s, %s, %s, " + most(small) + ", )";
    }

    static String convTranspose(Draft draft, Size small) {
        int dimensions = small.directions();
        Biases.written(draft);
        draft.functionOnce("folded_conv_transpose" + dimensions, dimensions == 2 ? CONV_TRANSPOSE_2 : CONV_TRANSPOSE_3);
        return "(self).folded_conv_transpose" + dimensions + "(%s, %s, %s, " + most(small) / 2 + ", )";
    }
}
