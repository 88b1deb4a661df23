package gannet.plugins.stackgan;

import static gannet.kit.Losses.averagePooled;
import static gannet.kit.Losses.belief;
import static gannet.kit.Losses.no;
import static gannet.kit.Losses.yes;
import static gannet.spi.Adam.adam;
import static gannet.spi.Phase.epochs;
import static gannet.spi.Schedule.constant;
import static gannet.spi.Schedule.halvedEvery;

import ai.djl.ndarray.NDArray;
import gannet.spi.*;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Pictures from captions in two stages: a sketch of 64 pixels, then a second look that makes it 256.
/// Zhang et al. 2017, https://arxiv.org/abs/1612.03242
public final class StackGan implements GanVariant<StackGan.Settings, StackGan.Draw> {

    public record Settings(
            @Param(value = "64", min = 16, max = 128, unit = "px", group = "Pictures", help = "Side of the sketches that stage I paints; a power of two") int imageSize,
            @Param(value = "4", min = 2, max = 8, group = "Pictures", help = "How many times larger stage II makes them: 2, 4 or 8") int enlargement,
            @Param(value = "true", group = "Pictures", label = "Vary pictures", help = "Show pictures in training mirrored by chance, and a little larger with a piece cut out") boolean varied,
            @Param(value = "18", min = 1, max = 200, unit = "words", group = "Captions", help = "How much of a caption is read") int captionLength,
            @Param(value = "5450", min = 2, max = 100_000, unit = "words", group = "Captions", help = "How many different words are told apart") int vocabulary,
            @Param(value = "300", min = 2, max = 1024, group = "Captions", advanced = true, help = "Length of a word's vector") int wordSize,
            @Param(value = "1024", min = 4, max = 4096, group = "Captions", help = "Length of a caption's vector; even") int embeddingSize,
            @Param(value = "100", min = 0, max = 5000, group = "Captions", help = "Epochs of learning to match captions with pictures, before stage I") int readingEpochs,
            @Param(value = "0.002", min = 0, max = 1, group = "Captions", advanced = true, help = "Adam's step size while learning to match") double readingRate,
            @Param(value = "", group = "Captions", advanced = true, help = "A .npy file of the captions' vectors made elsewhere, one for each picture in the order of their names; nothing is read then") Path vectors,
            @Param(value = "false", group = "Captions", label = "Mate captions",
                    help = "Put beside every second picture of a batch one whose caption says nearly the same, so that each word comes to matter; not in the paper") boolean mated,
            @Param(value = "128", min = 2, max = 1024, group = "Networks", help = "Length of the condition that is drawn from a caption's vector") int conditionSize,
            @Param(value = "100", min = 2, max = 1024, group = "Networks", help = "Length of the noise vector") int latentSize,
            @Param(value = "128", min = 4, max = 256, group = "Networks", help = "The generators' width: filters next to the picture are half of it in stage I") int generatorWidth,
            @Param(value = "64", min = 4, max = 256, group = "Networks", help = "The discriminators' filters next to the picture; each halving doubles them") int discriminatorWidth,
            @Param(value = "4", min = 0, max = 8, group = "Networks", help = "Residual blocks of stage II") int residualBlocks,
            @Param(value = "600", min = 1, max = 5000, group = "Learning", label = "Epochs of stage I", help = "Passes over the data in which stage I learns") int firstEpochs,
            @Param(value = "600", min = 1, max = 5000, group = "Learning", label = "Epochs of stage II", help = "Passes over the data in which stage II learns") int secondEpochs,
            @Param(value = "0.0002", min = 0, max = 1, group = "Learning", help = "The generators' step size; halved every 50 epochs in stage I and every 100 in stage II") double learningRate,
            @Param(value = "0.0002", min = 0, max = 1, group = "Learning", help = "The discriminators' step size, likewise; a smaller one if they win from the start") double judgingRate,
            @Param(value = "2", min = 0, max = 10, group = "Learning", advanced = true, help = "Weight of the condition's divergence from N(0, 1)") double divergenceWeight,
            @Param(value = "0", min = 0, max = 100, group = "Learning", label = "Penalty on slopes", help = "Weight of the discriminators' squared slope at real pictures with their captions; not in the paper, steadies small data") double slopePenalty,
            @Param(value = "0", min = 0, max = 100, group = "Learning", label = "Likeness of wrong captions",
                    help = "How much rather the discriminators' wrong captions are like the right ones; 0 takes the next picture's, as in the paper, 10 those that the reader mistakes") double likeness,
            @Param(value = "0", min = 0, max = 100, group = "Learning", label = "Weight of matching",
                    help = "How much the generators also learn from whether the eye finds each picture's caption among the batch's; 0, as in the paper, asks the discriminators alone") double matchingWeight,
            @Param(value = "0", min = 0, max = 0.9999, group = "Learning",
                    help = "Draw from running averages of the generators that keep this share at each step; 0, as in the paper, draws from the generators themselves") double averaging) {

        int finalSize() { return imageSize * enlargement; }

        boolean hasVectors() { return !vectors.toString().isEmpty(); }

        /// Mescheder et al. 2018, https://arxiv.org/abs/1801.04406; of a captioned discriminator as in Tao et al. 2022,
        /// https://arxiv.org/abs/2008.05865 (3.3): at real pictures with their own captions.
        private NDArray steadied(NDArray loss, NDArray real, UnaryOperator<NDArray> discriminator, Step step) {
            if (slopePenalty == 0) {
                return loss;
            }
            var slope = step.slope(real, discriminator);
            return loss.add(slope.square().sum().mul(slopePenalty / real.size(0)));
        }

        /// The matching model's part of a generator's loss: Xu et al. 2018, https://arxiv.org/abs/1711.10485 (12), λ L_DAMSM, of which the
        /// sentence's.
        ///
        /// @param painted of stage I's size
        private NDArray matched(NDArray loss, NDArray painted, NDArray meaning, Captions captions, Batch batch, Step step) {
            if (matchingWeight == 0) {
                return loss;
            }
            var mismatch = captions.mismatchOf(painted, meaning, batch.captions());
            step.report("matching", mismatch);
            return loss.add(mismatch.mul(matchingWeight));
        }
    }

    public record Draw(
            @Param(value = "", help = "What to paint, one caption a line; empty for captions of the data set that were held out") String captions,
            @Param(value = "6", min = 1, max = 64, help = "How many of the held-out captions, if none are given") int count,
            @Param(value = "3", min = 1, max = 16, help = "How many pictures of each caption") int noises) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("stackgan", "StackGAN", 2017, "Pictures from captions, in two stages",
                "A first generator paints a small sketch of what a caption says, a second one looks at sketch and caption again and paints it"
                        + " large. Discriminators see real pictures with their own and with others' captions, so that what is said matters.",
                "https://arxiv.org/abs/1612.03242", Task.TEXT_TO_IMAGE, Settings.class, Draw.class,
                List.of(new Card.Preset("paper", "As published for birds: 64 pixels, then 256", Map.of(), Map.of("batchSize", "64", "steps", "1000000")),
                        new Card.Preset("small", "16 pixels, then 32, thinner networks: something to see within 20 minutes on a CPU", Map.ofEntries(
                                Map.entry("imageSize", "16"), Map.entry("enlargement", "2"), Map.entry("varied", "false"),
                                Map.entry("captionLength", "12"), Map.entry("vocabulary", "500"), Map.entry("wordSize", "64"), Map.entry("embeddingSize", "256"),
                                Map.entry("readingEpochs", "16"), Map.entry("readingRate", "0.001"), Map.entry("mated", "true"), Map.entry("latentSize", "64"),
                                Map.entry("generatorWidth", "64"), Map.entry("discriminatorWidth", "64"), Map.entry("residualBlocks", "2"),
                                Map.entry("firstEpochs", "20"), Map.entry("secondEpochs", "8"), Map.entry("learningRate", "0.0004"), Map.entry("judgingRate", "0.0004"),
                                Map.entry("divergenceWeight", "0.5"), Map.entry("slopePenalty", "0.05"), Map.entry("likeness", "10"),
                                Map.entry("matchingWeight", "0.5"), Map.entry("averaging", "0.998")),
                                Map.of("batchSize", "32", "steps", "100000"))),
                "stackgan.png");
    }

    @Override public DataSpec data(Settings s) { return new DataSpec.Captioned(new Media.Images(3, s.finalSize()), Captions.text(s), s.mated()); }

    /// As the paper's code has it: 64 of 76 pixels, and so on.
    @Override public Augmentation augmentation(Settings s) { return s.varied() ? new Augmentation(s.finalSize() * 19 / 16, true) : Augmentation.none(); }

    /// A wrong caption is another picture's.
    @Override public int smallestBatch() { return 2; }

    @Override public List<Finding> check(Settings s) {
        var findings = new ArrayList<Finding>();
        if (Integer.bitCount(s.imageSize()) != 1) {
            findings.add(new Finding("imageSize", "imageSize must be a power of two from 16 to 128, not " + s.imageSize() + "."));
        }
        if (Integer.bitCount(s.enlargement()) != 1) {
            findings.add(new Finding("enlargement", "enlargement must be 2, 4 or 8, not " + s.enlargement() + "."));
        }
        if (s.embeddingSize() % 2 != 0 && !s.hasVectors()) {
            findings.add(new Finding("embeddingSize", "embeddingSize must be even, not " + s.embeddingSize() + ": half of it is read from each end of a caption."));
        }
        if (s.matchingWeight() > 0 && s.readingEpochs() == 0) {
            findings.add(new Finding("readingEpochs", "readingEpochs must be at least 1, not 0, where matchingWeight is " + s.matchingWeight() + ": the eye learns then what the generators learn from it."));
        }
        return findings;
    }

    @Override public Gan<Draw> assemble(Settings s, Assembly assembly) {
        var painting = adam(s.learningRate()).betas(0.5, 0.999);
        var judging = adam(s.judgingRate()).betas(0.5, 0.999);
        var captions = Captions.of(s, assembly);
        var generator1 = Painter.of(assembly.network("generator1", Generators.first(s), painting), s.averaging(), assembly);
        var discriminator1 = assembly.network("discriminator1", Discriminators.first(s), judging);
        var generator2 = Painter.of(assembly.network("generator2", Generators.second(s), painting), s.averaging(), assembly);
        var discriminator2 = new Judge(assembly.network("discriminator2", Discriminators.second(s), judging));
        var studio = new Studio(s, captions, generator1, generator2);

        return Gan.of(List.of(
                epochs("captions", s.readingEpochs(), constant(), (batch, step) ->
                        captions.learn(averagePooled(batch.x(), s.enlargement()), batch, step)),

                epochs("stage I", s.firstEpochs(), halvedEvery(50), (batch, step) -> {
                    int n = batch.size();
                    var real = averagePooled(batch.x(), s.enlargement());
                    var meaning = captions.meaning(batch.y());
                    var fake = generator1.paint(meaning, step.normal(n, s.latentSize()), step.normal(n, s.conditionSize()));
                    var condition = fake.mean().stopGradient();
                    var wrong = Captions.wrong(condition, meaning, batch.captions(), s.likeness(), step);
                    var onReal = discriminator1.apply(real, condition.concat(wrong)).split(2);
                    var right = onReal.get(0);
                    var astray = onReal.get(1);                         // a real picture under another's caption
                    var onFake = discriminator1.apply(fake.picture().stopGradient(), condition);
                    var loss = yes(right).add(no(astray).add(no(onFake)).mul(0.5));
                    step.learn(discriminator1, s.steadied(loss, real, x -> discriminator1.apply(x, condition), step));
                    var asked = yes(discriminator1.apply(fake.picture(), condition)).add(fake.divergence().mul(s.divergenceWeight()));
                    step.learn(generator1.network(), s.matched(asked, fake.picture(), meaning, captions, batch, step));
                    step.report("D(real)", belief(right));
                    step.report("D(real, wrong caption)", belief(astray));
                    step.report("D(fake)", belief(onFake));
                    step.report("divergence", fake.divergence());
                }),

                epochs("stage II", s.secondEpochs(), halvedEvery(100), (batch, step) -> {
                    int n = batch.size();
                    var meaning = captions.meaning(batch.y());
                    var sketch = generator1.painted(meaning, step.normal(n, s.latentSize()), step.normal(n, s.conditionSize()));
                    var fake = generator2.paint(meaning, sketch, step.normal(n, s.conditionSize()));
                    var condition = fake.mean().stopGradient();
                    var wrong = Captions.wrong(condition, meaning, batch.captions(), s.likeness(), step);
                    var onReal = discriminator2.judge(batch.x(), condition.concat(wrong));
                    var right = onReal.captioned().split(2).get(0);
                    var astray = onReal.captioned().split(2).get(1);
                    var onFake = discriminator2.judge(fake.picture().stopGradient(), condition);
                    var loss = yes(right).add(yes(onReal.alone())).mul(1 / 2.0)
                            .add(no(onFake.captioned()).add(no(astray)).add(no(onFake.alone())).mul(1 / 3.0));
                    step.learn(discriminator2.network(), s.steadied(loss, batch.x(), x -> discriminator2.judge(x, condition).captioned(), step));
                    var judged = discriminator2.judge(fake.picture(), condition);
                    var asked = yes(judged.captioned()).add(yes(judged.alone())).add(fake.divergence().mul(s.divergenceWeight()));
                    step.learn(generator2.network(), s.matched(asked, averagePooled(fake.picture(), s.enlargement()), meaning, captions, batch, step));
                    step.report("D(real)", belief(right));
                    step.report("D(real, wrong caption)", belief(astray));
                    step.report("D(fake)", belief(onFake.captioned()));
                    step.report("divergence", fake.divergence());
                })),
                studio::draw).evaluated(studio::measure);
    }
}
