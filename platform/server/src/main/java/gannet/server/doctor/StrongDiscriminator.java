package gannet.server.doctor;

import gannet.server.doctor.Care.Change;
import java.util.List;
import java.util.Optional;

/// The discriminator is nearly always right, so that the generator has no slope to follow.
record StrongDiscriminator(double gap, int points) implements Rule {
    static final String NAME = "discriminator-too-strong";

    static StrongDiscriminator of(Thresholds given) { return new StrongDiscriminator(given.get(NAME, "gap", 0.97), given.count(NAME, "points", 20)); }

    @Override public String name() { return NAME; }
    @Override public boolean concerns(String line) { return line.equals(Beliefs.FAKE); }
    @Override public int quiet() { return points; }

    @Override public Optional<Symptom> examine(Recent recent) {
        return Beliefs.lately(recent, points).filter(beliefs -> beliefs.lowestGap() > gap).map(beliefs -> new Symptom(beliefs.since(),
                "The discriminator is too strong since step " + Figures.step(beliefs.since()),
                "It believes in real examples by %s and in generated ones by %s, on average since step %s.".formatted(
                        Figures.figure(beliefs.real()), Figures.figure(beliefs.fake()), Figures.step(beliefs.since())),
                List.of(Beliefs.FAKE, Beliefs.REAL)));
    }

    @Override public Care care() {
        return new Care("A discriminator that is sure of everything is flat where the samples are: the generator learns from a gradient that says next to nothing.",
                "https://arxiv.org/abs/1701.04862", "Let the discriminator take smaller steps than the generator, or choose a loss that does not saturate, such as HINGE.",
                List.of(new Change("discriminatorRatio", 0.25), new Change("discriminatorRate", 0.25), new Change("judgingRate", 0.25), new Change("learningRate", 0.25)), true);
    }
}
