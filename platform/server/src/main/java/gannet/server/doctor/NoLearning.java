package gannet.server.doctor;

import gannet.server.doctor.Care.Change;
import java.util.List;
import java.util.Optional;

/// A network takes part in the steps, and its parameters stay as they are.
record NoLearning(double change, int samples) implements Rule {
    static final String NAME = "no-learning";

    static NoLearning of(Thresholds given) { return new NoLearning(given.get(NAME, "change", 1e-6), given.count(NAME, "samples", 3)); }

    @Override public String name() { return NAME; }
    @Override public boolean concerns(String line) { return line.startsWith(Samples.WEIGHTS); }
    @Override public int quiet() { return samples; }

    @Override public Optional<Symptom> examine(Recent recent) {
        var still = recent.names().filter(name -> name.startsWith(Samples.WEIGHTS)).map(name -> name.substring(Samples.WEIGHTS.length()))
                .filter(network -> isStill(recent, network)).toList();
        if (still.isEmpty()) {
            return Optional.empty();
        }
        var first = recent.line(Samples.WEIGHTS + still.getFirst());
        long since = first.step(samples);
        var names = String.join(" and the ", still);
        return Optional.of(new Symptom(since, "The " + names + (still.size() == 1 ? " does" : " do") + " not learn since step " + Figures.step(since),
                "The parameters of the %s have kept the length %s from step %s to %s, to within one in %s, with a gradient of %s.".formatted(still.getFirst(),
                        Figures.figure(first.value(0)), Figures.step(since), Figures.step(first.step(0)), Figures.figure(1 / change),
                        Figures.figure(recent.line(Samples.GRADIENT + still.getFirst()).value(0))),
                still.stream().map(network -> Samples.WEIGHTS + network).toList()));
    }

    private boolean isStill(Recent recent, String network) {
        var weights = recent.line(Samples.WEIGHTS + network);
        var gradient = recent.line(Samples.GRADIENT + network);
        if (weights.count() <= samples || gradient.count() < samples) {
            return false;
        }
        for (int back = 0; back < samples; back++) {
            double before = weights.value(back + 1);
            // One that has no part in this phase has no gradient either.
            if (!(Math.abs(weights.value(back) - before) <= change * before) || gradient.step(back) != weights.step(back)) {
                return false;
            }
        }
        return true;
    }

    @Override public Care care() {
        return new Care("Its steps are too small to change anything: a step size of nearly 0, or a gradient that has vanished.", "https://arxiv.org/abs/1406.2661",
                "Go on with larger steps.",
                List.of(new Change("discriminatorRatio", 1, 1), new Change("learningRate", 10), new Change("generatorRate", 10)), true);
    }
}
