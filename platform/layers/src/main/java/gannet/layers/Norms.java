package gannet.layers;

import gannet.layers.Plan.Role;

/// Layers that bring values to mean 0 and variance 1, over the batch, the image or groups of channels.
record Norms(Draft draft) {

    Flow batch(String name, Flow x) {
        var size = Size.of(x.channels());
        var scale = scale(name, size, "%s");
        var shift = shift(name, size, "%s");
        var mean = draft.buffer(name + ".mean", Role.MEAN, size);
        var variance = draft.buffer(name + ".variance", Role.VARIANCE, size);
        return draft.fresh(draft.emit(name, x.shape(), "torch.batch_norm(%s, %s, %s, %s, %s, training, 0.1, 1e-05, True)",
                x.code(), scale, shift, mean, variance));
    }

    Flow instance(boolean affine, String name, Flow x) {
        Draft.spatial(name, x);
        var size = Size.of(x.channels());
        var scale = affine ? scale(name, size, "%s") : "None";
        var shift = affine ? shift(name, size, "%s") : "None";
        var norm = InstanceNorms.suit(draft.compute(), x.shape())
                ? InstanceNorms.oneByOne(draft) : "torch.instance_norm(%s, %s, %s, None, None, True, 0.1, 1e-05, True)";
        return draft.fresh(draft.emit(name, x.shape(), norm, x.code(), scale, shift));
    }

    Flow group(int groups, String name, Flow x) {
        Draft.check(groups > 0 && x.channels() % groups == 0, name,
                x.channels() + " channels cannot be shared among " + groups + " groups");
        var size = Size.of(x.channels());
        return draft.emit(name, x.shape(), "torch.group_norm(%s, %d, %s, %s, 1e-05, True)", x.code(), groups,
                scale(name, size, draft.number()), shift(name, size, draft.number()));
    }

    private String scale(String name, Size size, String conversion) {
        return draft.parameter(name + ".weight", Role.SCALE, size, 1, conversion);
    }

    private String shift(String name, Size size, String conversion) {
        return draft.parameter(name + ".bias", Role.SHIFT, size, 1, conversion);
    }
}
