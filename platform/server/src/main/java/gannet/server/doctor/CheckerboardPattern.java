package gannet.server.doctor;

import gannet.server.doctor.Care.Change;
import java.util.List;
import java.util.Optional;

/// Samples carry a pattern at the period of the upsampling layers that the data do not have. Untrained networks have it too, so
/// it counts only once a part of the training is done and the samples differ from each other. A healthy run has it now and then; only
/// where the median of many samples is high does it stay.
record CheckerboardPattern(double strength, int samples, double after, double diversity) implements Rule {
    static final String NAME = "checkerboard";

    static CheckerboardPattern of(Thresholds given) {
        return new CheckerboardPattern(given.get(NAME, "strength", 4.5), given.count(NAME, "samples", 9), given.get(NAME, "after", 0.2), given.get(NAME, "diversity", 0.5));
    }

    @Override public String name() { return NAME; }
    @Override public boolean concerns(String line) { return line.equals(Samples.CHECKERBOARD); }
    @Override public int quiet() { return samples; }

    @Override public Optional<Symptom> examine(Recent recent) {
        var line = recent.line(Samples.CHECKERBOARD);
        boolean grey = recent.now(Samples.DIVERSITY).orElse(1.0) < diversity;
        if (grey || line.count() < samples || line.step(samples - 1) < after * recent.steps() || line.median(samples) <= strength) {
            return Optional.empty();
        }
        return Optional.of(new Symptom(line.step(samples - 1), "The samples show a checkerboard",
                "At the period of the upsampling layers their spectrum is %s times as strong as beside it, half of the time from step %s to %s; that of the training data is not."
                        .formatted(Figures.figure(line.median(samples)), Figures.step(line.step(samples - 1)), Figures.step(line.step(0))), List.of(Samples.CHECKERBOARD)));
    }

    @Override public Care care() {
        return new Care("Convolutions whose size their stride does not divide put more paint on every second pixel, and training seldom evens that out.",
                "https://distill.pub/2016/deconv-checkerboard/", "Train anew with an upsampling kernel that the stride of 2 divides, such as 4. Those of other sizes give other networks, so a checkpoint cannot go on with it.",
                List.of(new Change("upsamplingKernel", 0, 4)), false);
    }
}
