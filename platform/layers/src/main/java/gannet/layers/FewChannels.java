package gannet.layers;

/// Convolutions of kernel 4 and stride 2 at the end of a network that meets the world, where there are hardly any channels:
/// PyTorch's own is slow on the side of the few. Blocks of 2×2 points (2×2×2 in a volume) become channels, and what is left is
/// a convolution of kernel 2 and stride 1 with four (eight) times the channels. The arithmetic is the same.
final class FewChannels {
    private static final int FEW = 4;

    private static final String CONV_3 = """
            def conv_of_blocks3(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
              n, c, d = torch.size(x, 0), torch.size(x, 1), torch.add(torch.floordiv(torch.size(x, 2), 2), 1)
              h, w = torch.add(torch.floordiv(torch.size(x, 3), 2), 1), torch.add(torch.floordiv(torch.size(x, 4), 2), 1)
              padded = torch.permute(torch.pad(x, [1, 1, 1, 1, 1, 1]), [0, 2, 3, 4, 1])
              even = torch.slice(torch.slice(torch.slice(padded, 1, 0, torch.mul(d, 2)), 2, 0, torch.mul(h, 2)), 3, 0, torch.mul(w, 2))
              blocks = torch.permute(torch.reshape(even, [n, d, 2, h, 2, w, torch.mul(c, 2)]), [0, 1, 3, 5, 2, 4, 6])
              deep = torch.permute(torch.reshape(blocks, [n, d, h, w, torch.mul(c, 8)]), [0, 4, 1, 2, 3])
              kernel = torch.reshape(torch.permute(weight, [0, 2, 3, 4, 1]), [-1, 2, 2, 2, 2, 2, torch.mul(c, 2)])
              kernel0 = torch.reshape(torch.permute(kernel, [0, 1, 3, 5, 2, 4, 6]), [-1, 2, 2, 2, torch.mul(c, 8)])
              return torch.conv3d(deep, torch.permute(kernel0, [0, 4, 1, 2, 3]), bias, [1, 1, 1], [0, 0, 0])""";

    private static final String CONV_TRANSPOSE_2 = """
            def conv_to_blocks2(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
              n, i, c = torch.size(x, 0), torch.size(x, 1), torch.size(weight, 1)
              h, w = torch.add(torch.size(x, 2), 1), torch.add(torch.size(x, 3), 1)
              kernel = torch.flip(torch.reshape(torch.permute(weight, [0, 2, 3, 1]), [i, 2, 2, 2, 2, c]), [1, 3])
              kernel0 = torch.reshape(torch.permute(kernel, [2, 4, 5, 1, 3, 0]), [torch.mul(c, 4), 2, 2, i])
              deep = torch.permute(torch.conv2d(x, torch.permute(kernel0, [0, 3, 1, 2]), None, [1, 1], [1, 1]), [0, 2, 3, 1])
              blocks = torch.permute(torch.reshape(deep, [n, h, w, 2, torch.mul(c, 2)]), [0, 1, 3, 2, 4])
              padded = torch.reshape(blocks, [n, torch.mul(h, 2), torch.mul(w, 2), c])
              inner = torch.permute(torch.slice(torch.slice(padded, 1, 1, -1), 2, 1, -1), [0, 3, 1, 2])
              return (self).with_bias(torch.contiguous(inner, memory_format=2), bias, )""";

    private static final String CONV_TRANSPOSE_3 = """
            def conv_to_blocks3(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
              n, i, c = torch.size(x, 0), torch.size(x, 1), torch.size(weight, 1)
              d, h, w = torch.add(torch.size(x, 2), 1), torch.add(torch.size(x, 3), 1), torch.add(torch.size(x, 4), 1)
              kernel = torch.flip(torch.reshape(torch.permute(weight, [0, 2, 3, 4, 1]), [i, 2, 2, 2, 2, 2, 2, c]), [1, 3, 5])
              kernel0 = torch.reshape(torch.permute(kernel, [2, 4, 6, 7, 1, 3, 5, 0]), [torch.mul(c, 8), 2, 2, 2, i])
              deep = torch.conv3d(x, torch.permute(kernel0, [0, 4, 1, 2, 3]), None, [1, 1, 1], [1, 1, 1])
              blocks = torch.reshape(torch.permute(deep, [0, 2, 3, 4, 1]), [n, d, h, w, 2, 2, torch.mul(c, 2)])
              padded = torch.reshape(torch.permute(blocks, [0, 1, 4, 2, 5, 3, 6]), [n, torch.mul(d, 2), torch.mul(h, 2), torch.mul(w, 2), c])
              inner = torch.slice(torch.slice(torch.slice(padded, 1, 1, -1), 2, 1, -1), 3, 1, -1)
              return (self).with_bias(torch.contiguous(torch.permute(inner, [0, 4, 1, 2, 3]), memory_format=3), bias, )""";

    private FewChannels() {}

    /// For pictures the way in is as fast without.
    static boolean suitConv(Compute compute, Size x, int kernel, int stride, int padding) {
        return compute.channelsLast() && x.directions() == 3 && x.channels() <= FEW && kernel == 4 && stride == 2 && padding == 1;
    }

    /// Where a volume has a side of 1, PyTorch's gradient by the weights is wrong.
    static boolean suitConvTranspose(Compute compute, Size output, int kernel, int stride, int padding, int outputPadding) {
        return compute.channelsLast() && output.directions() >= 2 && output.channels() <= FEW
                && (output.directions() == 2 || output.sides().all(side -> side > 2))
                && kernel == 4 && stride == 2 && padding == 1 && outputPadding == 0;
    }

    static String conv(Draft draft) {
        draft.functionOnce("conv_of_blocks3", CONV_3);
        return "(self).conv_of_blocks3(%s, %s, %s, )";
    }

    static String convTranspose(Draft draft, int dimensions) {
        Biases.written(draft);
        draft.functionOnce("conv_to_blocks" + dimensions, dimensions == 2 ? CONV_TRANSPOSE_2 : CONV_TRANSPOSE_3);
        return "(self).conv_to_blocks" + dimensions + "(%s, %s, %s, )";
    }
}
