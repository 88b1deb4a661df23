package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import gannet.spi.Batch;
import gannet.spi.Exam;
import gannet.spi.PluginException;
import gannet.spi.Sampler;
import java.util.List;
import java.util.Optional;

/// What a drawing or an evaluation is given besides numbers by chance: held-out examples while training, else what a person
/// brought.
public interface Given {
    /// For variants that make everything from noise.
    Given NOTHING = new Given() {
        @Override public Batch examples(int most, NDManager scope) {
            throw new PluginException("There are no examples to draw from: the variant learns from unlabelled or labelled ones, of which none are held out.");
        }

        @Override public NDArray captions(List<String> captions, NDManager scope) {
            throw new PluginException("There is nobody who reads captions: the variant's data are not captioned in characters or words.");
        }

        @Override public int heldOut() { return 0; }

        @Override public Optional<Batch> labelled(int most, NDManager scope) { return Optional.empty(); }
    };

    /// See [Sampler#examples].
    Batch examples(int most, NDManager scope);

    /// See [Sampler#captions].
    NDArray captions(List<String> captions, NDManager scope);

    /// See [Exam#heldOut].
    int heldOut();

    /// See [Exam#partners].
    default Optional<Batch> partners(int most, NDManager scope) { return Optional.empty(); }

    /// See [Exam#labelled].
    Optional<Batch> labelled(int most, NDManager scope);
}
