package gannet.spi;

/// A stretch of training with a rule of its own. Optimizers and schedules begin anew with it.
///
/// @param name its name in charts and logs
/// @param length in the unit, or [#AS_THE_RUN_SAYS]
/// @param rate what every learning rate is multiplied by
public record Phase(String name, long length, Unit unit, Schedule rate, Gan.Training training) {
    /// The length of a phase that ends with the run's own number of steps.
    public static final long AS_THE_RUN_SAYS = Long.MAX_VALUE;

    public enum Unit { STEPS, EPOCHS }

    public Phase {
        if (length < 0) {
            throw new PluginException("The phase \"" + name + "\" cannot last " + length + " " + unit.name().toLowerCase(java.util.Locale.ROOT) + ".");
        }
    }

    public static Phase steps(String name, long length, Schedule rate, Gan.Training training) {
        return new Phase(name, length, Unit.STEPS, rate, training);
    }

    public static Phase epochs(String name, long length, Schedule rate, Gan.Training training) {
        return new Phase(name, length, Unit.EPOCHS, rate, training);
    }
}
