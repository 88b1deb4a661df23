package gannet.server.doctor;

import gannet.server.doctor.Care.Change;
import java.util.List;
import java.util.Optional;

/// The discriminator cannot tell real from generated examples although they differ, so that the generator learns nothing
/// about the data. Where samples are as good as real ones it cannot tell either, and rightly: they must be seen to differ.
record WeakDiscriminator(double gap, int points, double diversity, double novelty) implements Rule {
    static final String NAME = "discriminator-too-weak";

    static WeakDiscriminator of(Thresholds given) {
        return new WeakDiscriminator(given.get(NAME, "gap", 0.1), given.count(NAME, "points", 20), given.get(NAME, "diversity", 0.6), given.get(NAME, "novelty", 1.3));
    }

    @Override public String name() { return NAME; }
    @Override public boolean concerns(String line) { return line.equals(Beliefs.FAKE); }
    @Override public int quiet() { return points; }

    @Override public Optional<Symptom> examine(Recent recent) {
        return Beliefs.lately(recent, points).filter(beliefs -> beliefs.highestGap() < gap).flatMap(beliefs -> unlikeness(recent).map(unlike -> new Symptom(beliefs.since(),
                "The discriminator cannot tell samples from the data since step " + Figures.step(beliefs.since()),
                "It believes in real examples by %s and in generated ones by %s, on average since step %s, while %s.".formatted(
                        Figures.figure(beliefs.real()), Figures.figure(beliefs.fake()), Figures.step(beliefs.since()), unlike),
                List.of(Beliefs.FAKE, Beliefs.REAL))));
    }

    /// How the samples can be seen to differ from the data.
    private Optional<String> unlikeness(Recent recent) {
        var various = recent.now(Samples.DIVERSITY).filter(value -> value < diversity)
                .map(value -> "the samples are only " + Figures.figure(value) + " times as various as the training data");
        return various.or(() -> recent.now(Samples.NOVELTY).filter(value -> value > novelty)
                .map(value -> "the samples lie " + Figures.figure(value) + " times as far from the training data as these from each other"));
    }

    @Override public Care care() {
        return new Care("A discriminator that falls behind teaches the generator nothing about the data, and the generator goes wherever the discriminator happens to point.",
                "https://arxiv.org/abs/1706.08500", "Let the discriminator take larger steps than the generator, or give it more filters in a new run.",
                List.of(new Change("discriminatorRatio", 4, 1), new Change("discriminatorRate", 4), new Change("judgingRate", 4), new Change("learningRate", 0.5)), true);
    }
}
