package gannet.plugins.stackgan;

import static gannet.kit.Losses.averagePooled;

import ai.djl.ndarray.NDArray;
import gannet.spi.Exam;
import gannet.spi.Media;
import gannet.spi.Output;
import gannet.spi.Sampler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Both stages one after the other: to draw, and to measure whether captions are heard.
record Studio(StackGan.Settings settings, Captions captions, Painter generator1, Painter generator2) {
    private static final int MOST = 64;

    /// A sketch and what became of it.
    private record Painted(NDArray sketches, NDArray pictures) {}

    /// A strip for each caption: the real picture if there is one, then every sketch, then what stage II made of each.
    Output draw(StackGan.Draw draw, Sampler sampler) {
        var asked = draw.captions().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        var strips = new ArrayList<NDArray>();
        var titles = new ArrayList<String>();
        List<String> said;
        NDArray read;
        if (asked.isEmpty()) {
            var held = sampler.examples(draw.count());
            strips.add(held.x().expandDims(1));
            titles.add("real");
            said = held.captions();
            read = held.y();
        } else {
            said = asked;
            read = sampler.captions(asked);
        }
        int size = settings.finalSize();
        int count = Math.toIntExact(read.size(0));
        var painted = paint(captions.meaning(read).repeat(0, draw.noises()), sampler);
        strips.add(strip(painted.sketches().repeat(2, settings.enlargement()).repeat(3, settings.enlargement()), count, draw.noises()));
        strips.add(strip(painted.pictures(), count, draw.noises()));
        titles.addAll(Collections.nCopies(draw.noises(), "stage I"));
        titles.addAll(Collections.nCopies(draw.noises(), "stage II"));
        var joined = strips.getFirst();
        for (var strip : strips.subList(1, strips.size())) {
            joined = joined.concat(strip, 1);
        }
        return new Output(new Media.ImageStrips(3, size, titles), joined, said);
    }

    /// One picture of each held-out caption: does it lead back to its caption among all of them? Real ones show how well it
    /// can be done; by chance it is one in as many as there are.
    void measure(Exam exam) {
        var held = exam.examples(MOST);
        var meaning = captions.meaning(held.y());
        var painted = paint(meaning, exam);
        exam.report("R-precision, real", captions.found(averagePooled(held.x(), settings.enlargement()), meaning, held.captions()));
        exam.report("R-precision, stage I", captions.found(painted.sketches(), meaning, held.captions()));
        exam.report("R-precision, stage II", captions.found(averagePooled(painted.pictures(), settings.enlargement()), meaning, held.captions()));
    }

    /// All that one picture needs by chance is drawn together, so that more of them do not change the first.
    private Painted paint(NDArray meaning, Sampler sampler) {
        int latent = settings.latentSize();
        int condition = settings.conditionSize();
        var chance = sampler.normal(meaning.size(0), latent + 2L * condition);
        var sketches = generator1.painted(meaning, columns(chance, 0, latent), columns(chance, latent, condition));
        return new Painted(sketches, generator2.painted(meaning, sketches, columns(chance, latent + condition, condition)));
    }

    private static NDArray columns(NDArray rows, int from, int count) { return rows.get(":, " + from + ":" + (from + count)); }

    private static NDArray strip(NDArray pictures, int captions, int noises) {
        long[] size = pictures.getShape().getShape();
        return pictures.reshape(captions, noises, size[1], size[2], size[3]);
    }
}
