package gannet.layers;

/// A convolution with hardly any filters, such as the last one before a picture, where a processor's vectors stay almost empty:
/// `y[h] = Σ_i (row i of the kernel, alone)[h + i]`, so that each row of the kernel is a filter of its own, and their maps are
/// added one below the other, in float32.
final class FewFilters {
    private static final int FEW = 4;
    private static final int ROWS = 9;

    private static final String CONV = """
            def conv_by_rows(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor], padding: int) -> Tensor:
              o, c, k = torch.size(weight, 0), torch.size(weight, 1), torch.size(weight, 2)
              row = torch.permute(torch.reshape(torch.permute(weight, [2, 0, 3, 1]), [torch.mul(k, o), 1, k, c]), [0, 3, 1, 2])
              maps = torch.contiguous(torch.permute(torch.conv2d(x, row, None, [1, 1], [padding, padding]), [1, 0, 2, 3]))
              h = torch.add(torch.sub(torch.size(maps, 2), k), 1)
              parts = torch.split(maps, o)
              y = torch.to(torch.slice(parts[0], 2, 0, h), 6)
              for i in range(torch.sub(k, 1)):
                y = torch.add(y, torch.slice(parts[torch.add(i, 1)], 2, torch.add(i, 1), torch.add(torch.add(i, 1), h)))
              if torch.__isnot__(bias, None):
                z = torch.add(y, torch.reshape(unchecked_cast(Tensor, bias), [-1, 1, 1, 1]))
              else:
                z = y
              return torch.contiguous(torch.permute(torch.type_as(z, x), [1, 0, 2, 3]), memory_format=2)""";

    private FewFilters() {}

    static boolean suit(Compute compute, Size output, int kernel, int stride) {
        return compute.channelsLast() && output.directions() == 2 && stride == 1
                && output.channels() <= FEW && output.channels() * kernel >= ROWS;
    }

    static String conv(Draft draft, int padding) {
        draft.functionOnce("conv_by_rows", CONV);
        return "(self).conv_by_rows(%s, %s, %s, " + padding + ", )";
    }
}
