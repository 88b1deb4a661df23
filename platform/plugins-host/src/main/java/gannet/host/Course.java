package gannet.host;

import gannet.spi.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which step of a run belongs to which phase, and how long the run is; known from numbers alone, before anything runs.
public final class Course {
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<String> cut = new ArrayList<>();
    private final long allowed;
    private final long end;

    /// @param start the run's steps before it    @param length in steps
    public record Stretch(Phase phase, long start, long length) {
        public long end() { return start + length; }
    }

    /// @param steps of the run; a phase that ends with the run takes all that are left
    /// @param count of examples that are trained on; with the batch's size it says how many steps an epoch has
    public Course(List<Phase> phases, long steps, int batchSize, int count) {
        allowed = steps;
        long start = 0;
        for (var phase : phases) {
            long wanted = steps(phase, batchSize, count);
            long length = Math.min(wanted, steps - start);
            if (length > 0) {
                stretches.add(new Stretch(phase, start, length));
            }
            if (length < wanted && wanted != Phase.AS_THE_RUN_SAYS) {
                cut.add(length == 0 ? "\"" + phase.name() + "\" is left out"
                        : String.format(Locale.ROOT, "\"%s\" has %,d of its %,d steps", phase.name(), length, wanted));
            }
            start += length;
        }
        end = start;
    }

    private static long steps(Phase phase, int batchSize, int count) {
        return phase.unit() == Phase.Unit.STEPS || phase.length() == Phase.AS_THE_RUN_SAYS ? phase.length()
                : Math.ceilDiv(Math.multiplyExact(phase.length(), (long) count), batchSize);
    }

    /// How many steps there are in all.
    public long end() { return end; }

    /// @param step from 0 to before the end
    public Stretch at(long step) {
        return stretches.stream().filter(stretch -> step < stretch.end()).findFirst().orElseThrow();
    }

    /// What a person may want to know, where the phases and the run's own number of steps do not agree.
    public Optional<String> note() {
        if (!cut.isEmpty()) {
            return Optional.of(String.format(Locale.ROOT, "The run's own number of steps, %,d, ends it early: %s. Launch with more steps to train all phases in full.",
                    allowed, String.join(", ", cut)));
        }
        return end == allowed ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "The phases end after %,d steps, before the %,d that the run was given.", end, allowed));
    }
}
