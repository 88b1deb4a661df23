package gannet.layers;

/// Instance norm without leaving the channels-last layout: each example by itself is a batch of one, and its batch norm is
/// its instance norm. PyTorch's own goes to channels first and leaves every layer after it there, forwards and backwards.
final class InstanceNorms {
    private static final String ONE_BY_ONE = """
            def norm_of_each(self: __torch__.M, x: Tensor, scale: Optional[Tensor], shift: Optional[Tensor]) -> Tensor:
              if torch.eq(torch.size(x, 0), 1):
                y = torch.batch_norm(x, scale, shift, None, None, True, 0.1, 1e-05, True)
              else:
                examples = torch.split(x, 1)
                normed = annotate(List[Tensor], [])
                for i in range(torch.len(examples)):
                  _1 = torch.append(normed, torch.batch_norm(examples[i], scale, shift, None, None, True, 0.1, 1e-05, True))
                y = torch.cat(normed)
              return y""";

    private InstanceNorms() {}

    static boolean suit(Compute compute, Size size) { return compute.channelsLast() && size.directions() >= 2; }

    static String oneByOne(Draft draft) {
        draft.functionOnce("norm_of_each", ONE_BY_ONE);
        return "(self).norm_of_each(%s, %s, %s, )";
    }
}
