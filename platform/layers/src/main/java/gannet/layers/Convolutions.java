package gannet.layers;

import static gannet.layers.Draft.batchOf;
import static gannet.layers.Draft.check;
import static gannet.layers.Draft.list;

import gannet.layers.Layer.Conv;
import gannet.layers.Layer.ConvTranspose;
import gannet.layers.Layer.Linear;
import org.jspecify.annotations.Nullable;

/// Layers with large weights: convolutions in one to three dimensions, both ways, and the plain matrix.
record Convolutions(Draft draft) {

    Flow conv(Conv conv, String name, Flow x) {
        int dimensions = Draft.spatial(name, x);
        check(conv.filters() > 0 && conv.kernel() > 0 && conv.stride() > 0 && conv.padding() >= 0, name,
                "needs filters, kernel and stride of at least 1 and padding of at least 0, not " + conv);
        var output = x.shape().withChannels(conv.filters())
                .withSides(side -> Math.floorDiv(side + 2L * conv.padding() - conv.kernel(), conv.stride()) + 1);
        check(output.all(side -> side > 0), name,
                "a kernel of " + conv.kernel() + " with padding " + conv.padding() + " does not fit into " + x.sides());
        int groups = conv.groups();
        check(groups > 0 && x.channels() % groups == 0 && conv.filters() % groups == 0, name,
                x.channels() + " channels and " + conv.filters() + " filters cannot be shared among " + groups + " groups");
        var kernel = Size.cube(conv.kernel(), dimensions);
        boolean whole = conv.padding() == 0 && x.sides().equals(kernel) && groups == 1;
        long fanIn = x.channels() / groups * kernel.count();
        var weight = draft.weight(name, Size.of(conv.filters(), x.channels() / groups).by(kernel), fanIn, conv.spectral() ? "%s" : "", whole ? 0 : dimensions);
        var bias = conv.bias() ? draft.bias(name, conv.filters(), fanIn) : "None";
        if (whole) {                                                    // each filter sees the whole map: a matrix product
            draft.fixSize();
            return draft.emit(name, output, "torch.reshape(torch.linear(torch.flatten(%s, 1), torch.flatten(%s, 1), %s), %s)",
                    x.code(), weight, bias, batchOf(output));
        }
        var faster = groups == 1 ? faster(conv, x, output) : null;
        if (faster != null) {
            return draft.emit(name, output, faster, x.code(), weight, bias);
        }
        var precise = precise(x.shape(), output, conv.kernel());
        return draft.fresh(draft.emit(name, output, precise.result(), "torch.conv%dd(%s, %s, %s, %s, %s, %s, %d)".formatted(
                dimensions, precise.of(x.code()), precise.of(weight), precise.of(bias),
                list(conv.stride(), dimensions), list(conv.padding(), dimensions), list(1, dimensions), groups)));
    }

    /// What becomes of arguments and of a result.
    private record Conversion(String argument, String result) {
        String of(String code) { return code.equals("None") ? code : argument.formatted(code); }
    }

    /// PyTorch 2.7's gradient by the weights is wrong in bfloat16, and may be anything, where a volume has a side shorter
    /// than the kernel. There is little to calculate there.
    private Conversion precise(Size in, Size out, int kernel) {
        boolean needed = draft.compute().bfloat16() && in.directions() == 3 && !(in.sides().all(side -> side >= kernel) && out.sides().all(side -> side >= kernel));
        return needed ? new Conversion("torch.to(%s, 6)", draft.number()) : new Conversion("%s", "%s");
    }

    /// How this convolution is calculated faster than by PyTorch's own, if there is a way.
    private @Nullable String faster(Conv conv, Flow x, Size output) {
        if (FewChannels.suitConv(draft.compute(), x.shape(), conv.kernel(), conv.stride(), conv.padding())) {
            return FewChannels.conv(draft);
        }
        if (SmallMaps.suit(draft.compute(), x.shape(), output, conv.kernel(), conv.stride(), conv.padding())) {
            return SmallMaps.conv(draft, output);
        }
        if (FewFilters.suit(draft.compute(), output, conv.kernel(), conv.stride())) {
            return FewFilters.conv(draft, conv.padding());
        }
        return Patches.suit(draft.compute(), output, conv.kernel(), conv.stride()) ? Patches.conv(draft, conv.padding()) : null;
    }

    Flow convTranspose(ConvTranspose conv, String name, Flow x) {
        int dimensions = Draft.spatial(name, x);
        check(conv.filters() > 0 && conv.kernel() > 0 && conv.stride() > 0 && conv.padding() >= 0, name,
                "needs filters, kernel and stride of at least 1 and padding of at least 0, not " + conv);
        check(conv.outputPadding() >= 0 && conv.outputPadding() < Math.max(conv.stride(), 2), name,
                "its output padding must be less than its stride of " + conv.stride() + ", not " + conv.outputPadding());
        var output = x.shape().withChannels(conv.filters())
                .withSides(side -> (side - 1) * conv.stride() - 2L * conv.padding() + conv.kernel() + conv.outputPadding());
        check(output.all(side -> side > 0), name, "padding " + conv.padding() + " leaves nothing of " + x.sides());
        var kernel = Size.cube(conv.kernel(), dimensions);
        boolean point = conv.padding() == 0 && conv.outputPadding() == 0 && !conv.bias() && x.sides().count() == 1;
        long fanIn = conv.filters() * kernel.count();
        var weight = draft.weight(name, Size.of(x.channels(), conv.filters()).by(kernel), fanIn, conv.spectral() ? "torch.transpose(%s, 0, 1)" : "", point ? 0 : dimensions);
        var bias = conv.bias() ? draft.bias(name, conv.filters(), fanIn) : "None";
        if (point) {                                                    // from a single point: a matrix product
            draft.fixSize();
            var product = "torch.reshape(torch.matmul(torch.flatten(%s, 1), torch.flatten(%s, 1)), %s)";
            return draft.emit(name, output, draft.spatialLayout(product, dimensions), x.code(), weight, batchOf(output));
        }
        if (FewChannels.suitConvTranspose(draft.compute(), output, conv.kernel(), conv.stride(), conv.padding(), conv.outputPadding())) {
            return draft.emit(name, output, FewChannels.convTranspose(draft, dimensions), x.code(), weight, bias);
        }
        if (conv.outputPadding() == 0 && SmallMaps.suit(draft.compute(), output, x.shape(), conv.kernel(), conv.stride(), conv.padding())) {
            return draft.emit(name, output, SmallMaps.convTranspose(draft, x.shape()), x.code(), weight, bias);
        }
        boolean apart = conv.bias() && draft.compute().bfloat16();
        var precise = precise(x.shape(), output, conv.kernel());
        var own = precise.result().formatted("torch.conv_transpose%dd(%s, %s, %s, %s, %s, %s, 1, %s)".formatted(
                dimensions, precise.of(x.code()), precise.of(weight), apart ? "None" : bias, list(conv.stride(), dimensions), list(conv.padding(), dimensions),
                list(conv.outputPadding(), dimensions), list(1, dimensions)));
        return draft.fresh(draft.emit(name, output, "%s", apart ? Biases.added(draft, own, bias) : own));
    }

    Flow linear(Linear linear, String name, Flow x) {
        check(x.shape().directions() == 0, name, "takes a vector, not " + x.shape() + "; put flatten() before it");
        check(linear.units() > 0, name, "needs at least one unit, not " + linear.units());
        var weight = draft.weight(name, Size.of(linear.units(), x.channels()), x.channels(), linear.spectral() ? "%s" : "", 0);
        var bias = linear.bias() ? draft.bias(name, linear.units(), x.channels()) : "None";
        return draft.emit(name, Size.of(linear.units()), "torch.linear(%s, %s, %s)", x.code(), weight, bias);
    }
}
