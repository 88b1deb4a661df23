package gannet.layers;

import static gannet.layers.Draft.check;

import gannet.layers.Layer.Embedding;
import gannet.layers.Layer.Recurrent;
import gannet.layers.Layer.Recurrent.Cell;
import gannet.layers.Plan.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Layers for lines of words: vectors for numbers, readers that remember, the mean over what was said. Between them a line
/// is a map of one direction, `channels × length`; those that mind its end take the token numbers, which say where it is.
record Sequences(Draft draft) {
    /// How many steps of each line stand for something, at least one: up to the last token that is not 0, when so many
    /// `tokens` have become so many `steps`.
    private static final String ENDS = """
            def token_ends(self: __torch__.M, tokens: Tensor, steps: int) -> Tensor:
              places = torch.cumsum(torch.ones_like(tokens), 1)
              last = torch.amax(torch.mul(places, torch.ne(tokens, 0)), [1])
              length = torch.size(tokens, 1)
              scaled = torch.floor_divide(torch.add(torch.mul(last, steps), torch.sub(length, 1)), length)
              return torch.clamp_min(scaled, 1)""";

    private static final String MEAN = """
            def mean_until(self: __torch__.M, x: Tensor, ends: Tensor) -> Tensor:
              places = torch.cumsum(torch.ones_like(torch.slice(x, 1, 0, 1)), 2)
              counts = torch.le(places, torch.reshape(ends, [-1, 1, 1]))
              return torch.div(torch.sum(torch.mul(x, counts), [2]), torch.unsqueeze(ends, 1))""";

    Flow embedding(Embedding embedding, String name, Flow x) {
        check(x.whole() && x.shape().directions() <= 0, name, "takes whole numbers, an input made with tokens(…) or label(…), not " + x.shape());
        check(embedding.count() > 0 && embedding.size() > 0, name, "needs a count and a size of at least 1, not " + embedding.count() + " and " + embedding.size());
        boolean line = x.shape().directions() == 0;
        var vectors = draft.parameter(name + ".weight", Role.VECTORS, Size.of(embedding.count(), embedding.size()), 1, draft.number());
        var found = "torch.embedding(%s, %s)".formatted(vectors, x.code());
        if (embedding.padded()) {
            found = "torch.mul(%s, torch.unsqueeze(torch.ne(%s, 0), -1))".formatted(found, x.code());
        }
        return line ? draft.emit(name, Size.of(embedding.size()).by(x.shape()), "torch.transpose(%s, 1, 2)", found)
                : draft.emit(name, Size.of(embedding.size()), "%s", found);
    }

    /// The line has the whole memory of a step as its channels, a gate after the other, as PyTorch keeps it.
    Flow recurrent(Recurrent layer, Optional<Flow> tokens, String name, Flow x) {
        check(x.shape().directions() == 1, name, "reads a line, channels × length, not " + x.shape());
        check(layer.units() > 0, name, "needs at least one unit, not " + layer.units());
        int gates = layer.cell() == Cell.LSTM ? 4 : 3;
        var weights = new ArrayList<String>();
        for (var direction : layer.both() ? List.of("", ".back") : List.of("")) {
            long units = layer.units();
            weights.add(draft.parameter(name + direction + ".input.weight", Role.WEIGHT, Size.of(gates * units, x.channels()), units, "%s"));
            weights.add(draft.parameter(name + direction + ".memory.weight", Role.WEIGHT, Size.of(gates * units, units), units, "%s"));
            weights.add(draft.parameter(name + direction + ".input.bias", Role.BIAS, Size.of(gates * units), units, "%s"));
            weights.add(draft.parameter(name + direction + ".memory.bias", Role.BIAS, Size.of(gates * units), units, "%s"));
        }
        long length = x.sides().count();
        long channels = layer.both() ? 2L * layer.units() : layer.units();
        var function = (layer.cell() == Cell.LSTM ? "lstm" : "gru") + (tokens.isPresent() ? "_until" : "") + (layer.every() ? "_every" : "_last");
        draft.functionOnce(function, reader(function, layer.cell() == Cell.LSTM, tokens.isPresent(), layer.every()));
        var ends = tokens.map(flow -> ends(flow, length) + ", ").orElse("");
        return draft.emit(name, layer.every() ? Size.of(channels, length) : Size.of(channels), draft.number(),
                "(self).%s(torch.transpose(torch.to(%s, 6), 1, 2), %s%s, %d, %s, training, )".formatted(
                        function, x.code(), ends, weights, layer.units(), layer.both() ? "True" : "False"));
    }

    Flow mean(Optional<Flow> tokens, String name, Flow x) {
        Draft.spatial(name, x);
        if (tokens.isEmpty()) {
            var sides = IntStream.range(2, 2 + x.shape().directions()).boxed().toList();
            return draft.emit(name, Size.of(x.channels()), "torch.mean(%s, %s)", x.code(), sides);
        }
        check(x.shape().directions() == 1, name, "can leave out steps of a line only, channels × length, not " + x.shape());
        draft.functionOnce("mean_until", MEAN);
        return draft.emit(name, Size.of(x.channels()), draft.number(),
                "(self).mean_until(%s, %s, )".formatted(x.code(), ends(tokens.get(), x.sides().count())));
    }

    private String ends(Flow tokens, long steps) {
        draft.functionOnce("token_ends", ENDS);
        return "(self).token_ends(%s, %d, )".formatted(tokens.code(), steps);
    }

    /// PyTorch reads lines of different lengths if they come packed, the longest first.
    private static String reader(String name, boolean lstm, boolean masked, boolean every) {
        var memory = lstm ? "[zeros, zeros]" : "zeros";
        var gives = lstm ? "output, memory, cell, " : "output, memory, ";
        var word = lstm ? "lstm" : "gru";
        var code = new StringBuilder("def " + name + "(self: __torch__.M, x: Tensor, " + (masked ? "ends: Tensor, " : "")
                + "weights: List[Tensor], units: int, both: bool, training: bool) -> Tensor:\n"
                + "  zeros = torch.new_zeros(x, [torch.add(1, int(both)), torch.size(x, 0), units])\n");
        if (masked) {
            code.append("  lengths, order, = torch.sort(ends, 0, True)\n"
                    + "  places = torch.argsort(order)\n"
                    + "  packed, sizes, = torch._pack_padded_sequence(torch.index_select(x, 0, order), torch.cpu(lengths), True)\n"
                    + "  %s= torch.%s(packed, sizes, %s, weights, True, 1, 0., training, both)\n".formatted(gives, word, memory));
        } else {
            code.append("  %s= torch.%s(x, %s, weights, True, 1, 0., training, both, True)\n".formatted(gives, word, memory));
        }
        if (every && masked) {
            return code.append("  steps, _0, = torch._pad_packed_sequence(output, sizes, True, 0., torch.size(x, 1))\n"
                    + "  return torch.transpose(torch.index_select(steps, 0, places), 1, 2)").toString();
        }
        if (every) {
            return code.append("  return torch.transpose(output, 1, 2)").toString();
        }
        return code.append("  last = torch.flatten(torch.transpose(memory, 0, 1), 1)\n"
                + (masked ? "  return torch.index_select(last, 0, places)" : "  return last")).toString();
    }
}
