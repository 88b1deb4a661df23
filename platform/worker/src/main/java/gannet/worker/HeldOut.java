package gannet.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.data.Feed;
import gannet.data.Tokens;
import gannet.data.Values;
import gannet.spi.Batch;
import gannet.spi.PluginException;
import gannet.torch.Given;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What drawings and evaluations get while training: the examples that the run does not learn from.
record HeldOut(Feed feed) implements Given {
    @Override public Batch examples(int most, NDManager scope) {
        return batch(feed.heldOut() == 0 ? feed.learnt(most) : feed.heldOut(most), scope);
    }

    @Override public NDArray captions(List<String> captions, NDManager scope) {
        var tokens = feed.tokens();
        return tokens.isEmpty() ? NOTHING.captions(captions, scope) : captions(tokens.get(), captions, scope);
    }

    @Override public int heldOut() { return feed.heldOut(); }

    @Override public Optional<Batch> partners(int most, NDManager scope) { return feed.partners(most).map(values -> batch(values, scope)); }

    @Override public Optional<Batch> labelled(int most, NDManager scope) { return feed.labelled(most).map(values -> batch(values, scope)); }

    /// @param scope owns the batch
    static Batch batch(Values values, NDManager scope) {
        return new Batch(array(values.x(), scope), second(values, scope), values.captions());
    }

    /// Captions as the network reads them: `[n, length]`.
    static NDArray captions(Tokens tokens, List<String> captions, NDManager scope) {
        if (captions.isEmpty()) {
            throw new PluginException("Captions are to be read, and none were given.");
        }
        return scope.create(tokens.of(captions), new Shape(captions.size(), tokens.length()));
    }

    private static @Nullable NDArray second(Values values, NDManager scope) {
        if (values.classes() != null) {
            return scope.create(values.classes());
        }
        return values.y() == null ? null : array(values.y(), scope);
    }

    private static NDArray array(Values.Block block, NDManager scope) { return scope.create(block.values(), new Shape(block.shape())); }
}
