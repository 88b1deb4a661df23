package gannet.server.doctor;

import gannet.server.doctor.Care.Change;
import java.util.List;
import java.util.Optional;

/// A value that is no number, or parameters that explode.
record Divergence(double growth) implements Rule {
    static final String NAME = "divergence";
    private static final int LOOKED_AT = 20;

    static Divergence of(Thresholds given) { return new Divergence(given.get(NAME, "growth", 20)); }

    @Override public String name() { return NAME; }
    @Override public boolean concerns(String line) { return true; }
    @Override public int quiet() { return LOOKED_AT; }

    @Override public Optional<Symptom> examine(Recent recent) {
        return recent.names().flatMap(name -> notANumber(recent, name).or(() -> explosion(recent, name)).stream()).findFirst();
    }

    private static Optional<Symptom> notANumber(Recent recent, String name) {
        var line = recent.line(name);
        if (Double.isFinite(line.value(0))) {
            return Optional.empty();
        }
        return Optional.of(new Symptom(line.step(0), "The training diverged at step " + Figures.step(line.step(0)),
                "%s became %s at step %s.".formatted(name, Figures.figure(line.value(0)), Figures.step(line.step(0))), List.of(name)));
    }

    private Optional<Symptom> explosion(Recent recent, String name) {
        var line = recent.line(name);
        if (!name.startsWith(Samples.WEIGHTS)) {
            return Optional.empty();
        }
        for (int back = 1; back < Math.min(line.count(), LOOKED_AT); back++) {
            if (line.value(0) > growth * line.value(back)) {
                var network = name.substring(Samples.WEIGHTS.length());
                return Optional.of(new Symptom(line.step(back), "The training diverges since step " + Figures.step(line.step(back)),
                        "The parameters of %s grew from a length of %s at step %s to %s at step %s.".formatted(network, Figures.figure(line.value(back)),
                                Figures.step(line.step(back)), Figures.figure(line.value(0)), Figures.step(line.step(0))), List.of(name)));
            }
        }
        return Optional.empty();
    }

    @Override public Care care() {
        return new Care("The steps are so large that each makes the next one larger. What was learnt before is lost from then on, but not from the checkpoints.",
                "https://arxiv.org/abs/1801.04406", "Go on from before with much smaller steps.",
                List.of(new Change("learningRate", 0.1), new Change("generatorRate", 0.1)), true);
    }
}
