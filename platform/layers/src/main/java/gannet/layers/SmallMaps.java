package gannet.layers;

/// Convolutions of kernel 4 and stride 2 between maps of 8×8 and 4×4 points or smaller, as one matrix product in bfloat16.
/// PyTorch's own spends most of a step on the weight gradient of just these layers, where few points meet many channels.
///
/// With padding 1, the padded large map of `2(h+1) × 2(w+1)` points is a map of `(h+1) × (w+1)` blocks of 2×2 points, and
/// each point of the small map sees the 2×2 blocks `(dh, dw)` at its corner: kernel row `2·dh + ph`, column `2·dw + pw`.
final class SmallMaps {
    private static final int POINTS = 16;

    private static final String CONV = """
            def folded_conv(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
              n, c, h, w = torch.size(x, 0), torch.size(x, 1), torch.floordiv(torch.size(x, 2), 2), torch.floordiv(torch.size(x, 3), 2)
              if torch.__or__(torch.ne(torch.mul(h, 2), torch.size(x, 2)), torch.ne(torch.mul(w, 2), torch.size(x, 3))):
                y = torch.conv2d(x, weight, bias, [2, 2], [1, 1])
              else:
                blocks = torch.reshape(torch.permute(torch.pad(x, [1, 1, 1, 1]), [0, 2, 3, 1]), [n, torch.add(h, 1), 2, torch.add(w, 1), torch.mul(c, 2)])
                blocks0 = torch.permute(blocks, [0, 1, 3, 2, 4])
                left, right = torch.slice(blocks0, 2, 0, w), torch.slice(blocks0, 2, 1, torch.add(w, 1))
                rows = torch.cat([left, right], 4)
                seen = torch.reshape(torch.cat([torch.slice(rows, 1, 0, h), torch.slice(rows, 1, 1, torch.add(h, 1))], 3), [-1, torch.mul(c, 16)])
                product = torch.linear(seen, torch.reshape(torch.permute(weight, [0, 2, 3, 1]), [-1, torch.mul(c, 16)]), bias)
                y = torch.permute(torch.reshape(product, [n, h, w, -1]), [0, 3, 1, 2])
              return y""";

    private static final String CONV_TRANSPOSE = """
            def folded_conv_transpose(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
              n, h, w, c = torch.size(x, 0), torch.size(x, 2), torch.size(x, 3), torch.size(weight, 1)
              seen = torch.reshape(torch.permute(x, [0, 2, 3, 1]), [-1, torch.size(x, 1)])
              product = torch.mm(seen, torch.reshape(torch.permute(weight, [0, 2, 3, 1]), [torch.size(x, 1), -1]))
              parts = torch.reshape(product, [n, h, w, 2, 2, 2, torch.mul(c, 2)])
              upper, lower = torch.select(parts, 3, 0), torch.select(parts, 3, 1)
              rows = torch.add(torch.pad(upper, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), torch.pad(lower, [0, 0, 0, 0, 0, 0, 0, 0, 1, 0]))
              left, right = torch.select(rows, 4, 0), torch.select(rows, 4, 1)
              blocks = torch.add(torch.pad(left, [0, 0, 0, 0, 0, 1]), torch.pad(right, [0, 0, 0, 0, 1, 0]))
              padded = torch.reshape(torch.permute(blocks, [0, 1, 3, 2, 4]), [n, torch.mul(torch.add(h, 1), 2), torch.mul(torch.add(w, 1), 2), c])
              y = torch.permute(torch.slice(torch.slice(padded, 1, 1, -1), 2, 1, -1), [0, 3, 1, 2])
              if torch.__isnot__(bias, None):
                z = torch.add(y, torch.reshape(unchecked_cast(Tensor, bias), [-1, 1, 1]))
              else:
                z = y
              return torch.contiguous(z, memory_format=2)""";

    private SmallMaps() {}

    static boolean suit(Compute compute, Size large, Size small, int kernel, int stride, int padding) {
        return compute.bfloat16() && small.directions() == 2 && kernel == 4 && stride == 2 && padding == 1
                && small.sides().count() <= POINTS && large.sides().all(side -> side % 2 == 0);
    }

    static String conv(Draft draft) {
        draft.functionOnce("folded_conv", CONV);
        return "(self).folded_conv(%s, %s, %s, )";
    }

    static String convTranspose(Draft draft) {
        draft.functionOnce("folded_conv_transpose", CONV_TRANSPOSE);
        return "(self).folded_conv_transpose(%s, %s, %s, )";
    }
}
