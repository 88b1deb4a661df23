package gannet.spi;

/// What every learning rate is multiplied by as a phase goes on.
@FunctionalInterface
public interface Schedule {
    /// @param step updates since the phase began    @param epoch passes over the data, with a fraction
    double factor(long step, double epoch);

    static Schedule constant() { return (step, epoch) -> 1; }
    static Schedule halvedEvery(int epochs) { return (step, epoch) -> Math.pow(0.5, Math.floor(epoch / (double) epochs)); }
    static Schedule droppedTo(double factor, long afterSteps) { return (step, epoch) -> step < afterSteps ? 1 : factor; }

    /// Constant for some epochs, then down to zero in a line.
    static Schedule constantThenLinear(int constant, int decaying) {
        return (step, epoch) -> Math.clamp(1 - (epoch - constant) / decaying, 0, 1);
    }
}
