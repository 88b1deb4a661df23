package gannet.server.doctor;

import gannet.server.doctor.Care.Change;
import java.util.List;
import java.util.Optional;

/// Different noise gives nearly the same picture: the fixed samples differ from each other far less than the data do for a
/// good part of the run, or less than they did; or they are alike and stray ever farther from the data, which a generator that
/// is merely young does not.
record ModeCollapse(double low, double fallen, int samples, double after, double strayed, int straying) implements Rule {
    static final String NAME = "mode-collapse";
    /// A peak below this share of the data's own variety is not one to fall from.
    private static final double PEAK = 0.4;
    /// Below it they are alike.
    private static final double ALIKE = 0.4;

    static ModeCollapse of(Thresholds given) {
        return new ModeCollapse(given.get(NAME, "low", 0.2), given.get(NAME, "fallen", 0.5), given.count(NAME, "samples", 3), given.get(NAME, "after", 0.2),
                given.get(NAME, "strayed", 1.05), given.count(NAME, "straying", 8));
    }

    @Override public String name() { return NAME; }
    @Override public boolean concerns(String line) { return line.equals(Samples.DIVERSITY); }
    @Override public int quiet() { return samples; }

    @Override public Optional<Symptom> examine(Recent recent) {
        var diversity = recent.line(Samples.DIVERSITY);
        if (diversity.count() < samples + 1) {
            return Optional.empty();
        }
        int best = diversity.largest();
        double peak = diversity.value(best);
        boolean falls = peak >= PEAK && best >= samples;
        int points = diversity.beyond(falls ? fallen * peak : low, false);
        // A young generator is grey everywhere; it has lost nothing.
        if (points < samples || !falls && diversity.step(samples - 1) < after * recent.steps()) {
            return falls ? Optional.empty() : astray(diversity, recent.line(Samples.NOVELTY));
        }
        long since = diversity.step(points - 1);
        return Optional.of(new Symptom(since,
                falls ? "The generator is losing variety since step " + Figures.step(since) : "The generator makes nearly the same of everything",
                falls ? "The fixed samples were %s times as various as the training data at step %s, and are %s times at step %s.".formatted(
                                Figures.figure(peak), Figures.step(diversity.step(best)), Figures.figure(diversity.value(0)), Figures.step(diversity.step(0)))
                        : "The fixed samples have been at most %s times as various as the training data from step %s to %s.".formatted(
                                Figures.figure(largest(diversity, points)), Figures.step(since), Figures.step(diversity.step(0))),
                List.of(Samples.DIVERSITY)));
    }

    private Optional<Symptom> astray(Series diversity, Series novelty) {
        if (novelty.count() <= straying || novelty.step(novelty.count() - 1) != 0) {
            return Optional.empty();
        }
        double first = novelty.value(novelty.count() - 1);
        int points = Math.min(diversity.beyond(ALIKE, false), novelty.beyond(strayed * first, true));
        if (points < straying) {
            return Optional.empty();
        }
        long since = diversity.step(points - 1);
        return Optional.of(new Symptom(since, "The generator makes nearly the same of everything, and strays from the data",
                "From step %s to %s the fixed samples have been at most %s times as various as the training data, and farther from it than untrained ones: now %s times as far."
                        .formatted(Figures.step(since), Figures.step(diversity.step(0)), Figures.figure(largest(diversity, points)), Figures.figure(novelty.value(0) / first)),
                List.of(Samples.DIVERSITY, Samples.NOVELTY)));
    }

    private static double largest(Series line, int points) {
        double largest = line.value(0);
        for (int back = 1; back < points; back++) {
            largest = Math.max(largest, line.value(back));
        }
        return largest;
    }

    @Override public Care care() {
        return new Care("The generator has found a few pictures that pass, and maps more and more noise onto them. It seldom comes back from there by itself.",
                "https://arxiv.org/abs/1611.02163", "Go on from before the fall with smaller steps, a larger batch, or another loss, such as HINGE.",
                List.of(new Change("learningRate", 0.5), new Change("generatorRate", 0.5)), true);
    }
}
