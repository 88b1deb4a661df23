package gannet.server.doctor;

import gannet.server.doctor.Care.Change;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A measure of quality has a slope the wrong way: it was clearly better, and has not been near that for a while.
///
/// @param worse by which share the newest figures must fall behind the best ones    @param points how many are averaged
record QualityFalls(double worse, int points) implements Rule {
    static final String NAME = "quality-falls";

    /// The field's measures, with whatever a variant says behind their names: "PSNR (Y, border 4)".
    private static final Pattern HIGH_IS_GOOD = Pattern.compile("(PSNR|SSIM|IS)\\b.*");
    private static final Pattern LOW_IS_GOOD = Pattern.compile("(FD|FID|KD|KID|LPIPS)\\b.*");

    static QualityFalls of(Thresholds given) { return new QualityFalls(given.get(NAME, "worse", 0.25), given.count(NAME, "points", 4)); }

    @Override public String name() { return NAME; }
    @Override public boolean concerns(String line) { return isHighGood(line) || LOW_IS_GOOD.matcher(line).matches(); }
    @Override public int quiet() { return points; }

    @Override public Optional<Symptom> examine(Recent recent) {
        return recent.names().filter(this::concerns).flatMap(name -> fall(name, recent.line(name)).stream()).findFirst();
    }

    private static boolean isHighGood(String line) { return HIGH_IS_GOOD.matcher(line).matches(); }

    private Optional<Symptom> fall(String name, Series line) {
        if (line.count() < 2 * points) {
            return Optional.empty();
        }
        boolean high = isHighGood(name);
        int best = points;
        for (int back = points; back + points <= line.count(); back++) {
            if (high ? line.mean(back, points) > line.mean(best, points) : line.mean(back, points) < line.mean(best, points)) {
                best = back;
            }
        }
        double was = line.mean(best, points), is = line.mean(0, points);
        if (!(high ? is < was * (1 - worse) : is > was * (1 + worse))) {
            return Optional.empty();
        }
        long since = line.step(best);
        return Optional.of(new Symptom(since, "The quality falls since step " + Figures.step(since),
                "%s was %s on average until step %s and is %s in the %d figures until step %s; %s is better.".formatted(name, Figures.figure(was), Figures.step(since),
                        Figures.figure(is), points, Figures.step(line.step(0)), high ? "more" : "less"), List.of(name)));
    }

    @Override public Care care() {
        return new Care("The networks have left what they had found: often the discriminator has learnt its examples by heart, or the steps have become too large for the end of a training.",
                "https://arxiv.org/abs/2006.06676", "Keep the checkpoint from before, or go on from it with smaller steps.",
                List.of(new Change("learningRate", 0.5), new Change("generatorRate", 0.5)), true);
    }
}
