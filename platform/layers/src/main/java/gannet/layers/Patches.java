package gannet.layers;

/// Convolutions of stride 1 over small maps, as one matrix product in bfloat16: every point's patch of `kernel × kernel`
/// points becomes a row. PyTorch's own arranges the weights anew in every call, which takes longest where there are many of
/// them and few points; where there are more points than filters, it is called.
final class Patches {
    private static final String CONV = """
            def patch_conv(self: __torch__.M, x: Tensor, weight: Tensor, bias: Optional[Tensor], padding: int) -> Tensor:
              k, twice = torch.size(weight, 2), torch.mul(padding, 2)
              n, h, w = torch.size(x, 0), torch.add(torch.sub(torch.add(torch.size(x, 2), twice), k), 1), torch.add(torch.sub(torch.add(torch.size(x, 3), twice), k), 1)
              if torch.gt(torch.mul(torch.mul(n, h), w), torch.size(weight, 0)):
                y = torch.conv2d(x, weight, bias, [1, 1], [padding, padding])
              else:
                padded = torch.permute(torch.pad(x, [padding, padding, padding, padding]), [0, 2, 3, 1])
                columns = annotate(List[Tensor], [])
                for i in range(k):
                  _1 = torch.append(columns, torch.slice(padded, 2, i, torch.add(i, w)))
                wide = torch.cat(columns, 3)
                rows = annotate(List[Tensor], [])
                for j in range(k):
                  _2 = torch.append(rows, torch.slice(wide, 1, j, torch.add(j, h)))
                seen = torch.reshape(torch.cat(rows, 3), [torch.mul(torch.mul(n, h), w), -1])
                product = torch.linear(seen, torch.flatten(torch.permute(weight, [0, 2, 3, 1]), 1), bias)
                y = torch.permute(torch.reshape(product, [n, h, w, -1]), [0, 3, 1, 2])
              return y""";

    private Patches() {}

    static boolean suit(Compute compute, Size output, int kernel, int stride) {
        return compute.bfloat16() && output.directions() == 2 && stride == 1 && kernel > 1 && output.sides().count() <= output.channels();
    }

    static String conv(Draft draft, int padding) {
        draft.functionOnce("patch_conv", CONV);
        return "(self).patch_conv(%s, %s, %s, " + padding + ", )";
    }
}
