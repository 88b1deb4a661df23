package gannet.worker;

import gannet.spi.Phase;
import java.util.ArrayList;
import java.util.List;

/// Which step of a run belongs to which phase; known from the number of steps alone.
final class Course {
    private final List<Stretch> stretches = new ArrayList<>();
    private final long end;

    /// @param start the run's steps before it    @param length in steps
    record Stretch(Phase phase, long start, long length) {
        long end() { return start + length; }
    }

    /// @param steps of the run; a phase that ends with the run takes all that are left
    /// @param batchSize and @param count of examples say how many steps an epoch has
    Course(List<Phase> phases, long steps, int batchSize, int count) {
        long start = 0;
        for (var phase : phases) {
            long length = switch (phase.unit()) {
                case STEPS -> phase.length();
                case EPOCHS -> phase.length() == Phase.AS_THE_RUN_SAYS ? phase.length()
                        : Math.ceilDiv(Math.multiplyExact(phase.length(), (long) count), batchSize);
            };
            length = Math.min(length, steps - start);
            if (length > 0) {
                stretches.add(new Stretch(phase, start, length));
            }
            start += length;
        }
        end = start;
    }

    /// How many steps there are in all.
    long end() { return end; }

    /// @param step from 0 to before the end
    Stretch at(long step) {
        return stretches.stream().filter(stretch -> step < stretch.end()).findFirst().orElseThrow();
    }
}
