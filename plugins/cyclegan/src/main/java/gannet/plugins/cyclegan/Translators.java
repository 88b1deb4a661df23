package gannet.plugins.cyclegan;

import static gannet.kit.Losses.l1;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import gannet.spi.Batch;
import gannet.spi.Exam;
import gannet.spi.Media;
import gannet.spi.Network;
import gannet.spi.Output;
import gannet.spi.Sampler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The two generators in use: what they draw, and how well they do.
record Translators(Network toB, Network toA) {
    private static final List<String> TITLES = List.of("given", "translated", "and back");
    private static final int MEASURED = 16;
    private static final int PARTNERS = 64;
    /// Pictures translated at once, so that large ones fit in memory.
    private static final int AT_ONCE = 4;

    /// Strips of a picture, its translation, and that translated back; or the translation alone. What is asked for both ways
    /// goes one way if a person gave pictures of one side alone.
    Output draw(CycleGan.Draw draw, Sampler sampler, Media.Images pictures) {
        var given = sampler.examples(draw.count());
        var drawn = new NDList();
        var captions = new ArrayList<String>();
        if (draw.direction() != Direction.B_TO_A) {
            add("A → B", given.x(), toB, draw.alone() ? null : toA, drawn, captions);
        }
        if (draw.direction() == Direction.B_TO_A || draw.direction() == Direction.BOTH && given.hasY()) {
            add("B → A", given.hasY() ? given.y() : given.x(), toA, draw.alone() ? null : toB, drawn, captions);
        }
        var media = draw.alone() ? pictures : new Media.ImageStrips(pictures.channels(), pictures.size(), TITLES);
        return new Output(media, NDArrays.concat(drawn), captions);
    }

    /// @param back none if nothing is to be translated back
    private static void add(String caption, NDArray real, Network there, @Nullable Network back, NDList drawn, List<String> captions) {
        var fake = each(real, there::evaluate);
        drawn.add(back == null ? fake : NDArrays.stack(new NDList(real, fake, each(fake, back::evaluate)), 1));
        captions.addAll(Collections.nCopies(Math.toIntExact(real.size(0)), caption));
    }

    /// How far a picture that was translated and back is from where it began; and, where the true translations are known,
    /// how far ours are from them, beside pictures that are left as they are. All are means of `|difference|` of values
    /// from -1 to 1.
    void measure(Exam exam) {
        if (exam.heldOut() > 0) {
            var real = exam.examples(MEASURED);
            exam.report("held-out cycle A", far(back(real.x(), toB, toA), real.x()));
            exam.report("held-out cycle B", far(back(real.y(), toA, toB), real.y()));
        }
        exam.partners(PARTNERS).ifPresent(pairs -> compare(pairs, exam));
    }

    private void compare(Batch pairs, Exam exam) {
        exam.report("to partner, untranslated", far(pairs.x(), pairs.y()));
        exam.report("to partner, A → B", far(each(pairs.x(), toB::evaluate), pairs.y()));
        exam.report("to partner, B → A", far(each(pairs.y(), toA::evaluate), pairs.x()));
    }

    private static NDArray back(NDArray real, Network there, Network back) { return each(each(real, there::evaluate), back::evaluate); }

    private static double far(NDArray from, NDArray to) { return l1(from, to).getFloat(); }

    private static NDArray each(NDArray pictures, UnaryOperator<NDArray> translate) {
        var translated = new NDList();
        for (long from = 0; from < pictures.size(0); from += AT_ONCE) {
            translated.add(translate.apply(pictures.get(new NDIndex("{}:{}", from, Math.min(from + AT_ONCE, pictures.size(0))))));
        }
        return NDArrays.concat(translated);
    }
}
