package gannet.plugins.stackgan;

import static gannet.layers.Layers.*;

import ai.djl.ndarray.NDArray;
import gannet.kit.Losses;
import gannet.layers.Architecture;
import gannet.spi.Adam;
import gannet.spi.Assembly;
import gannet.spi.Batch;
import gannet.spi.Network;
import gannet.spi.Step;
import gannet.spi.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What captions mean: vectors that a reader learns to give, such that a picture and its own caption are near each other and
/// other captions are not, or vectors that somebody else has made. The eye that looks at the pictures later tells whether a
/// generated picture shows what its caption says.
///
/// The loss is the sentence's part of the matching model of Xu et al. 2018, https://arxiv.org/abs/1711.10485 (3.2): bidirectional
/// reader, cosine similarity, and cross-entropy over the batch both ways.
///
/// @param reader none if the data come with vectors
record Captions(@Nullable Network reader, Network eye) {
    /// γ₃ of the paper.
    private static final double SHARPNESS = 10;
    private static final float NEVER = -1e4f;
    private static final double TINY = 1e-6;

    static Captions of(StackGan.Settings s, Assembly assembly) {
        var adam = Adam.adam(s.readingRate()).betas(0.5, 0.999);
        return new Captions(s.hasVectors() ? null : assembly.network("reader", reader(s), adam), assembly.network("eye", eye(s), adam));
    }

    static Text text(StackGan.Settings s) {
        return s.hasVectors() ? new Text.Vectors(s.vectors(), s.embeddingSize()) : new Text.Words(s.captionLength(), s.vocabulary());
    }

    /// The meaning of captions, as training and drawing use it: it no longer learns. Matching has taught it a direction; it
    /// is given the length of as many standard normal numbers, so that the condition does not drown in its own noise.
    NDArray meaning(NDArray captions) {
        if (reader == null) {
            return captions;
        }
        var read = reader.evaluate(captions);
        return unit(read).mul(Math.sqrt(read.size(1)));
    }

    /// One step of learning to match.
    ///
    /// @param pictures as many as the batch has, of stage I's size
    void learn(NDArray pictures, Batch batch, Step step) {
        var meaning = reader == null ? batch.y() : reader.apply(batch.y());
        var loss = mismatch(eye.apply(pictures), meaning, batch.captions());
        if (reader == null) {
            step.learn("matching", loss, eye);
        } else {
            step.learn("matching", loss, reader, eye);
        }
    }

    /// How badly the eye, which learns no more, tells generated pictures' captions from each other, as [#mismatch] has it.
    ///
    /// @param pictures of stage I's size
    NDArray mismatchOf(NDArray pictures, NDArray meaning, List<String> captions) { return mismatch(eye.frozen(pictures), meaning, captions); }

    /// `−log P(caption | picture) − log P(picture | caption)`, averaged, where each must be told from all others of the batch.
    static NDArray mismatch(NDArray seen, NDArray read, List<String> captions) {
        int count = Math.toIntExact(read.size(0));
        var near = similarity(seen, read).mul(SHARPNESS).add(seen.getManager().create(same(captions, count)).reshape(count, count));
        return near.logSoftmax(0).add(near.logSoftmax(1)).mul(seen.getManager().eye(count)).sum().div(-count);
    }

    /// For every picture another's condition, to be judged wrong: the next one's, as in the authors' code, or [#alike].
    static NDArray wrong(NDArray conditions, NDArray meanings, List<String> captions, double likeness, Step step) {
        long count = meanings.size(0);
        return likeness == 0 ? Losses.shifted(conditions) : alike(conditions, meanings, captions, likeness, step.uniform(count, count));
    }

    /// For every row another one by chance, those whose captions mean about the same rather than others, `∝ exp(likeness · cosine)`:
    /// they differ in a word or two, so that every word comes to matter. Never one of the very same caption, if there are others.
    ///
    /// @param chance from 0 to 1 for each row and each other
    static NDArray alike(NDArray conditions, NDArray meanings, List<String> captions, double likeness, NDArray chance) {
        int count = Math.toIntExact(meanings.size(0));
        var manager = meanings.getManager();
        // the largest of scores to which noise of Gumbel's distribution is added is a draw by their exponentials
        var noise = chance.mul(1 - 2 * TINY).add(TINY).log().neg().log().neg();
        var never = manager.create(same(captions, count)).reshape(count, count).add(manager.eye(count).mul(NEVER));
        return similarity(meanings, meanings).mul(likeness).add(noise).add(never).argMax(1).oneHot(count).matMul(conditions);
    }

    /// The share of pictures whose own caption is the nearest of all: R-precision. Equal captions count as one.
    double found(NDArray pictures, NDArray meaning, List<String> captions) {
        return precision(similarity(eye.evaluate(pictures), meaning).toFloatArray(), captions);
    }

    /// @param near how near each picture is to each caption, picture by picture
    static double precision(float[] near, List<String> captions) {
        int count = (int) Math.sqrt(near.length);
        int found = 0;
        for (int picture = 0; picture < count; picture++) {
            int nearest = 0;
            for (int caption = 1; caption < count; caption++) {
                nearest = near[picture * count + caption] > near[picture * count + nearest] ? caption : nearest;
            }
            found += saySame(captions, nearest, picture) ? 1 : 0;
        }
        return (double) found / count;
    }

    /// The cosine of every picture with every caption: `[pictures, captions]`.
    private static NDArray similarity(NDArray seen, NDArray read) { return unit(seen).matMul(unit(read).transpose()); }

    private static NDArray unit(NDArray vectors) { return vectors.div(vectors.square().sum(new int[] {1}, true).add(1e-8).sqrt()); }

    /// Pictures that came with vectors may be without words; of those each stands for itself.
    private static boolean saySame(List<String> captions, int one, int other) {
        return one == other || !captions.isEmpty() && !captions.get(one).isEmpty() && captions.get(one).equals(captions.get(other));
    }

    /// Another picture with the very same caption is no wrong answer: it is left out. 0 elsewhere.
    private static float[] same(List<String> captions, int count) {
        var never = new float[count * count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                never[i * count + j] = i != j && saySame(captions, i, j) ? NEVER : 0;
            }
        }
        return never;
    }

    /// Words become vectors, and two memories read them, one from each end.
    private static Architecture reader(StackGan.Settings s) {
        return takes(tokens("caption", s.captionLength())).then(
                embedding(s.vocabulary() + 1, s.wordSize()).withPadding(),  // words → wordSize × words
                gru(s.embeddingSize() / 2).bothWays().maskedBy("caption"));
    }

    /// A discriminator's convolutions, and what they see anywhere in the picture.
    private static Architecture eye(StackGan.Settings s) {
        int halvings = Integer.numberOfTrailingZeros(s.imageSize() / 4);
        int width = s.discriminatorWidth();
        return takes(image(3, s.imageSize())).then(
                conv(width, 4, 2).withoutBias(), leakyRelu(0.2),
                each(halvings - 1, i -> sequence(conv(width << (i + 1), 4, 2).withoutBias(), batchNorm(), leakyRelu(0.2))),  // 64 → 4
                mean(), linear(s.embeddingSize()));
    }
}
