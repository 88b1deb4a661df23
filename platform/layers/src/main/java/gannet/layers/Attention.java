package gannet.layers;

import static gannet.layers.Draft.check;

import gannet.layers.Layer.SelfAttention;
import gannet.layers.Plan.Role;

/// Layers in which points look at each other.
record Attention(Draft draft) {
    /// f, g, h and v are 1×1 convolutions without biases, that is matrices over the channels.
    private static final String SELF_ATTENTION = """
            def self_attention(self: __torch__.M, x: Tensor, query: Tensor, key: Tensor, value: Tensor, back: Tensor, share: Tensor) -> Tensor:
              points = torch.flatten(x, 2)
              looks = torch.matmul(torch.transpose(torch.matmul(query, points), 1, 2), torch.matmul(key, points))
              weights = torch.softmax(looks, -1)
              seen = torch.matmul(torch.matmul(value, points), torch.transpose(weights, 1, 2))
              change = torch.reshape(torch.matmul(back, seen), torch.size(x))
              return torch.add(x, torch.mul(change, share))""";

    Flow self(SelfAttention layer, String name, Flow x) {
        int directions = Draft.spatial(name, x);
        check(layer.share() > 0 && x.channels() % layer.share() == 0, name,
                "leaves one in " + layer.share() + " channels, so they must be a multiple of " + layer.share() + ", not " + x.channels());
        long few = x.channels() / layer.share();
        var spectral = layer.spectral() ? "%s" : "";
        var query = draft.weight(name + ".query", Size.of(few, x.channels()), x.channels(), spectral, 0);
        var key = draft.weight(name + ".key", Size.of(few, x.channels()), x.channels(), spectral, 0);
        var value = draft.weight(name + ".value", Size.of(few, x.channels()), x.channels(), spectral, 0);
        var back = draft.weight(name + ".back", Size.of(x.channels(), few), few, spectral, 0);
        var share = draft.parameter(name + ".share", Role.SHARE, Size.of(1), 1, draft.number());
        draft.functionOnce("self_attention", SELF_ATTENTION);
        return draft.emit(name, x.shape(), draft.spatialLayout("(self).self_attention(%s, %s, %s, %s, %s, %s, )", directions),
                x.code(), query, key, value, back, share);
    }
}
