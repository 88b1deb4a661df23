package gannet.server.doctor;

import gannet.server.doctor.Care.Change;
import gannet.spi.DoctorRule.Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A rule that a variant brings.
record Watched(String name, Watch watch) implements Rule {
    @Override public boolean concerns(String line) { return line.equals(watch.line()); }
    @Override public int quiet() { return watch.points(); }

    @Override public Optional<Symptom> examine(Recent recent) {
        var line = recent.line(watch.line());
        if (line.beyond(watch.threshold(), watch.above()) < watch.points()) {
            return Optional.empty();
        }
        return Optional.of(new Symptom(line.step(watch.points() - 1), watch.verdict(),
                "%s has been %s %s from step %s to %s.".formatted(watch.line(), watch.above() ? "above" : "below", Figures.figure(watch.threshold()),
                        Figures.step(line.step(watch.points() - 1)), Figures.step(line.step(0))), List.of(watch.line())));
    }

    @Override public Care care() {
        var changes = watch.changes().entrySet().stream().sorted(Map.Entry.comparingByKey()).map(one -> new Change(one.getKey(), one.getValue())).toList();
        return new Care(watch.meaning(), watch.source(), watch.advice(), changes, true);
    }
}
