package gannet.spi;

import java.util.List;

/// The one interface a plugin publishes: what the variant is, what data fit, and how to assemble it. An implementation
/// has a constructor without parameters and keeps no state.
///
/// @param <S> settings of a training run
/// @param <Q> what a person may ask of a trained model
public interface GanVariant<S extends Record, Q extends Record> {
    Card<S, Q> card();

    DataSpec data(S settings);

    /// How training pictures vary. Voxels and whatever else is no picture are never varied.
    default Augmentation augmentation(S settings) { return Augmentation.none(); }

    /// Makes the networks and says what a step does with them. Called once for each run, with settings in which
    /// [#check] finds nothing; and without PyTorch to describe the networks, so it must not calculate.
    Gan<Q> assemble(S settings, Assembly assembly);

    /// The fewest examples that a batch may have: 2, say, where a step compares each with the others. Fewer are refused before
    /// anything is trained.
    default int smallestBatch() { return 1; }

    /// How a run's doctor should judge this variant, where that differs from what it does by itself.
    default List<DoctorRule> doctor() { return List.of(); }

    /// Rules that several settings share or that no range can say. All findings at once; none if the settings will do.
    default List<Finding> check(S settings) { return List.of(); }
}
