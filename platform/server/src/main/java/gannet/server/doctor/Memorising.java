package gannet.server.doctor;

import java.util.List;
import java.util.Optional;

/// Samples lie much nearer to a training example than training examples lie to each other: they are copies.
record Memorising(double nearness, int samples) implements Rule {
    static final String NAME = "memorising";

    static Memorising of(Thresholds given) { return new Memorising(given.get(NAME, "novelty", 0.6), given.count(NAME, "samples", 3)); }

    @Override public String name() { return NAME; }
    @Override public boolean concerns(String line) { return line.equals(Samples.NOVELTY); }
    @Override public int quiet() { return samples; }

    @Override public Optional<Symptom> examine(Recent recent) {
        var novelty = recent.line(Samples.NOVELTY);
        int points = novelty.beyond(nearness, false);
        if (points < samples) {
            return Optional.empty();
        }
        long since = novelty.step(points - 1);
        return Optional.of(new Symptom(since, "The samples repeat the training data since step " + Figures.step(since),
                "Half of the samples lie within %s of the distance that training examples have from each other of one of these, at step %s."
                        .formatted(Figures.figure(novelty.value(0)), Figures.step(novelty.step(0))), List.of(Samples.NOVELTY)));
    }

    @Override public Care care() {
        return new Care("The data set is so small for these networks that learning it by heart is the easiest way to win.", "https://arxiv.org/abs/2006.06676",
                "Train with more data, or use a checkpoint from before. No setting replaces pictures that are not there.", List.of(), false);
    }
}
