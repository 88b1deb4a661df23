package gannet.layers;

/// Biases that are added by themselves: PyTorch's transposed convolution in bfloat16 takes twice the time of all the rest for
/// the gradient of its bias.
final class Biases {
    private static final String WITH_BIAS = """
            def with_bias(self: __torch__.M, y: Tensor, bias: Optional[Tensor]) -> Tensor:
              if torch.__isnot__(bias, None):
                each = annotate(List[int], [-1])
                for i in range(torch.sub(torch.dim(y), 2)):
                  _1 = torch.append(each, 1)
                z = torch.add_(y, torch.reshape(unchecked_cast(Tensor, bias), each))
              else:
                z = y
              return z""";

    private Biases() {}

    static void written(Draft draft) { draft.functionOnce("with_bias", WITH_BIAS); }

    /// An expression, with the bias added to it.
    static String added(Draft draft, String expression, String bias) {
        written(draft);
        return "(self).with_bias(" + expression + ", " + bias + ", )";
    }
}
