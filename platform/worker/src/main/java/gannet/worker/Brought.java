package gannet.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.data.Feed;
import gannet.data.PictureFile;
import gannet.data.Pictures;
import gannet.data.Tokens;
import gannet.data.Vocabulary;
import gannet.host.Variant;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.spi.Batch;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.spi.Text;
import gannet.torch.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a drawing without a training gets: the pictures that a person brought, or else the run's held-out examples, if its
/// data set is still there.
final class Brought implements Given, AutoCloseable {
    private final Trained trained;
    private final Variant<?, ?> variant;
    private final DataSpec spec;
    private final Path cache;
    private List<PictureFile> pictures = List.of();
    private @Nullable Feed feed;

    /// @param cache a folder for decoded pictures
    Brought(Trained trained, Variant<?, ?> variant, Path cache) {
        this.trained = trained;
        this.variant = variant;
        this.cache = cache;
        spec = variant.data(trained.order().settings());
    }

    /// Whether the variant makes something of pictures that are brought to it.
    boolean takesPictures() { return takes().isPresent(); }

    /// Whether pictures of several sizes can be drawn from at once.
    boolean takesAnySize() { return spec instanceof DataSpec.Crops; }

    /// From now on drawings are made of these.
    void bring(List<PictureFile> brought) { pictures = List.copyOf(brought); }

    @Override public Batch examples(int most, NDManager scope) {
        if (pictures.isEmpty()) {
            return heldOutExamples().examples(most, scope);
        }
        var some = pictures.subList(0, Math.min(most, pictures.size()));
        int channels = takes().orElseThrow();
        if (takesAnySize()) {
            return batch(some, some.getFirst().height(), some.getFirst().width(), channels, scope);
        }
        int side = spec.x() instanceof Media.Images(var _, var size) ? size : 0;
        return batch(some, side, side, channels, scope);
    }

    private Batch batch(List<PictureFile> some, int height, int width, int channels, NDManager scope) {
        int each = channels * height * width;
        var values = new float[some.size() * each];
        for (int i = 0; i < some.size(); i++) {
            System.arraycopy(takesAnySize() ? some.get(i).whole(channels) : some.get(i).square(channels, width), 0, values, i * each, each);
        }
        return new Batch(scope.create(values, new Shape(some.size(), channels, height, width)));
    }

    @Override public NDArray captions(List<String> captions, NDManager scope) {
        return HeldOut.captions(tokens(), captions, scope);
    }

    private Tokens tokens() {
        if (spec instanceof DataSpec.Captioned(var _, Text.Characters text, var _)) {
            return Tokens.of(text);
        }
        if (spec instanceof DataSpec.Captioned(var _, Text.Words text, var _)) {
            return Tokens.of(text, Vocabulary.read(trained.directory().vocabulary()));
        }
        throw ProblemException.user("captions", trained.order().variant() + " reads no captions with these settings; draw from its data set's own.");
    }

    @Override public int heldOut() { return pictures.isEmpty() && feed != null ? feed.heldOut() : pictures.size(); }

    @Override public Optional<Batch> labelled(int most, NDManager scope) { return Optional.empty(); }

    /// Channels of the pictures that can be brought; nothing if none can.
    private Optional<Integer> takes() {
        return switch (spec) {
            case DataSpec.Paired(Media.Images(var channels, var _), var _) -> Optional.of(channels);
            case DataSpec.Unpaired(Media.Images(var channels, var _), var _) -> Optional.of(channels);
            case DataSpec.Crops(var channels, var _, var _) -> Optional.of(channels);
            case DataSpec.Paired _, DataSpec.Unpaired _, DataSpec.Unlabelled _, DataSpec.Labelled _, DataSpec.Captioned _ -> Optional.empty();
        };
    }

    private Given heldOutExamples() {
        if (feed == null) {
            var data = trained.order().data();
            if (!Files.isDirectory(data.folder())) {
                throw new ProblemException(Problem.Kind.ABSENT, "--input", "The data set \"" + data.name() + "\" of this run is no longer in " + data.folder()
                        + (takesPictures() ? "; name pictures of your own by --input." : "; put it back."));
            }
            feed = Feed.open(Pictures.open(data.folder()), spec, variant.augmentation(trained.order().settings()),
                    new Feed.How(1, trained.order().training().seed(), cache, vocabulary()));
        }
        return new HeldOut(feed);
    }

    private @Nullable Vocabulary vocabulary() {
        var file = trained.directory().vocabulary();
        return Files.exists(file) ? Vocabulary.read(file) : null;
    }

    @Override public void close() {
        if (feed != null) {
            feed.close();
        }
    }
}
